package io.tianguis.conversations;

import static io.tianguis.conversations.Correspondence.CARLOS;
import static io.tianguis.conversations.Correspondence.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.customers.CustomerKey;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestBackend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages are exact, whatever the order of arrival, and cost the same. */
class ConversationPagesTest {

    private static final Instant BEGINNING = MovableClock.START.minusSeconds(40L * 86_400);
    private static final String SECOND = "5215512345678";
    private static final String THIRD = "5218112345678";

    private final TestBackend backend = new TestBackend();
    private final Correspondence chat = new Correspondence(backend);

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void everyPageOfThreeThousandMessagesIsExactThoughTheyComeInAnyOrderAndOfThreeMergedRows() {
        Random random = new Random(42);
        List<Recorded> recorded = new ArrayList<>();
        Map<Long, Instant> sent = new TreeMap<>();
        for (int index = 0; index < 3_000; index++) {
            String from = index % 30 == 0 ? THIRD : index % 10 == 0 ? SECOND : CARLOS;
            // Days crowded at their beginnings, so that many messages have one time.
            Instant sentAt = BEGINNING.plusSeconds(
                    random.nextInt(40) * 86_400L + (random.nextBoolean() ? 0 : random.nextInt(86_400)));
            ProviderMessage message = text(from, "wamid." + index, sentAt, "Mensaje " + index);
            Recorded added = chat.in(tx -> chat.door().receive(tx, chat.shop(), message));
            recorded.add(added);
            sent.put(added.messageId(), sentAt);
        }
        assertThatStretchesCountWhatIsInThem();
        merge(recorded);
        List<Long> inOrder = sent.entrySet().stream()
                .sorted(Map.Entry.<Long, Instant>comparingByValue().thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(stretches()).isGreaterThan(5);
        for (int size : new int[] {25, 100}) {
            List<Long> paged = new ArrayList<>();
            for (int offset = 0; offset < 3_000; offset += size) {
                MessagePage page = chat.page(SECOND, offset, size);
                assertThat(page.total()).isEqualTo(3_000);
                page.messages().forEach(message -> paged.add(message.messageId()));
            }
            assertThat(paged).isEqualTo(inOrder);
        }
        for (int look = 0; look < 200; look++) {
            int offset = random.nextInt(3_010);
            int size = 1 + random.nextInt(100);
            assertThat(chat.page(THIRD, offset, size).messages())
                    .extracting(Message::messageId)
                    .isEqualTo(inOrder.subList(Math.min(offset, 3_000), Math.min(offset + size, 3_000)));
        }
    }

    @Test
    void aHistoryThatArrivesFromItsEndIsDividedAsWell() {
        for (int index = 0; index < 1_600; index++) {
            chat.receive(CARLOS, "wamid." + index, MovableClock.START.minusSeconds(index), "Hola");
        }

        assertThat(stretches()).isEqualTo(3);
        assertThatStretchesCountWhatIsInThem();
        assertThat(chat.page(CARLOS, 1_590, 25).messages())
                .extracting(Message::providerId)
                .containsExactly(
                        "wamid.9", "wamid.8", "wamid.7", "wamid.6", "wamid.5", "wamid.4", "wamid.3", "wamid.2",
                        "wamid.1", "wamid.0");
    }

    @Test
    void aMessageAfterAllOthersLeavesMostOfThemInTheStretchThatItFillsAndRoomForLateOnes() {
        for (int index = 0; index < 1_920; index++) {
            // One in eight comes after the next fourteen.
            int late = index % 8 == 0 ? 15 : 0;
            chat.receive(CARLOS, "wamid." + index, BEGINNING.plusSeconds(60L * (index - late)), "Hola");
        }

        assertThatStretchesCountWhatIsInThem();
        assertThat(messagesOfStretches()).containsExactly(896L, 896L, 128L);
    }

    @Test
    void whereThereAreManyStretchesTheyBecomeLonger() {
        Random random = new Random(5);
        filled(CARLOS, 3_000, IntStream.range(1, 300).mapToObj(stretch -> 10L * stretch));
        for (int index = 0; index < 2_550; index++) {
            chat.receive(CARLOS, "wamid." + index, BEGINNING.plusSeconds(index), "Hola");
        }

        assertThatStretchesCountWhatIsInThem();
        assertThat(messagesOfStretches()).hasSize(301).endsWith(10L, 2_240L, 320L);
        List<Long> inOrder = messagesInOrder();
        for (int look = 0; look < 200; look++) {
            int offset = random.nextInt(inOrder.size());
            assertThat(chat.page(CARLOS, offset, 25).messages())
                    .extracting(Message::messageId)
                    .isEqualTo(inOrder.subList(offset, Math.min(offset + 25, inOrder.size())));
        }
    }

    @Test
    void pagesBeyondTheEndAreEmptyAndTellTheTotal() {
        chat.receive(CARLOS, "wamid.1", BEGINNING, "Hola");

        assertThat(chat.page(CARLOS, 1, 25)).isEqualTo(new MessagePage(1, List.of()));
        assertThat(chat.page(CARLOS, Long.MAX_VALUE / 2, 100)).isEqualTo(new MessagePage(1, List.of()));
        assertThat(chat.page(CARLOS, Channel.MESSENGER, 0, 25)).isEqualTo(new MessagePage(0, List.of()));
        CustomerKey carlos = CustomerKey.parse(CARLOS, "MX").orElseThrow();
        assertThatThrownBy(() -> chat.door().page(chat.shop(), carlos, Channel.WHATSAPP, 0, 101))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPageReadsAsMuchAtTheEndOfManyMessagesAsAtTheBeginningOfFew() {
        long few = filled("5215512340001", 3_000, beginnings(3_000));
        long many = filled("5215512340002", 300_000, beginnings(300_000));
        backend.database().update("VACUUM ANALYZE message, conversation_stretch");

        long fewFirst = blocksRead(few, 0);
        assertThat(fewFirst).isBetween(1L, 200L);
        assertThat(blocksRead(many, 0)).isLessThan(fewFirst + 30);
        assertThat(blocksRead(many, 150_000)).isLessThan(fewFirst + 50);
        assertThat(blocksRead(many, 299_975)).isLessThan(fewFirst + 50);
    }

    /** Before which messages the door divides a conversation that is written from its beginning to its end. */
    private static Stream<Long> beginnings(int messages) {
        List<Long> beginnings = new ArrayList<>();
        long beginning = 0;
        for (long message = 1; message <= messages; message++) {
            long open = message - beginning;
            if (StretchLengths.isToBeLookedAt(open) && StretchLengths.isFull(open, beginnings.size() + 1)) {
                beginning += StretchLengths.kept(open, true);
                beginnings.add(beginning);
            }
        }
        return beginnings.stream();
    }

    /** A conversation of its own, a message a minute, in stretches that begin as told; answers the person's id. */
    private long filled(String phone, int messages, Stream<Long> beginnings) {
        Recorded first = chat.receive(phone, "wamid." + phone, Instant.parse("2020-01-01T00:00:00Z"), "Hola");
        long customerId = chat.customer(first.conversationId());
        backend.database()
                .update("""
                        WITH added AS (
                            INSERT INTO message (shop_id, conversation_id, account_id, direction, sent_at,
                                                 sent_from_here, content_type, text, created_at)
                            SELECT c.shop_id, c.conversation_id, c.account_id, 'inbound',
                                   timestamptz '2020-01-01T00:00:00Z' + n * interval '1 minute', false, 'text', 'Hola',
                                   timestamptz '2020-01-01T00:00:00Z'
                              FROM conversation c, generate_series(1, ? - 1) n
                             WHERE c.shop_id = ? AND c.conversation_id = ?
                            RETURNING shop_id, conversation_id, sent_at, message_id),
                        ranked AS (
                            SELECT *, width_bucket(row_number() OVER (ORDER BY sent_at, message_id), ?::bigint[]) AS number
                              FROM added),
                        begun AS (
                            SELECT DISTINCT ON (number) shop_id, conversation_id, sent_at, message_id, number,
                                   count(*) OVER (PARTITION BY number) AS messages
                              FROM ranked
                             ORDER BY number, sent_at, message_id),
                        further AS (
                            INSERT INTO conversation_stretch
                            SELECT shop_id, conversation_id, sent_at, message_id, messages FROM begun WHERE number > 0)
                        UPDATE conversation_stretch s
                           SET messages = begun.messages + 1
                          FROM begun
                         WHERE begun.number = 0 AND s.shop_id = begun.shop_id
                           AND s.conversation_id = begun.conversation_id AND s.from_message_id = 0
                        """, messages, chat.shop().value(), first.conversationId(), beginnings.toArray(Long[]::new));
        assertThat(chat.page(phone, 0, 1).total()).isEqualTo(messages);
        assertThatStretchesCountWhatIsInThem();
        return customerId;
    }

    private long blocksRead(long personId, long offset) {
        Explained explained = new Explained(backend);
        MessagePagesSql.page(explained, chat.shop(), personId, Channel.WHATSAPP, offset, 25);
        return explained.blocks();
    }

    private long stretches() {
        return messagesOfStretches().size();
    }

    /** Of all conversations, one after the other, each from its beginning on. */
    private List<Long> messagesOfStretches() {
        record Counted(long messages) {}
        return backend
                .database()
                .list(
                        Counted.class,
                        "SELECT messages FROM conversation_stretch ORDER BY conversation_id, from_at, from_message_id")
                .stream()
                .map(Counted::messages)
                .toList();
    }

    /** Counts the messages of each stretch one by one. */
    private void assertThatStretchesCountWhatIsInThem() {
        record Wrong(long conversationId, Instant fromAt, long messages, long found) {}
        assertThat(backend.database().list(Wrong.class, """
                        SELECT conversation_id, from_at, messages, found
                          FROM (SELECT s.conversation_id, s.from_at, s.messages,
                                       (SELECT count(*)
                                          FROM message m
                                         WHERE m.shop_id = s.shop_id
                                           AND m.conversation_id = s.conversation_id
                                           AND (m.sent_at, m.message_id) >= (s.from_at, s.from_message_id)
                                           AND (m.sent_at, m.message_id) < (s.to_at, s.to_message_id)) AS found
                                  FROM (SELECT *,
                                               lead(from_at, 1, 'infinity') OVER following AS to_at,
                                               lead(from_message_id, 1, 0::bigint) OVER following AS to_message_id
                                          FROM conversation_stretch
                                        WINDOW following AS (PARTITION BY shop_id, conversation_id
                                                             ORDER BY from_at, from_message_id)) s) counted
                         WHERE messages <> found
                        """)).isEmpty();
    }

    private List<Long> messagesInOrder() {
        record Sent(long messageId) {}
        return backend
                .database()
                .list(Sent.class, "SELECT message_id FROM message ORDER BY sent_at, message_id")
                .stream()
                .map(Sent::messageId)
                .toList();
    }

    /** Makes one person of the three rows. */
    private void merge(List<Recorded> recorded) {
        List<Long> rows = recorded.stream()
                .map(Recorded::conversationId)
                .distinct()
                .map(chat::customer)
                .sorted(Comparator.naturalOrder())
                .toList();
        assertThat(rows).hasSize(3);
        for (long absorbed : rows.subList(1, 3)) {
            backend.accepted(tx -> backend.get().customers().merge(tx, chat.shop(), rows.getFirst(), absorbed, "alma"));
        }
    }
}
