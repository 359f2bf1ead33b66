package io.tianguis.conversations;

import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on accounts and conversations. */
final class ConversationsSql {

    /** A conversation whose row is locked. */
    record Open(long conversationId, long accountId) {}

    /**
     * A conversation whose row is locked, as it is now.
     *
     * @param newestMessageId of the message that was recorded last
     */
    record Unread(
            long conversationId, long unread, @Nullable Long newestMessageId) {}

    private ConversationsSql() {}

    /**
     * Finds or makes the account and the conversation, and locks the conversation. By {@code channel_account_uid_unique}
     * and {@code conversation_one}; of two callers who make one at once, one waits for the other's.
     */
    static Query<Open> open(ShopId shop, long customerId, ChannelAccount account, Instant now) {
        return Query.of(
                """
                        WITH known_account AS (
                            SELECT account_id FROM channel_account WHERE shop_id = ? AND channel = ? AND uid = ?),
                        new_account AS (
                            INSERT INTO channel_account (shop_id, channel, uid)
                            SELECT ?, ?, ?
                             WHERE NOT EXISTS (SELECT FROM known_account)
                                ON CONFLICT (shop_id, channel, uid) DO UPDATE SET uid = EXCLUDED.uid
                            RETURNING account_id),
                        account AS MATERIALIZED (
                            SELECT account_id FROM known_account
                            UNION ALL
                            SELECT account_id FROM new_account),
                        known AS MATERIALIZED (
                            SELECT conversation_id
                              FROM conversation
                             WHERE shop_id = ? AND customer_id = ? AND account_id = (SELECT account_id FROM account)
                               FOR UPDATE),
                        opened AS (
                            INSERT INTO conversation (shop_id, customer_id, account_id, created_at)
                            SELECT ?, ?, account_id, ?
                              FROM account
                             WHERE NOT EXISTS (SELECT FROM known)
                                ON CONFLICT (shop_id, customer_id, account_id) DO UPDATE
                               SET customer_id = EXCLUDED.customer_id
                            RETURNING conversation_id),
                        counted AS (
                            INSERT INTO conversation_stretch (shop_id, conversation_id, from_at, from_message_id, messages)
                            SELECT ?, conversation_id, ?, 0, 0
                              FROM opened
                                ON CONFLICT DO NOTHING)
                        SELECT conversation_id, (SELECT account_id FROM account) AS account_id FROM known
                        UNION ALL
                        SELECT conversation_id, (SELECT account_id FROM account) FROM opened
                        """,
                results -> results.get(Open.class),
                shop.value(),
                account.channel(),
                account.uid(),
                shop.value(),
                account.channel(),
                account.uid(),
                shop.value(),
                customerId,
                shop.value(),
                customerId,
                now,
                shop.value(),
                ProviderMessage.EARLIEST);
    }

    /** By {@code conversation_pk}. */
    static Optional<Conversation> find(Statements statements, ShopId shop, long conversationId) {
        record Row(
                long conversationId,
                long customerId,
                Channel channel,
                String uid,
                long unread,
                @Nullable Instant lastInboundAt,
                @Nullable Instant lastMessageAt) {}
        return statements
                .find(Row.class, """
                        SELECT c.conversation_id, c.customer_id, a.channel, a.uid, c.unread, c.last_inbound_at,
                               c.last_message_at
                          FROM conversation c
                          JOIN channel_account a ON a.shop_id = c.shop_id AND a.account_id = c.account_id
                         WHERE c.shop_id = ? AND c.conversation_id = ?
                        """, shop.value(), conversationId)
                .map(row -> new Conversation(
                        row.conversationId(),
                        row.customerId(),
                        new ChannelAccount(row.channel(), row.uid()),
                        row.unread(),
                        Optional.ofNullable(row.lastInboundAt()),
                        Optional.ofNullable(row.lastMessageAt())));
    }

    /** By {@code conversation_pk}. */
    static Optional<Unread> lock(Tx tx, ShopId shop, long conversationId) {
        return tx.find(Unread.class, """
                SELECT conversation_id, unread, newest_message_id
                  FROM conversation
                 WHERE shop_id = ? AND conversation_id = ?
                   FOR UPDATE
                """, shop.value(), conversationId);
    }

    /** Everything up to a message of a locked conversation is read. */
    static Query<Integer> markRead(ShopId shop, long conversationId, long throughMessageId, Instant now) {
        return Query.update("""
                        WITH reading AS (
                            INSERT INTO conversation_reading (shop_id, conversation_id, through_message_id, read_at)
                            VALUES (?, ?, ?, ?))
                        UPDATE conversation SET unread = 0 WHERE shop_id = ? AND conversation_id = ?
                        """, shop.value(), conversationId, throughMessageId, now, shop.value(), conversationId);
    }
}
