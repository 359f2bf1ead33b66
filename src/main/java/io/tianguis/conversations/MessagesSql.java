package io.tianguis.conversations;

import io.tianguis.conversations.Content.Contacts;
import io.tianguis.conversations.Content.Location;
import io.tianguis.conversations.Content.Media;
import io.tianguis.conversations.Content.Text;
import io.tianguis.conversations.ConversationsSql.Open;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The statements by which messages are recorded and move on. */
final class MessagesSql {

    /** A message as it is to be recorded. */
    record Draft(
            Direction direction,
            Instant sentAt,
            @Nullable MessageStatus status,
            @Nullable String providerId,
            @Nullable String repliedProviderId,
            boolean sentFromHere,
            Content content,
            @Nullable Campaign campaign) {}

    /**
     * A message that was added.
     *
     * @param messages those of the stretch that it went into, with it
     */
    record Added(long messageId, long messages, Instant fromAt, long fromMessageId) {}

    /**
     * Where a stretch stands in its conversation.
     *
     * @param stretches how many there are, with it
     */
    record Place(long stretches, boolean last) {}

    /** An outbound message whose conversation's row is locked. */
    record Sent(
            long messageId,
            long conversationId,
            MessageStatus status,
            @Nullable String providerId,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {}

    private MessagesSql() {}

    /** By {@code message_provider_id_unique}. */
    static Optional<Recorded> findRecorded(
            Statements statements, ShopId shop, ChannelAccount account, String providerId) {
        return statements.find(Recorded.class, """
                SELECT m.message_id, m.conversation_id, false AS added
                  FROM channel_account a
                  JOIN message m ON m.shop_id = a.shop_id AND m.account_id = a.account_id
                 WHERE a.shop_id = ? AND a.channel = ? AND a.uid = ? AND m.provider_id = ?
                """, shop.value(), account.channel(), account.uid(), providerId);
    }

    /**
     * Adds a message to a locked conversation: the message, its place in the order, what is unread, what came last. Nothing
     * happens when the account has the provider's id already.
     */
    static Optional<Added> insert(Tx tx, ShopId shop, Open open, Draft draft, Instant now) {
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                shop.value(),
                open.conversationId(),
                open.accountId(),
                draft.direction(),
                draft.sentAt(),
                draft.status(),
                draft.providerId(),
                draft.repliedProviderId(),
                draft.sentFromHere()));
        values.addAll(contentValues(draft.content()));
        @Nullable Campaign campaign = draft.campaign();
        values.addAll(Arrays.asList(
                campaign == null ? null : campaign.campaignId(), campaign == null ? null : campaign.url(), now));
        values.addAll(Arrays.asList(shop.value(), open.conversationId(), shop.value(), open.conversationId()));
        return tx.find(Added.class, """
                WITH added AS (
                    INSERT INTO message (shop_id, conversation_id, account_id, direction, sent_at, status, provider_id,
                                         replied_provider_id, sent_from_here, content_type, text, media_kind, media_url,
                                         filename, longitude, latitude, place_label, place_address, campaign_id,
                                         campaign_url, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (shop_id, account_id, provider_id) DO NOTHING
                    RETURNING shop_id, conversation_id, message_id, direction, sent_at, campaign_id),
                changed AS (
                    UPDATE conversation c
                       SET unread = unread + (added.direction = 'inbound')::integer,
                           newest_message_id = added.message_id,
                           last_campaign_message_id = CASE WHEN added.campaign_id IS NULL
                                                           THEN last_campaign_message_id ELSE added.message_id END,
                           last_inbound_at = CASE WHEN added.direction = 'inbound'
                                                  THEN greatest(last_inbound_at, added.sent_at) ELSE last_inbound_at END,
                           last_message_at = greatest(last_message_at, added.sent_at)
                      FROM added
                     WHERE c.shop_id = ? AND c.conversation_id = ?),
                place AS MATERIALIZED (
                    SELECT s.from_at, s.from_message_id
                      FROM added
                     CROSS JOIN LATERAL (
                           SELECT from_at, from_message_id
                             FROM conversation_stretch
                            WHERE shop_id = added.shop_id
                              AND conversation_id = added.conversation_id
                              AND (from_at, from_message_id) <= (added.sent_at, added.message_id)
                            ORDER BY from_at DESC, from_message_id DESC
                            LIMIT 1) s)
                UPDATE conversation_stretch s
                   SET messages = s.messages + 1
                  FROM place, added
                 WHERE s.shop_id = ?
                   AND s.conversation_id = ?
                   AND s.from_at = place.from_at
                   AND s.from_message_id = place.from_message_id
                RETURNING added.message_id, s.messages, s.from_at, s.from_message_id
                """, values.toArray());
    }

    private static List<@Nullable Object> contentValues(Content content) {
        return switch (content) {
            case Text(String text) -> Arrays.asList("text", text, null, null, null, null, null, null, null);
            case Media(MediaKind kind, String url, @Nullable String caption, @Nullable String filename) ->
                Arrays.asList("media", caption, kind, url, filename, null, null, null, null);
            case Location(
                    BigDecimal longitude,
                    BigDecimal latitude,
                    @Nullable String label,
                    @Nullable String address) ->
                Arrays.asList("location", null, null, null, null, longitude, latitude, label, address);
            case Contacts _ -> Arrays.asList("contact", null, null, null, null, null, null, null, null);
        };
    }

    static void insertContacts(Tx tx, ShopId shop, long messageId, List<SharedContact> contacts) {
        IntStream.range(0, contacts.size()).forEach(position -> {
            SharedContact contact = contacts.get(position);
            tx.update(
                    """
                    INSERT INTO message_contact (shop_id, message_id, position, name, phones, emails)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                    shop.value(),
                    messageId,
                    position,
                    contact.name(),
                    contact.phones().toArray(String[]::new),
                    contact.emails().toArray(String[]::new));
        });
    }

    /** By {@code conversation_stretch_pk}. */
    static Place place(Tx tx, ShopId shop, Open open, Added added) {
        return tx.get(Place.class, """
                SELECT count(*) AS stretches, NOT bool_or((from_at, from_message_id) > (?, ?)) AS last
                  FROM conversation_stretch
                 WHERE shop_id = ? AND conversation_id = ?
                """, added.fromAt(), added.fromMessageId(), shop.value(), open.conversationId());
    }

    /**
     * Divides a stretch of a locked conversation.
     *
     * @param kept how many of its messages stay before the place where the new one begins
     */
    static void divide(Tx tx, ShopId shop, Open open, Added full, long kept) {
        tx.update(
                """
                WITH middle AS MATERIALIZED (
                    SELECT sent_at, message_id
                      FROM message
                     WHERE shop_id = ? AND conversation_id = ? AND (sent_at, message_id) >= (?, ?)
                     ORDER BY sent_at, message_id
                    OFFSET ?
                     LIMIT 1),
                second AS (
                    INSERT INTO conversation_stretch (shop_id, conversation_id, from_at, from_message_id, messages)
                    SELECT ?, ?, sent_at, message_id, ? FROM middle)
                UPDATE conversation_stretch
                   SET messages = ?
                 WHERE shop_id = ? AND conversation_id = ? AND from_at = ? AND from_message_id = ?
                """,
                shop.value(),
                open.conversationId(),
                full.fromAt(),
                full.fromMessageId(),
                kept,
                shop.value(),
                open.conversationId(),
                full.messages() - kept,
                kept,
                shop.value(),
                open.conversationId(),
                full.fromAt(),
                full.fromMessageId());
    }

    /** By {@code message_pk}, under the lock of the conversation, which the first statement waits for. */
    static Optional<Sent> lockSent(Tx tx, ShopId shop, long messageId) {
        return tx.together(
                """
                SELECT conversation_id
                  FROM conversation
                 WHERE shop_id = ?
                   AND conversation_id = (SELECT conversation_id FROM message WHERE shop_id = ? AND message_id = ?)
                   FOR UPDATE;
                SELECT message_id, conversation_id, status, provider_id, delivered_at, read_at
                  FROM message
                 WHERE shop_id = ? AND message_id = ? AND direction = 'outbound'
                """,
                results -> {
                    record Locked(long conversationId) {}
                    results.find(Locked.class);
                    return results.find(Sent.class);
                },
                shop.value(),
                shop.value(),
                messageId,
                shop.value(),
                messageId);
    }

    /** Where a notice leaves a message of a locked conversation; what went wrong is forgotten when it went well after all. */
    static Query<Integer> change(
            ShopId shop,
            long messageId,
            MessageStatus status,
            StatusNotice notice,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {
        boolean failed = status == MessageStatus.FAILED;
        return Query.update(
                """
                UPDATE message
                   SET status = ?, error_code = ?, error_message = ?, delivered_at = ?, read_at = ?
                 WHERE shop_id = ? AND message_id = ?
                """,
                status,
                failed ? notice.errorCode() : null,
                failed ? notice.errorMessage() : null,
                deliveredAt,
                readAt,
                shop.value(),
                messageId);
    }

    /** By {@code message_pk}; {@code message_provider_id_unique} may refuse. */
    static Query<Integer> accept(ShopId shop, long messageId, String providerId, MessageStatus status) {
        return Query.update(
                "UPDATE message SET provider_id = ?, status = ? WHERE shop_id = ? AND message_id = ?",
                providerId,
                status,
                shop.value(),
                messageId);
    }
}
