package io.tianguis.demonstration;

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
import io.tianguis.customers.Identity;
import io.tianguis.customers.Introduction;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a load's customers and the shop write each other: by turns, on the three channels by turns, over the last quarter of
 * a year. Messages are dealt out to conversations by their remainder, and conversations to customers, so that one customer's
 * are always entered by one lane.
 */
final class Chats {

    private static final int MESSAGES_IN_ONE = 8;
    private static final int CHANNELS = Channel.values().length;
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration BETWEEN = Duration.ofMinutes(7);
    private static final long FIRST_USER = 7_000_000_000_000_000L;

    private static final List<String> ASKED = List.of(
            "¡Hola! ¿Siguen teniendo disponible?",
            "¿Cuánto cuesta el envío?",
            "¿Aceptan pago contra entrega?",
            "¿Lo tienen en otro color?",
            "Ya hice el pago, ¿cuándo lo envían?",
            "¿Me puede dar el número de guía?",
            "Muchas gracias 🙌");
    private static final List<String> ANSWERED = List.of(
            "¡Hola! Sí, todavía nos quedan.",
            "Con gusto. El envío tarda de dos a cinco días.",
            "Claro que sí, ¿a qué dirección lo enviamos?",
            "Su pedido ya salió del almacén.",
            "Gracias a usted, que tenga buen día.");

    private final Shop shop;
    private final Seed seed;
    private final Instant reference;
    private final People people;
    private final Telephones telephones;
    private final Numbers peopleNumbers;
    private final Numbers messageNumbers;
    private final int customers;
    private final int conversations;
    private final int turns;

    /** @param lanes that enter the messages, no more than there are customers */
    Chats(
            Shop shop,
            Country country,
            Seed seed,
            Amounts amounts,
            int lanes,
            Instant reference,
            People people,
            Numbers peopleNumbers,
            Numbers messageNumbers) {
        this.shop = shop;
        this.seed = seed;
        this.reference = reference;
        this.people = people;
        this.telephones = country.telephones();
        this.peopleNumbers = peopleNumbers;
        this.messageNumbers = messageNumbers;
        this.customers = amounts.customers() - amounts.customers() % lanes;
        int wanted =
                Math.clamp(amounts.messages() / MESSAGES_IN_ONE, CHANNELS, Math.max(CHANNELS, CHANNELS * customers));
        this.conversations = (wanted + lanes - 1) / lanes * lanes;
        this.turns = amounts.messages() / conversations + 1;
    }

    /** Enters a message, as of the moment at which it was written, and what became of it. */
    void enter(Tx tx, Doors doors, HistoricClock clock, int index) {
        int conversation = index % conversations;
        int turn = index / conversations;
        Instant sentAt = sentAt(conversation, turn);
        clock.stand(sentAt);
        Dice dice = seed.of("message", messageNumbers.of(index));
        Channel channel = Channel.values()[conversation % CHANNELS];
        ChannelAccount account = new ChannelAccount(channel, "521" + shop.shopId() + channel.ordinal());
        Introduction customer = customer(conversation % customers, channel);
        String providerId = "demo." + messageNumbers.of(index);
        if (turn % 2 == 0) {
            doors.conversations()
                    .receive(
                            tx,
                            shop.id(),
                            new ProviderMessage(account, customer, providerId, null, sentAt, content(dice, ASKED)));
            return;
        }
        long customerId = tx.run(doors.customers().meet(shop.id(), customer));
        Campaign campaign = dice.chance(5) ? new Campaign(1 + dice.below(3), "https://tienda.example/campana") : null;
        NewMessage answer = new NewMessage(account, content(dice, ANSWERED), null, campaign);
        answer(tx, doors.conversations(), customerId, answer, providerId, dice, sentAt);
    }

    private void answer(
            Tx tx,
            Conversations door,
            long customerId,
            NewMessage answer,
            String providerId,
            Dice dice,
            Instant sentAt) {
        var sent = accepted(door.send(tx, shop.id(), customerId, answer));
        accepted(door.markRead(tx, shop.id(), sent.conversationId()));
        int fate = dice.below(100);
        if (fate < 5) {
            return;
        }
        accepted(door.accept(tx, shop.id(), sent.messageId(), providerId));
        if (fate < 10) {
            StatusNotice failure = new StatusNotice(MessageStatus.FAILED, sentAt, "131026", "Message undeliverable");
            accepted(door.changeStatus(tx, shop.id(), sent.messageId(), failure));
        }
        if (fate >= 20) {
            accepted(door.changeStatus(
                    tx, shop.id(), sent.messageId(), StatusNotice.of(MessageStatus.DELIVERED, sentAt)));
        }
        if (fate >= 45) {
            accepted(door.changeStatus(tx, shop.id(), sent.messageId(), StatusNotice.of(MessageStatus.READ, sentAt)));
        }
    }

    /** A conversation begins at a moment of its own, and takes a day at the most. */
    private Instant sentAt(int conversation, int turn) {
        Duration most = LONGEST.dividedBy(turns);
        Duration pause = most.compareTo(BETWEEN) < 0 ? most : BETWEEN;
        int minutes = seed.of("conversation", messageNumbers.of(conversation))
                .below((int) QUARTER.minus(LONGEST).toMinutes());
        return reference.minus(QUARTER).plus(Duration.ofMinutes(minutes)).plus(pause.multipliedBy(turn));
    }

    /** By the telephone that the shop knows, and on the other channels by the id there too. */
    private Introduction customer(int person, Channel channel) {
        Optional<Identity> phone =
                Identity.phone(telephones.international(people.someone(person).phone()), shop.country());
        String user = Long.toString(FIRST_USER + peopleNumbers.of(person));
        Optional<Identity> known =
                switch (channel) {
                    case WHATSAPP -> Optional.empty();
                    case MESSENGER -> Identity.messenger(user);
                    case INSTAGRAM -> Identity.instagram(user);
                };
        List<Identity> identities =
                Stream.of(phone, known).flatMap(Optional::stream).toList();
        return new Introduction(identities, null, null, null, shop.country());
    }

    private static Content content(Dice dice, List<String> texts) {
        return switch (dice.below(20)) {
            case 0 -> new Media(MediaKind.IMAGE, "https://media.example/foto.jpg", dice.pick(texts), null);
            case 1 -> new Media(MediaKind.AUDIO, "https://media.example/nota.ogg", null, null);
            case 2 -> new Media(MediaKind.DOCUMENT, "https://media.example/pago.pdf", null, "pago.pdf");
            case 3 -> new Media(MediaKind.VIDEO, "https://media.example/video.mp4", null, null);
            case 4 -> new Media(MediaKind.STICKER, "https://media.example/pulgar.webp", null, null);
            case 5 -> new Location(new BigDecimal("-102.2916"), new BigDecimal("21.8818"), "Casa", null);
            case 6 -> new Contacts(List.of(new SharedContact("Almacén", List.of("+524490000000"), List.of())));
            default -> new Text(dice.pick(texts));
        };
    }

    private static <T> T accepted(Outcome<T, ConversationRejection> outcome) {
        return outcome.fold(value -> value, rejection -> {
            throw new IllegalStateException("a message of the load was refused: " + rejection);
        });
    }
}
