package io.tianguis.conversations;

import static io.tianguis.conversations.Correspondence.CARLOS;
import static io.tianguis.conversations.Correspondence.WHATSAPP;
import static io.tianguis.conversations.Correspondence.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestBackend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Providers call from many threads at once, and more than once. */
class ConversationRacesTest {

    private static final Instant NOW = MovableClock.START;
    private static final String NEW_PERSON = "5215512345678";

    private final TestBackend backend = new TestBackend();
    private final Correspondence chat = new Correspondence(backend);
    private final Conversations door = chat.door();

    @AfterEach
    void close() {
        backend.close();
    }

    @RepeatedTest(3)
    void aMessageThatIsDeliveredTwentyTimesAtOnceIsOneMessageOfOneCustomer() throws Exception {
        List<Recorded> recorded = TestBackend.race(Collections.nCopies(
                20, (Callable<Recorded>) () -> chat.receive(NEW_PERSON, "wamid.1", NOW.minusSeconds(9), "Hola")));

        assertThat(recorded).filteredOn(Recorded::added).hasSize(1);
        assertThat(recorded)
                .extracting(Recorded::messageId)
                .containsOnly(recorded.getFirst().messageId());
        assertThat(conversation(recorded.getFirst()).unread()).isOne();
        assertThat(chat.page(NEW_PERSON, 0, 25).total()).isOne();
        assertThat(chat.told(recorded.getFirst().conversationId())).containsExactly("message.received");
        assertThat(count("customer", "phone = '+525512345678'")).isOne();
        assertThat(count("conversation", "true")).isOne();
        assertThat(count("channel_account", "true")).isOne();
    }

    @Test
    void messagesOfOneConversationAtOnceAreAllCounted() throws Exception {
        List<Callable<Recorded>> calls = IntStream.range(0, 60)
                .<Callable<Recorded>>mapToObj(index -> () -> index % 3 == 0
                        ? chat.in(tx -> door.recordSent(
                                tx, chat.shop(), text(CARLOS, "wamid." + index, NOW.minusSeconds(index), "Va")))
                        : chat.receive(CARLOS, "wamid." + index, NOW.minusSeconds(index), "Viene"))
                .toList();
        List<Recorded> recorded = TestBackend.race(calls);

        assertThat(conversation(recorded.getFirst()).unread()).isEqualTo(40);
        MessagePage page = chat.page(CARLOS, 0, 100);
        assertThat(page.total()).isEqualTo(60);
        assertThat(page.messages()).extracting(Message::sentAt).isSorted().hasSize(60);
    }

    @RepeatedTest(3)
    void noticesInAnyOrderAtOnceEndWithTheFurthest() throws Exception {
        Recorded sent = chat.in(tx -> door.recordSent(tx, chat.shop(), text(CARLOS, "wamid.1", NOW, "Hola")));
        List<Callable<StatusChanged>> notices = new ArrayList<>();
        for (MessageStatus status : MessageStatus.values()) {
            Collections.addAll(notices, notice(status), notice(status), notice(status), notice(status));
        }
        Collections.shuffle(notices, new Random(7));
        List<StatusChanged> changes = TestBackend.race(notices);

        Message message = door.findMessage(chat.shop(), sent.messageId()).orElseThrow();
        assertThat(message.status()).isEqualTo(MessageStatus.READ);
        assertThat(message.deliveredAt()).isEqualTo(NOW);
        assertThat(message.readAt()).isEqualTo(NOW);
        List<MessageStatus> moves = changes.stream()
                .filter(StatusChanged::moved)
                .map(StatusChanged::status)
                .toList();
        assertThat(moves).doesNotHaveDuplicates().contains(MessageStatus.READ);
        assertThat(chat.told(sent.conversationId())).hasSize(1 + moves.size());
    }

    @Test
    void readingAndWritingAtOnceLoseNoMessage() throws Exception {
        Recorded first = chat.receive(CARLOS, "wamid.first", NOW.minusSeconds(90), "Hola");
        List<Callable<Long>> calls = new ArrayList<>();
        for (int index = 0; index < 30; index++) {
            String id = "wamid." + index;
            Instant sentAt = NOW.minusSeconds(index);
            calls.add(() -> chat.receive(CARLOS, id, sentAt, "Otra").added() ? 0L : -1L);
            calls.add(() -> chat.accepted(tx -> door.markRead(tx, chat.shop(), first.conversationId())));
        }
        long read = TestBackend.race(calls).stream().mapToLong(Long::longValue).sum();

        assertThat(read + conversation(first).unread()).isEqualTo(31);
        assertThat(chat.page(CARLOS, 0, 100).messages())
                .filteredOn(message -> message.status() == MessageStatus.DELIVERED)
                .hasSize((int) conversation(first).unread());
    }

    private Callable<StatusChanged> notice(MessageStatus status) {
        return () -> chat.accepted(
                tx -> door.changeStatus(tx, chat.shop(), WHATSAPP, "wamid.1", StatusNotice.of(status, NOW)));
    }

    private Conversation conversation(Recorded message) {
        return door.find(chat.shop(), message.conversationId()).orElseThrow();
    }

    private long count(String table, String condition) {
        record Counted(long rows) {}
        return backend.database()
                .get(Counted.class, "SELECT count(*) AS rows FROM " + table + " WHERE " + condition)
                .rows();
    }
}
