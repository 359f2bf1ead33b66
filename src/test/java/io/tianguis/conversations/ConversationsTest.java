package io.tianguis.conversations;

import static io.tianguis.conversations.Correspondence.CARLOS;
import static io.tianguis.conversations.Correspondence.WHATSAPP;
import static io.tianguis.conversations.Correspondence.introduction;
import static io.tianguis.conversations.Correspondence.text;
import static io.tianguis.conversations.Correspondence.whatsApp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tianguis.conversations.Content.Contacts;
import io.tianguis.conversations.Content.Location;
import io.tianguis.conversations.Content.Media;
import io.tianguis.conversations.Content.Text;
import io.tianguis.conversations.ConversationRejection.AlreadyAccepted;
import io.tianguis.conversations.ConversationRejection.ConversationNotFound;
import io.tianguis.conversations.ConversationRejection.CustomerNotFound;
import io.tianguis.conversations.ConversationRejection.MessageNotFound;
import io.tianguis.conversations.ConversationRejection.ProviderIdTaken;
import io.tianguis.customers.CustomerFilter;
import io.tianguis.customers.CustomerKey;
import io.tianguis.customers.Identity;
import io.tianguis.customers.Introduction;
import io.tianguis.customers.Platform;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestBackend;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConversationsTest {

    private static final Instant NOW = MovableClock.START;
    private static final Instant EARLIER = NOW.minus(Duration.ofHours(3));

    private final TestBackend backend = new TestBackend();
    private final Correspondence chat = new Correspondence(backend);
    private final Conversations door = chat.door();

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void whoWritesIsTheCustomerWithTheNumber() {
        Recorded received = chat.receive(CARLOS, "wamid.1", EARLIER, "Hola");

        assertThat(received.added()).isTrue();
        assertThat(chat.page("carlos.perez@example.com", Channel.WHATSAPP, 0, 25))
                .isEqualTo(new MessagePage(
                        1,
                        List.of(new Message(
                                received.messageId(),
                                received.conversationId(),
                                WHATSAPP,
                                Direction.INBOUND,
                                EARLIER,
                                MessageStatus.DELIVERED,
                                "wamid.1",
                                null,
                                false,
                                new Text("Hola"),
                                null,
                                null,
                                null,
                                null,
                                null))));
        assertThat(chat.told(received.conversationId())).containsExactly("message.received");
    }

    @Test
    void whoWritesIsListedByPlatformAndByTheLastMessage() {
        chat.receive(CARLOS, "wamid.1", EARLIER, "Hola");
        chat.receive(CARLOS, "wamid.2", EARLIER.minusSeconds(60), "Antes");
        CustomerFilter onWhatsApp = new CustomerFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Platform.WHATSAPP),
                CustomerFilter.Order.LAST_CHAT_FIRST);

        assertThat(backend.get()
                        .customers()
                        .list(backend.shop().id(), onWhatsApp, 0, 25)
                        .customers())
                .extracting(profile ->
                        tuple(profile.customer().firstName(), profile.customer().lastChatAt()))
                .containsExactly(tuple("Carlos", EARLIER));
    }

    @Test
    void whoIsNewBecomesACustomerWithEveryIdentityOfTheMessage() {
        ProviderMessage message = new ProviderMessage(
                WHATSAPP,
                new Introduction(
                        List.of(
                                Identity.whatsApp("5215512345678").orElseThrow(),
                                Identity.whatsAppScoped("MX.13491208655302741918")
                                        .orElseThrow()),
                        null,
                        null,
                        "Nora",
                        "MX"),
                "wamid.1",
                null,
                EARLIER,
                new Text("Buenas"));
        Recorded first = chat.receive(message);
        Recorded second = chat.receive(new ProviderMessage(
                WHATSAPP,
                introduction(Identity.whatsAppScoped("MX.13491208655302741918")),
                "wamid.2",
                "wamid.1",
                NOW,
                new Text("¿Siguen ahí?")));

        assertThat(second.conversationId()).isEqualTo(first.conversationId());
        assertThat(chat.page("+52 55 1234 5678", 0, 25).messages())
                .extracting(Message::repliedProviderId)
                .containsExactly(null, "wamid.1");
    }

    @Test
    void aRedeliveredMessageChangesNothingWhateverItSaysNow() {
        Recorded first = chat.receive(CARLOS, "wamid.1", EARLIER, "Hola");
        Recorded again = chat.receive(CARLOS, "wamid.1", NOW, "Otra cosa");
        Recorded ofAnother = chat.receive("5215512345678", "wamid.1", NOW, "Otra persona");

        assertThat(List.of(again, ofAnother))
                .containsOnly(new Recorded(first.messageId(), first.conversationId(), false));
        assertThat(door.find(chat.shop(), first.conversationId()).orElseThrow().unread())
                .isOne();
        assertThat(door.page(chat.shop(), key("5215512345678"), Channel.WHATSAPP, 0, 25))
                .isEmpty();
        assertThat(chat.told(first.conversationId())).hasSize(1);
    }

    @Test
    void theSameIdInAnotherAccountIsAnotherMessage() {
        ProviderMessage other = new ProviderMessage(
                new ChannelAccount(Channel.INSTAGRAM, WHATSAPP.uid()),
                introduction(Identity.instagram("1789")),
                "wamid.1",
                null,
                EARLIER,
                new Text("Hola"));
        chat.receive(CARLOS, "wamid.1", EARLIER, "Hola");

        assertThat(chat.receive(other).added()).isTrue();
    }

    @Test
    void everyContentComesBackAsItCame() {
        List<Content> contents = List.of(
                new Media(MediaKind.IMAGE, "https://media.example/1.jpg", "El termo", null),
                new Media(MediaKind.DOCUMENT, "https://media.example/2.pdf", null, "factura.pdf"),
                new Location(new BigDecimal("-102.2916"), new BigDecimal("21.8818"), "Casa", "Madero 34"),
                new Contacts(List.of(
                        new SharedContact("Nora Ibarra", List.of("+541147775555", "+541147775556"), List.of()),
                        new SharedContact("Almacén", List.of(), List.of("almacen@tianguis.example")))),
                new Text("Gracias"));
        for (int index = 0; index < contents.size(); index++) {
            chat.receive(new ProviderMessage(
                    WHATSAPP,
                    whatsApp(CARLOS),
                    "wamid." + index,
                    null,
                    EARLIER.plusSeconds(index),
                    contents.get(index)));
        }

        assertThat(chat.page(CARLOS, 0, 25).messages())
                .extracting(Message::content)
                .isEqualTo(contents);
    }

    @Test
    void whatTheCustomerWritesIsUnreadUntilSomebodyReadsIt() {
        Recorded first = chat.receive(CARLOS, "wamid.1", EARLIER, "Hola");
        chat.receive(CARLOS, "wamid.2", EARLIER.plusSeconds(1), "¿Tienen termos?");
        assertThat(unread(first)).isEqualTo(2);

        assertThat(read(first)).isEqualTo(2);
        assertThat(read(first)).isZero();
        backend.clock().advance(Duration.ofMinutes(5));
        chat.receive(CARLOS, "wamid.0", EARLIER.minusSeconds(60), "Llegó tarde");

        assertThat(unread(first)).isOne();
        assertThat(chat.page(CARLOS, 0, 25).messages())
                .extracting(Message::providerId, Message::status, Message::readAt)
                .containsExactly(
                        tuple("wamid.0", MessageStatus.DELIVERED, null),
                        tuple("wamid.1", MessageStatus.READ, NOW),
                        tuple("wamid.2", MessageStatus.READ, NOW));
        assertThat(chat.told(first.conversationId()))
                .containsExactly("message.received", "message.received", "conversation.read", "message.received");
    }

    @Test
    void aMessageOfTheShopIsSubmittedAcceptedAndMovesOn() {
        Recorded received = chat.receive(CARLOS, "wamid.1", EARLIER, "Hola");
        NewMessage answer = new NewMessage(WHATSAPP, new Text("¡Hola, Carlos!"), "wamid.1", null);
        Recorded sent =
                chat.accepted(tx -> door.send(tx, chat.shop(), chat.customer(received.conversationId()), answer));
        assertThat(sent.conversationId()).isEqualTo(received.conversationId());
        assertThat(message(sent).status()).isEqualTo(MessageStatus.SUBMITTED);

        chat.accepted(tx -> door.accept(tx, chat.shop(), sent.messageId(), "wamid.2"));
        assertThat(chat.accepted(tx -> door.accept(tx, chat.shop(), sent.messageId(), "wamid.2"))
                        .moved())
                .isFalse();
        chat.change("wamid.2", MessageStatus.DELIVERED, NOW);

        Message message = message(sent);
        assertThat(message.status()).isEqualTo(MessageStatus.DELIVERED);
        assertThat(message.deliveredAt()).isEqualTo(NOW);
        assertThat(message.sentFromHere()).isTrue();
        assertThat(message.providerId()).isEqualTo("wamid.2");
        assertThat(unread(sent)).isOne();
        assertThat(chat.told(sent.conversationId()))
                .containsExactly(
                        "message.received", "message.submitted", "message.status_changed", "message.status_changed");
    }

    @Test
    void whatTheShopWroteElsewhereIsRecordedOnceAndUnreadByNobody() {
        ProviderMessage echo = text(CARLOS, "wamid.1", EARLIER, "Le escribo desde el teléfono");
        Recorded recorded = chat.in(tx -> door.recordSent(tx, chat.shop(), echo));
        Recorded again = chat.in(tx -> door.recordSent(tx, chat.shop(), echo));

        assertThat(again).isEqualTo(new Recorded(recorded.messageId(), recorded.conversationId(), false));
        assertThat(message(recorded).direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(message(recorded).sentFromHere()).isFalse();
        assertThat(message(recorded).status()).isEqualTo(MessageStatus.SENT);
        assertThat(unread(recorded)).isZero();
        assertThat(window(recorded)).isEqualTo(new Window(false, Optional.empty()));
    }

    @Test
    void aStatusNeverGoesBack() {
        Recorded sent = chat.in(tx -> door.recordSent(tx, chat.shop(), text(CARLOS, "wamid.1", EARLIER, "Hola")));
        StatusNotice failure = new StatusNotice(MessageStatus.FAILED, EARLIER, "131026", "Message undeliverable");
        chat.accepted(tx -> door.changeStatus(tx, chat.shop(), WHATSAPP, "wamid.1", failure));
        assertThat(message(sent).errorCode()).isEqualTo("131026");
        assertThat(chat.change("wamid.1", MessageStatus.SENT, NOW).status()).isEqualTo(MessageStatus.FAILED);
        assertThat(message(sent).errorMessage()).isEqualTo("Message undeliverable");

        chat.change("wamid.1", MessageStatus.READ, NOW.minusSeconds(5));
        assertThat(chat.change("wamid.1", MessageStatus.DELIVERED, NOW.minusSeconds(9)))
                .isEqualTo(new StatusChanged(sent.messageId(), sent.conversationId(), MessageStatus.READ, false));
        chat.accepted(tx -> door.changeStatus(tx, chat.shop(), WHATSAPP, "wamid.1", failure));
        chat.change("wamid.1", MessageStatus.READ, NOW);

        Message message = message(sent);
        assertThat(message.status()).isEqualTo(MessageStatus.READ);
        assertThat(message.errorCode()).isNull();
        assertThat(message.errorMessage()).isNull();
        assertThat(message.deliveredAt()).isEqualTo(NOW.minusSeconds(9));
        assertThat(message.readAt()).isEqualTo(NOW.minusSeconds(5));
    }

    @Test
    void theShopMayAnswerFreelyForADayAfterTheCustomersLastWords() {
        Recorded received = chat.receive(CARLOS, "wamid.1", EARLIER, "Hola");
        chat.receive(CARLOS, "wamid.0", EARLIER.minus(Duration.ofDays(3)), "Llegó tarde");
        Instant closesAt = EARLIER.plus(Duration.ofHours(24));
        assertThat(window(received)).isEqualTo(new Window(true, Optional.of(closesAt)));

        backend.clock().advance(Duration.between(NOW, closesAt).minusMillis(1));
        assertThat(window(received).open()).isTrue();
        backend.clock().advance(Duration.ofMillis(1));
        assertThat(window(received).open()).isFalse();
    }

    @Test
    void nobodyWritesInTheFuture() {
        Recorded received = chat.receive(CARLOS, "wamid.1", NOW.plus(Duration.ofDays(9)), "Reloj adelantado");

        assertThat(message(received).sentAt()).isEqualTo(NOW);
        assertThat(window(received).closesAt()).contains(NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void refusalsChangeNothing() {
        NewMessage hello = new NewMessage(WHATSAPP, new Text("Hola"), null, null);
        assertThat(chat.refused(tx -> door.send(tx, chat.shop(), 1, hello))).isEqualTo(new CustomerNotFound(1));
        assertThat(chat.refused(tx -> door.markRead(tx, chat.shop(), 1))).isEqualTo(new ConversationNotFound(1));
        assertThat(chat.refused(tx -> door.accept(tx, chat.shop(), 1, "wamid.1")))
                .isEqualTo(new MessageNotFound());
        Recorded received = chat.receive(CARLOS, "wamid.1", EARLIER, "Hola");
        StatusNotice read = StatusNotice.of(MessageStatus.READ, NOW);
        assertThat(chat.refused(tx -> door.changeStatus(tx, chat.shop(), WHATSAPP, "wamid.1", read)))
                .isEqualTo(new MessageNotFound());
        assertThat(chat.refused(tx -> door.changeStatus(tx, chat.shop(), WHATSAPP, "wamid.9", read)))
                .isEqualTo(new MessageNotFound());

        Recorded sent =
                chat.accepted(tx -> door.send(tx, chat.shop(), chat.customer(received.conversationId()), hello));
        assertThat(chat.refused(tx -> door.accept(tx, chat.shop(), sent.messageId(), "wamid.1")))
                .isEqualTo(new ProviderIdTaken("wamid.1"));
        chat.accepted(tx -> door.accept(tx, chat.shop(), sent.messageId(), "wamid.2"));
        assertThat(chat.refused(tx -> door.accept(tx, chat.shop(), sent.messageId(), "wamid.3")))
                .isEqualTo(new AlreadyAccepted("wamid.2"));
        assertThat(message(received).status()).isEqualTo(MessageStatus.DELIVERED);
    }

    @Test
    void anotherShopSeesNothing() {
        Recorded received = chat.receive(CARLOS, "wamid.1", EARLIER, "Hola");
        var stranger = backend.stranger().id();

        assertThat(door.find(stranger, received.conversationId())).isEmpty();
        assertThat(door.findMessage(stranger, received.messageId())).isEmpty();
        assertThat(door.page(stranger, key(CARLOS), Channel.WHATSAPP, 0, 25)).isEmpty();
        assertThat(chat.refused(tx -> door.markRead(tx, stranger, received.conversationId())))
                .isEqualTo(new ConversationNotFound(received.conversationId()));
    }

    @Test
    void whatIsOutOfBoundsIsNoMessage() {
        String long4096 = "x".repeat(Content.MAX_URL_LENGTH);
        assertThat(new Media(MediaKind.IMAGE, long4096, null, null).url()).hasSize(4_096);
        assertThatThrownBy(() -> new Media(MediaKind.IMAGE, long4096 + "x", null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Text("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Text("a\0b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Location(new BigDecimal("180.1"), BigDecimal.ZERO, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Location(BigDecimal.ZERO, new BigDecimal("-90.1"), null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Location(new BigDecimal("1e-21"), BigDecimal.ZERO, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Contacts(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> text(CARLOS, "wamid.1", ProviderMessage.EARLIEST.minusMillis(1), "Hola"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StatusNotice(MessageStatus.READ, NOW, "1", null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CustomerKey key(String text) {
        return CustomerKey.parse(text, "MX").orElseThrow();
    }

    private long unread(Recorded message) {
        return door.find(chat.shop(), message.conversationId()).orElseThrow().unread();
    }

    private long read(Recorded message) {
        return chat.accepted(tx -> door.markRead(tx, chat.shop(), message.conversationId()));
    }

    private Window window(Recorded message) {
        return door.window(door.find(chat.shop(), message.conversationId()).orElseThrow());
    }

    private Message message(Recorded recorded) {
        return door.findMessage(chat.shop(), recorded.messageId()).orElseThrow();
    }
}
