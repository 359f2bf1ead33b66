package io.tianguis.conversations;

import io.tianguis.conversations.Content.Contacts;
import io.tianguis.conversations.Content.Location;
import io.tianguis.conversations.Content.Media;
import io.tianguis.conversations.Content.Text;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements by which messages are read. */
final class MessagePagesSql {

    /** Of a message {@code m}, the account {@code a} and the reading {@code r} in which an inbound one was read. */
    private static final String COLUMNS = """
            m.message_id, m.conversation_id, a.channel, a.uid, m.direction, m.sent_at,
            CASE WHEN m.direction = 'outbound' THEN m.status
                 WHEN r.read_at IS NULL THEN 'delivered' ELSE 'read' END AS status,
            m.provider_id, m.replied_provider_id, m.sent_from_here, m.content_type, m.text, m.media_kind, m.media_url,
            m.filename, m.longitude, m.latitude, m.place_label, m.place_address, m.campaign_id, m.campaign_url,
            m.error_code, m.error_message, m.delivered_at, coalesce(m.read_at, r.read_at) AS read_at
            """;

    private static final String ACCOUNT_AND_READING = """
              JOIN channel_account a ON a.shop_id = m.shop_id AND a.account_id = m.account_id
              LEFT JOIN LATERAL (
                   SELECT read_at
                     FROM conversation_reading
                    WHERE shop_id = m.shop_id
                      AND conversation_id = m.conversation_id
                      AND through_message_id >= m.message_id
                    ORDER BY through_message_id
                    LIMIT 1) r ON m.direction = 'inbound'
            """;

