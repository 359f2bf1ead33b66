package io.tianguis.demonstration;

import io.tianguis.customers.Identity;
import io.tianguis.customers.Introduction;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.questions.AnswerSource;
import io.tianguis.questions.Asked;
import io.tianguis.questions.NewQuestion;
import io.tianguis.questions.NewQuestion.OnMercadoLibre;
import io.tianguis.questions.NewQuestion.OnStorefront;
import io.tianguis.questions.NewQuestion.Visitor;
import io.tianguis.questions.QuestionRejection;
import io.tianguis.shops.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a load's customers ask in public: on the site and on the marketplace by turns, over the last quarter of a year. Six in
 * ten are answered, three wait, and one was closed. Questions are dealt out to customers by their remainder, so that one
 * customer's are always entered by one lane.
 */
final class Inquiries {

    private static final Duration QUARTER = Duration.ofDays(90);
    private static final int LONGEST_WAIT_MINUTES = 2_880;
    private static final int ROUND = 10;
    private static final int UNANSWERED_FROM = 6;
    private static final int CLOSED = 9;
    private static final int LISTINGS_OF_ONE = 2;
    private static final long FIRST_PROVIDER_ID = 3_400_000_000L;
    private static final long FIRST_USER = 90_000_000;
    private static final long FIRST_ITEM = 570_000_000;

    private static final List<String> ASKED = List.of(
            "Hola, ¿tenés stock? Muchas gracias",
            "¿Hacen envíos al interior?",
            "¿Cuál es la medida exacta?",
            "Buenas tardes, ¿es original y con garantía?",
            "¿Lo tienen en otro color?",
            "¿Puedo pagar en cuotas sin interés?",
            "¿Aceptan cambios si no me queda bien?",
            "¿Hacen factura A?",
            "Hola, ¿cuánto demora la entrega?",
            "¿Tienen local para retirar en persona?");
    private static final List<String> ANSWERED = List.of(
            "¡Hola! Sí, nos queda stock. Esperamos tu compra.",
            "Hola, enviamos a todo el país.",
            "¡Buen día! Sí, con doce meses de garantía.",
            "Hola, las medidas están en la descripción. Saludos.",
            "Sí, podés retirar por nuestro local.");

    private final Shop shop;
    private final Seed seed;
    private final Instant reference;
    private final People people;
    private final Telephones telephones;
    private final Assortment assortment;
    private final Numbers peopleNumbers;
    private final Numbers questionNumbers;
    private final int products;
    private final int customers;

    /** @param lanes that enter the questions, no more than there are customers */
    Inquiries(
            Shop shop,
            Country country,
            Seed seed,
            Amounts amounts,
            int lanes,
            Instant reference,
            Assortment assortment,
            People people,
            Numbers peopleNumbers,
            Numbers questionNumbers) {
        this.shop = shop;
        this.seed = seed;
        this.reference = reference;
        this.people = people;
        this.telephones = country.telephones();
        this.assortment = assortment;
        this.peopleNumbers = peopleNumbers;
        this.questionNumbers = questionNumbers;
        this.products = amounts.products();
        this.customers = amounts.customers() - amounts.customers() % lanes;
    }

    /** Enters a question as of the moment at which it was asked, and what became of it; false when its number is taken. */
    boolean enter(Tx tx, Doors doors, HistoricClock clock, int index) {
        Dice dice = seed.of("question", questionNumbers.of(index));
        int fate = index % ROUND * 3 % ROUND;
        boolean onSite = index % 2 == 0;
        Instant askedAt = reference.minus(QUARTER).plusSeconds(dice.below((int)
                QUARTER.minusMinutes(LONGEST_WAIT_MINUTES).toSeconds()));
        clock.stand(askedAt);
        Asked asked = accepted(doors.questions().ask(tx, shop.id(), question(tx, doors, index, onSite, dice, askedAt)));
        if (!asked.added()) {
            return false;
        }
        clock.stand(askedAt.plus(Duration.ofMinutes(dice.between(3, LONGEST_WAIT_MINUTES))));
        if (fate < UNANSWERED_FROM) {
            AnswerSource source = onSite || dice.chance(50) ? AnswerSource.HERE : AnswerSource.CHANNEL;
            accepted(doors.questions().answer(tx, shop.id(), asked.questionId(), dice.pick(ANSWERED), source));
        } else if (fate == CLOSED) {
            accepted(doors.questions().close(tx, shop.id(), asked.questionId()));
        }
        return true;
    }

    void move(int index) {
        questionNumbers.move(index);
    }

    private NewQuestion question(Tx tx, Doors doors, int index, boolean onSite, Dice dice, Instant askedAt) {
        int person = index % customers;
        Optional<Listing> listing = listing(tx, doors, person, dice);
        String text = listing.filter(_ -> dice.chance(60))
                        .map(about -> about.title() + ". ")
                        .orElse("")
                + dice.pick(ASKED);
        Optional<Identity> phone =
                Identity.phone(telephones.international(people.someone(person).phone()), shop.country());
        if (onSite) {
            boolean fromContactPage = listing.isEmpty() || dice.chance(15);
            return new OnStorefront(
                    new Visitor.Met(introduction(phone, Optional.empty())),
                    fromContactPage
                            ? Optional.empty()
                            : Optional.of(listing.get().productId()),
                    text);
        }
        long user = FIRST_USER + peopleNumbers.of(person);
        // The marketplace tells the user alone, who is to be the customer whom the shop knows.
        tx.run(doors.customers().meet(shop.id(), introduction(phone, Identity.mercadoLibre(Long.toString(user)))));
        return new OnMercadoLibre(
                FIRST_PROVIDER_ID + questionNumbers.of(index),
                user,
                people.someone(person).firstName().toUpperCase(Locale.ROOT) + user,
                null,
                null,
                "ML" + shop.country().charAt(0)
                        + (FIRST_ITEM + listing.map(Listing::number).orElse(0L)),
                listing.map(Listing::productId),
                text,
                askedAt);
    }

    /** A product of the load. */
    private record Listing(long productId, long number, String title) {}

    /** One of the few listings that a customer has an eye on. */
    private Optional<Listing> listing(Tx tx, Doors doors, int person, Dice dice) {
        if (products == 0) {
            return Optional.empty();
        }
        Dice eye = seed.of("listing", (long) person * LISTINGS_OF_ONE + dice.below(LISTINGS_OF_ONE));
        int product = eye.skewed(products);
        Assortment.Outline outline = assortment.outline(product);
        String title = assortment.product(product, null).title();
        return doors.catalog()
                .findProductId(tx, shop.id(), outline.sku(0))
                .map(productId -> new Listing(productId, outline.number(), title));
    }

    private Introduction introduction(Optional<Identity> phone, Optional<Identity> user) {
        List<Identity> identities =
                Stream.of(phone, user).flatMap(Optional::stream).toList();
        return new Introduction(identities, null, null, null, shop.country());
    }

    private static <T> T accepted(Outcome<T, QuestionRejection> outcome) {
        return outcome.fold(value -> value, rejection -> {
            throw new IllegalStateException("a question of the load was refused: " + rejection);
        });
    }
}
