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
        assertThat(chat.page(CARLOS, 1_590, 25).messages())
                .extracting(Message::providerId)
                .containsExactly(
                        "wamid.9", "wamid.8", "wamid.7", "wamid.6", "wamid.5", "wamid.4", "wamid.3", "wamid.2",
                        "wamid.1", "wamid.0");
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
        long few = filled("5215512340001", 3_000);
        long many = filled("5215512340002", 300_000);
        backend.database().update("VACUUM ANALYZE message, conversation_stretch");

        long fewFirst = blocksRead(few, 0);
        assertThat(fewFirst).isBetween(1L, 200L);
        assertThat(blocksRead(many, 0)).isLessThan(fewFirst + 30);
        assertThat(blocksRead(many, 150_000)).isLessThan(fewFirst + 50);
        assertThat(blocksRead(many, 299_975)).isLessThan(fewFirst + 50);
    }

    /** A conversation of its own, a message a minute, as the door would have left it; answers the person's id. */
    private long filled(String phone, int messages) {
        Recorded first = chat.receive(phone, "wamid." + phone, BEGINNING, "Hola");
        long customerId = chat.customer(first.conversationId());
        backend.database().update("""
                        WITH added AS (
                            INSERT INTO message (shop_id, conversation_id, account_id, direction, sent_at,
                                                 sent_from_here, content_type, text, created_at)
                            SELECT c.shop_id, c.conversation_id, c.account_id, 'inbound',
                                   timestamptz '2020-01-01T00:00:00Z' + n * interval '1 minute', false, 'text', 'Hola',
                                   timestamptz '2020-01-01T00:00:00Z'
                              FROM conversation c, generate_series(2, ?) n
                             WHERE c.shop_id = ? AND c.conversation_id = ?
                            RETURNING shop_id, conversation_id, sent_at, message_id),
                        ranked AS (
                            SELECT *, (row_number() OVER (ORDER BY sent_at, message_id) + 1) / 512 AS number FROM added),
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
                        """, messages, chat.shop().value(), first.conversationId());
        assertThat(chat.page(phone, 0, 1).total()).isEqualTo(messages);
        return customerId;
    }

    private long blocksRead(long personId, long offset) {
        Explained explained = new Explained(backend);
        MessagePagesSql.page(explained, chat.shop(), personId, Channel.WHATSAPP, offset, 25);
        return explained.blocks();
    }

    private long stretches() {
        record Counted(long rows) {}
        return backend.database()
                .get(Counted.class, "SELECT count(*) AS rows FROM conversation_stretch")
                .rows();
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