    record Row(
            long messageId,
            long conversationId,
            Channel channel,
            String uid,
            Direction direction,
            Instant sentAt,
            MessageStatus status,
            @Nullable String providerId,
            @Nullable String repliedProviderId,
            boolean sentFromHere,
            String contentType,
            @Nullable String text,
            @Nullable MediaKind mediaKind,
            @Nullable String mediaUrl,
            @Nullable String filename,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal latitude,
            @Nullable String placeLabel,
            @Nullable String placeAddress,
            @Nullable Long campaignId,
            @Nullable String campaignUrl,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {

        boolean hasContacts() {
            return contentType.equals("contact");
        }

        Message message(Map<Long, List<SharedContact>> contacts) {
            return new Message(
                    messageId,
                    conversationId,
                    new ChannelAccount(channel, uid),
                    direction,
                    sentAt,
                    status,
                    providerId,
                    repliedProviderId,
                    sentFromHere,
                    content(contacts),
                    campaignId == null ? null : new Campaign(campaignId, campaignUrl),
                    errorCode,
                    errorMessage,
                    deliveredAt,
                    readAt);
        }

        private Content content(Map<Long, List<SharedContact>> contacts) {
            return switch (contentType) {
                case "text" -> new Text(Objects.requireNonNull(text));
                case "media" ->
                    new Media(Objects.requireNonNull(mediaKind), Objects.requireNonNull(mediaUrl), text, filename);
                case "location" ->
                    new Location(
                            Objects.requireNonNull(longitude),
                            Objects.requireNonNull(latitude),
                            placeLabel,
                            placeAddress);
                case "contact" -> new Contacts(contacts.getOrDefault(messageId, List.of()));
                default -> throw new IllegalStateException("a message of the type " + contentType);
            };
        }
    }

    private MessagePagesSql() {}

    /** By {@code message_pk}. */
    static Optional<Message> find(Statements statements, ShopId shop, long messageId) {
        return list(statements, shop, new Long[] {messageId}).stream().findFirst();
    }

    /**
     * A page of a person's messages on a channel. The stretches of their conversations are put in one order; that of the
     * last stretch before which there are certainly no more messages than the page leaves out is where the page is looked
     * for. From there on {@code message_order} is read: in each conversation from the beginning of the stretch into which
     * this point falls, so that what is counted before is exact, and what is read before the page are less messages than
     * one stretch of each conversation can have. Where there is only one conversation they are passed over in the index, and
     * not sorted with the others.
     */
    static MessagePage page(
            Statements statements, ShopId shop, long personId, Channel channel, long offset, int limit) {
        record Place(long total, @Nullable Long messageId) {}
        List<Place> places = statements.list(
                Place.class,
                """
                WITH held AS MATERIALIZED (
                    SELECT conversation_id FROM person_conversation
                     WHERE shop_id = ? AND person_id = ? AND channel = ?),
                stretch AS MATERIALIZED (
                    SELECT s.from_at, s.from_message_id, s.messages,
                           sum(s.messages) OVER (ORDER BY s.from_at, s.from_message_id) AS through
                      FROM held h
                      JOIN conversation_stretch s ON s.shop_id = ? AND s.conversation_id = h.conversation_id),
                point AS MATERIALIZED (
                    SELECT from_at, from_message_id, through
                      FROM stretch
                     WHERE from_message_id = 0 OR through - messages <= ?
                     ORDER BY from_at DESC, from_message_id DESC
                     LIMIT 1),
                beginning AS MATERIALIZED (
                    SELECT h.conversation_id, s.from_at, s.from_message_id, s.messages
                      FROM point p
                     CROSS JOIN held h
                     CROSS JOIN LATERAL (
                           SELECT from_at, from_message_id, messages
                             FROM conversation_stretch
                            WHERE shop_id = ?
                              AND conversation_id = h.conversation_id
                              AND (from_at, from_message_id) <= (p.from_at, p.from_message_id)
                            ORDER BY from_at DESC, from_message_id DESC
                            LIMIT 1) s),
                further AS MATERIALIZED (
                    SELECT messages, CASE WHEN conversations = 1 THEN messages ELSE 0 END AS of_the_only_one
                      FROM (SELECT ? - (SELECT through FROM point) + sum(messages) AS messages, count(*) AS conversations
                              FROM beginning) b),
                page AS MATERIALIZED (
                    SELECT m.sent_at, m.message_id
                      FROM beginning b
                     CROSS JOIN LATERAL (
                           SELECT sent_at, message_id
                             FROM message
                            WHERE shop_id = ?
                              AND conversation_id = b.conversation_id
                              AND (sent_at, message_id) >= (b.from_at, b.from_message_id)
                            ORDER BY sent_at, message_id
                           OFFSET (SELECT of_the_only_one FROM further)
                            LIMIT (SELECT messages - of_the_only_one FROM further) + ?) m
                     ORDER BY m.sent_at, m.message_id
                    OFFSET (SELECT messages - of_the_only_one FROM further)
                     LIMIT ?)
                SELECT total.messages AS total, page.message_id
                  FROM (SELECT coalesce(sum(messages), 0) AS messages FROM stretch) total
                  LEFT JOIN page ON true
                 ORDER BY page.sent_at, page.message_id
                """,
                shop.value(),
                personId,
                channel,
                shop.value(),
                offset,
                shop.value(),
                offset,
                shop.value(),
                limit,
                limit);
        Long[] messageIds =
                places.stream().map(Place::messageId).filter(Objects::nonNull).toArray(Long[]::new);
        return new MessagePage(places.getFirst().total(), list(statements, shop, messageIds));
    }

    /** By {@code message_pk}, the oldest first. */
    private static List<Message> list(Statements statements, ShopId shop, Long[] messageIds) {
        if (messageIds.length == 0) {
            return List.of();
        }
        List<Row> rows =
                statements.list(Row.class, """
                SELECT %s
                  FROM message m
                %s
                 WHERE m.shop_id = ? AND m.message_id = ANY (?)
                 ORDER BY m.sent_at, m.message_id
                """.formatted(COLUMNS, ACCOUNT_AND_READING), shop.value(), messageIds);
        Map<Long, List<SharedContact>> contacts = contacts(
                statements,
                shop,
                rows.stream().filter(Row::hasContacts).map(Row::messageId).toArray(Long[]::new));
        return rows.stream().map(row -> row.message(contacts)).toList();
    }

    /** By {@code message_contact_pk}. */
    private static Map<Long, List<SharedContact>> contacts(Statements statements, ShopId shop, Long[] messageIds) {
        record Card(long messageId, String name, List<String> phones, List<String> emails) {}
        if (messageIds.length == 0) {
            return Map.of();
        }
        return statements.list(Card.class, """
                        SELECT message_id, name, phones, emails
                          FROM message_contact
                         WHERE shop_id = ? AND message_id = ANY (?)
                         ORDER BY message_id, position
                        """, shop.value(), messageIds).stream()
                .collect(Collectors.groupingBy(
                        Card::messageId,
                        Collectors.mapping(
                                card -> new SharedContact(card.name(), card.phones(), card.emails()),
                                Collectors.toList())));
    }
}
