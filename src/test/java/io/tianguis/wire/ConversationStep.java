package io.tianguis.wire;

import io.tianguis.conversations.Campaign;
import io.tianguis.conversations.Channel;
import io.tianguis.conversations.ChannelAccount;
import io.tianguis.conversations.Content;
import io.tianguis.conversations.Content.Contacts;
import io.tianguis.conversations.Content.Location;
import io.tianguis.conversations.Content.Media;
import io.tianguis.conversations.Content.Text;
import io.tianguis.conversations.ConversationRejection;
import io.tianguis.conversations.Conversations;
import io.tianguis.conversations.MediaKind;
import io.tianguis.conversations.MessageStatus;
import io.tianguis.conversations.NewMessage;
import io.tianguis.conversations.ProviderMessage;
import io.tianguis.conversations.SharedContact;
import io.tianguis.conversations.StatusNotice;
import io.tianguis.customers.CustomerKey;
import io.tianguis.customers.Identity;
import io.tianguis.customers.Introduction;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the demonstration shop and its customers write each other between two exchanges of a case: a line such as
 * {@code CONVERSATION receive whatsapp} in the place of a request, headers that tell of the message, and its words as the
 * body. {@code receive} is what a customer wrote, {@code record} what the shop wrote in the provider's application,
 * {@code send} what it sends through here, {@code accept} and {@code status} what the provider says of it, {@code read} that
 * somebody read a conversation, {@code merge} that two customers are one. No API offers them, so they have no answer.
 */
final class ConversationStep {

    private static final String MARK = "CONVERSATION ";

    private final Conversations conversations;
    private final TestServer server;
    private final ShopId shop = World.get().demo().shop().id();
    private final Map<String, String> told;
    private final String words;
    private final String[] line;

    private ConversationStep(TestServer server, WireExchange exchange) {
        this.server = server;
        this.conversations = server.backend().conversations();
        this.told = exchange.headers();
        this.words = exchange.body();
        this.line = exchange.firstLine().substring(MARK.length()).split(" ");
    }

    static boolean isOne(WireExchange exchange) {
        return exchange.firstLine().startsWith(MARK);
    }

    static void take(TestServer server, WireExchange exchange) {
        ConversationStep step = new ConversationStep(server, exchange);
        server.backend().database().transaction(step::take, done -> true);
    }

    private Object take(Tx tx) {
        return switch (line[0]) {
            case "receive" -> conversations.receive(tx, shop, message());
            case "record" -> conversations.recordSent(tx, shop, message());
            case "send" ->
                accepted(conversations.send(
                        tx,
                        shop,
                        person(get("to")),
                        new NewMessage(account(), content(), told.get("answers"), campaign())));
            case "accept" -> accepted(conversations.accept(tx, shop, Long.parseLong(line[1]), line[2]));
            case "status" ->
                accepted(conversations.changeStatus(
                        tx,
                        shop,
                        account(),
                        get("id"),
                        new StatusNotice(
                                MessageStatus.valueOf(get("status").toUpperCase(Locale.ROOT)),
                                Instant.parse(get("at")),
                                told.get("error-code"),
                                told.get("error-message"))));
            case "read" -> accepted(conversations.markRead(tx, shop, Long.parseLong(line[1])));
            case "merge" ->
                server.backend()
                        .customers()
                        .merge(tx, shop, person(line[1]), person(line[2]), "alma")
                        .fold(merge -> merge, rejection -> {
                            throw new AssertionError(rejection);
                        });
            default -> throw new IllegalArgumentException("no step of a conversation: " + line[0]);
        };
    }

    private ProviderMessage message() {
        String from = get("customer");
        Optional<Identity> identity =
                switch (channel()) {
                    case WHATSAPP -> Identity.whatsApp(from);
                    case MESSENGER -> Identity.messenger(from);
                    case INSTAGRAM -> Identity.instagram(from);
                };
        @Nullable String phone = told.get("phone");
        Optional<Identity> number = phone == null ? Optional.empty() : Identity.phone(phone, "MX");
        List<Identity> identities = number.map(known -> List.of(identity.orElseThrow(), known))
                .orElseGet(() -> List.of(identity.orElseThrow()));
        return new ProviderMessage(
                account(),
                new Introduction(identities, null, null, told.get("name"), "MX"),
                get("id"),
                told.get("answers"),
                Instant.parse(get("at")),
                content());
    }

    private Content content() {
        String type = told.getOrDefault("type", "text");
        return switch (type) {
            case "text" -> new Text(words);
            case "location" ->
                new Location(
                        new BigDecimal(get("longitude")),
                        new BigDecimal(get("latitude")),
                        told.get("label"),
                        told.get("address"));
            case "contact" ->
                new Contacts(words.lines()
                        .map(card -> card.split(";"))
                        .map(card -> new SharedContact(card[0], List.of(card[1].split(",")), List.of(card[2])))
                        .toList());
            default ->
                new Media(
                        MediaKind.valueOf(type.toUpperCase(Locale.ROOT)),
                        get("url"),
                        words.isEmpty() ? null : words,
                        told.get("filename"));
        };
    }

    private @Nullable Campaign campaign() {
        @Nullable String id = told.get("campaign");
        return id == null ? null : new Campaign(Long.parseLong(id), told.get("campaign-url"));
    }

    private Channel channel() {
        return Channel.valueOf(line[1].toUpperCase(Locale.ROOT));
    }

    private ChannelAccount account() {
        return new ChannelAccount(channel(), told.getOrDefault("account", "5214490000001"));
    }

    private long person(String key) {
        return server.backend()
                .customers()
                .findPerson(shop, CustomerKey.parse(key, "MX").orElseThrow())
                .orElseThrow();
    }

    private String get(String name) {
        return Optional.ofNullable(told.get(name)).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }

    private static <T> T accepted(Outcome<T, ConversationRejection> outcome) {
        return outcome.fold(value -> value, rejection -> {
            throw new AssertionError("refused: " + rejection);
        });
    }
}
