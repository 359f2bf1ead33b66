package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.CustomerStanding.Status;
import io.tianguis.customers.CustomerStanding.Type;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final String EMAIL = "ines@example.com";

    private final TestBackend backend = new TestBackend();
    private final Customers customers = backend.get().customers();
    private final ShopId shop = backend.shop().id();

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void whoOnlyAsksOnAMarketplaceIsAHiddenContact() {
        long ines = ask(Venue.MARKETPLACE);
        assertThat(standing(ines))
                .extracting(
                        CustomerStanding::type,
                        CustomerStanding::status,
                        CustomerStanding::onSite,
                        CustomerStanding::onMarketplace,
                        CustomerStanding::questions,
                        CustomerStanding::purchases,
                        CustomerStanding::lastActivityAt)
                .containsExactly(
                        Type.CONTACT,
                        Status.HIDDEN,
                        false,
                        true,
                        1L,
                        0L,
                        backend.clock().now());
    }

    @Test
    void whoAsksOnTheSiteIsAnActiveContact() {
        ask(Venue.MARKETPLACE);
        assertThat(standing(ask(Venue.SITE)))
                .extracting(
                        CustomerStanding::type,
                        CustomerStanding::status,
                        CustomerStanding::onSite,
                        CustomerStanding::onMarketplace,
                        CustomerStanding::questions)
                .containsExactly(Type.CONTACT, Status.ACTIVE, true, true, 2L);
    }

    @Test
    void whoBuysIsAnActiveBuyerWhereverThatWas() {
        record Bought(String channel, boolean site, boolean marketplace) {}
        for (Bought bought : List.of(
                new Bought("Mercado Libre", false, true),
                new Bought("MERCADOSHOPS", true, false),
                new Bought("Liverpool", false, false))) {
            String email = bought.channel().toLowerCase().replace(" ", "") + "@example.com";
            assertThat(standing(buy(email, bought.channel())))
                    .as(bought.channel())
                    .extracting(
                            CustomerStanding::type,
                            CustomerStanding::status,
                            CustomerStanding::onSite,
                            CustomerStanding::onMarketplace,
                            CustomerStanding::purchases)
                    .containsExactly(Type.BUYER, Status.ACTIVE, bought.site(), bought.marketplace(), 1L);
        }
    }

    @Test
    void whoIsEnteredByHandIsAnActiveContactEvenAfterAQuestionOnAMarketplace() {
        long ines = enter();
        assertThat(standing(ines))
                .extracting(
                        CustomerStanding::type,
                        CustomerStanding::status,
                        CustomerStanding::onSite,
                        CustomerStanding::onMarketplace,
                        CustomerStanding::lastActivityAt)
                .containsExactly(Type.CONTACT, Status.ACTIVE, false, false, null);
        assertThat(ask(Venue.MARKETPLACE)).isEqualTo(ines);
        assertThat(standing(ines).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void whoIsRemovedIsInactiveUntilTheyBuyOrAsk() {
        long ines = buy(EMAIL, "Liverpool");
        for (Runnable event :
                List.<Runnable>of(() -> buy(EMAIL, "Liverpool"), () -> ask(Venue.SITE), () -> ask(Venue.MARKETPLACE))) {
            assertThat(done(tx -> customers.remove(tx, shop, ines))).isTrue();
            assertThat(standing(ines))
                    .extracting(CustomerStanding::type, CustomerStanding::status)
                    .containsExactly(Type.BUYER, Status.INACTIVE);
            event.run();
            assertThat(standing(ines).status()).isEqualTo(Status.ACTIVE);
        }
        assertThat(done(tx -> customers.remove(tx, backend.stranger().id(), ines)))
                .as("another shop's people are unknown")
                .isFalse();
    }

    @Test
    void theFirstTimeThatSomebodyUnsubscribesIsKept() {
        long ines = enter();
        Instant first = backend.clock().now();
        for (int time = 0; time < 2; time++) {
            assertThat(done(tx -> customers.unsubscribe(tx, shop, ines))).isTrue();
            backend.clock().advance(Duration.ofDays(1));
        }
        assertThat(standing(ines).unsubscribedAt()).isEqualTo(first);
    }

    @Test
    void aQuestionTakenBackIsNotCounted() {
        long ines = ask(Venue.SITE);
        ask(Venue.MARKETPLACE);
        backend.database().transaction(tx -> tx.run(customers.withdrawQuestion(shop, ines, Venue.SITE)), done -> true);
        assertThat(standing(ines))
                .extracting(CustomerStanding::questions, CustomerStanding::onSite, CustomerStanding::status)
                .containsExactly(1L, false, Status.HIDDEN);
    }

    @Test
    void peopleWhoAreMergedAreWhatAllOfTheirRowsAre() {
        long asked = ask(Venue.MARKETPLACE);
        long bought = buy("otra@example.com", "mshops");
        backend.<Long, MergeRejection>accepted(tx -> customers.merge(tx, shop, asked, bought, "dueña"));
        for (long row : List.of(asked, bought)) {
            assertThat(standing(row))
                    .extracting(
                            CustomerStanding::customerId,
                            CustomerStanding::type,
                            CustomerStanding::status,
                            CustomerStanding::onSite,
                            CustomerStanding::onMarketplace,
                            CustomerStanding::questions,
                            CustomerStanding::purchases,
                            CustomerStanding::email,
                            CustomerStanding::otherEmail)
                    .containsExactly(asked, Type.BUYER, Status.ACTIVE, true, true, 1L, 1L, EMAIL, "otra@example.com");
        }
        done(tx -> customers.remove(tx, shop, bought));
        assertThat(standing(asked).status()).isEqualTo(Status.INACTIVE);
        backend.clock().advance(Duration.ofSeconds(1));
        buy("otra@example.com", "mshops");
        assertThat(standing(asked).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void anOrderThatIsGivenUpIsNoPurchase() {
        long order = order("1");
        assertThat(named(EMAIL))
                .extracting(CustomerStanding::type, CustomerStanding::onMarketplace)
                .containsExactly(Type.BUYER, true);
        cancel(order);
        assertThat(named(EMAIL))
                .extracting(
                        CustomerStanding::type,
                        CustomerStanding::status,
                        CustomerStanding::onMarketplace,
                        CustomerStanding::purchases)
                .containsExactly(Type.CONTACT, Status.ACTIVE, false, 0L);
    }

    @Test
    void ordersTakenAndGivenUpAtOnceAreCountedToTheLast() throws Exception {
        List<Long> given = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            given.add(order("dada-" + number));
        }
        List<Callable<Long>> calls = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            String taken = "tomada-" + number;
            long gone = given.get(number);
            calls.add(() -> order(taken));
            calls.add(() -> cancel(gone));
        }
        TestBackend.race(calls);
        assertThat(named(EMAIL).purchases()).isEqualTo(10);
    }

    private long order(String number) {
        ShipTo shipTo = new ShipTo(null, null, null, null, null, null, null, null, null, null, "MX");
        CreateOrder order = new CreateOrder(
                "MercadoLibre",
                number,
                null,
                new Person("Inés", "Núñez", null, EMAIL),
                shipTo,
                new Shipping(null, null, null, null, false),
                false,
                List.of(new Line(World.PAQ, 1)),
                Optional.empty(),
                "prueba");
        return backend.accepted(tx -> backend.get().orders().create(tx, backend.shop(), order))
                .orderId();
    }

    private long cancel(long order) {
        return backend.accepted(tx -> backend.get().fulfillment().cancel(tx, shop, order, "almacen"));
    }

    private boolean done(Function<Tx, Boolean> operation) {
        return backend.database().transaction(operation, done -> true);
    }

    private long ask(Venue venue) {
        Introduction introduction =
                new Introduction(List.of(Identity.email(EMAIL).orElseThrow()), "Inés", "Núñez", null, "MX");
        return backend.database()
                .transaction(tx -> tx.run(customers.recordQuestion(shop, introduction, venue)), done -> true);
    }

    private long buy(String email, String channel) {
        Person person = new Person("Inés", "Núñez", null, email);
        return backend.database()
                .transaction(tx -> tx.run(customers.recordPurchase(shop, person, "MX", channel)), done -> true);
    }

    private long enter() {
        NewCustomer customer = new NewCustomer(
                new Person("Inés", "Núñez", null, EMAIL),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
        Outcome<Long, CustomerRejection> entered = backend.run(tx -> customers.create(tx, shop, customer, "MX"));
        return entered.fold(id -> id, rejection -> {
            throw new AssertionError("rejected: " + rejection);
        });
    }

    private CustomerStanding named(String email) {
        return standing(
                customers.findPerson(shop, new CustomerKey.ByEmail(email)).orElseThrow());
    }

    private CustomerStanding standing(long customerId) {
        return customers.standings(shop, List.of(customerId)).getFirst();
    }
}
