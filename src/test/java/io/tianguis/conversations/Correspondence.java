package io.tianguis.conversations;

import io.tianguis.conversations.Content.Text;
import io.tianguis.customers.CustomerKey;
import io.tianguis.customers.Identity;
import io.tianguis.customers.Introduction;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What customers of the demonstration shop write, and what the shop answers. */
final class Correspondence {

    static final ChannelAccount WHATSAPP = new ChannelAccount(Channel.WHATSAPP, "5214490000001");

    static final String CARLOS = "5214491234567";

    private final TestBackend backend;

    Correspondence(TestBackend backend) {
        this.backend = backend;
    }

    ShopId shop() {
        return backend.shop().id();
    }

    Conversations door() {
        return backend.get().conversations();
    }

    static Introduction whatsApp(String number) {
        return introduction(Identity.whatsApp(number));
    }

    static Introduction introduction(Optional<Identity> identity) {
        return new Introduction(List.of(identity.orElseThrow()), null, null, null, "MX");
    }

    static ProviderMessage text(String from, String providerId, Instant sentAt, String text) {
        return new ProviderMessage(WHATSAPP, whatsApp(from), providerId, null, sentAt, new Text(text));
    }

    Recorded receive(String from, String providerId, Instant sentAt, String text) {
        return receive(text(from, providerId, sentAt, text));
    }

    Recorded receive(ProviderMessage message) {
        return in(tx -> door().receive(tx, shop(), message));
    }

    long customer(long conversationId) {
        return door().find(shop(), conversationId).orElseThrow().customerId();
    }

    MessagePage page(String phone, long offset, int limit) {
        return page(phone, Channel.WHATSAPP, offset, limit);
    }

    MessagePage page(String key, Channel channel, long offset, int limit) {
        CustomerKey person = CustomerKey.parse(key, "MX").orElseThrow();
        return door().page(shop(), person, channel, offset, limit).orElseThrow();
    }

    StatusChanged change(String providerId, MessageStatus status, Instant at) {
        return accepted(tx -> door().changeStatus(tx, shop(), WHATSAPP, providerId, StatusNotice.of(status, at)));
    }

    <T> T accepted(Function<Tx, Outcome<T, ConversationRejection>> operation) {
        return backend.accepted(operation);
    }

    <T> ConversationRejection refused(Function<Tx, Outcome<T, ConversationRejection>> operation) {
        return backend.run(operation)
                .fold(
                        value -> {
                            throw new AssertionError("accepted: " + value);
                        },
                        rejection -> rejection);
    }

    <T> T in(Function<Tx, T> operation) {
        return backend.database().transaction(operation, done -> true);
    }

    /** The topics that the outbox has of a conversation, in their order. */
    List<String> told(long conversationId) {
        record Told(String topic) {}
        return backend
                .database()
                .list(
                        Told.class,
                        "SELECT topic FROM outbox_event WHERE shop_id = ? AND ordering_key = ? ORDER BY position",
                        shop().value(),
                        "conversation:" + conversationId)
                .stream()
                .map(Told::topic)
                .toList();
    }
}
