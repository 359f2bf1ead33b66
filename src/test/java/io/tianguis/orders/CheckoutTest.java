package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.ProductChange;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.catalog.VariantChange;
import io.tianguis.customers.Person;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.Checkout.Placed;
import io.tianguis.orders.CheckoutRejection.Fault;
import io.tianguis.orders.CheckoutRejection.Field;
import io.tianguis.orders.CheckoutRejection.Reason;
import io.tianguis.orders.Purchase.Address;
import io.tianguis.orders.Purchase.Line;
import io.tianguis.shops.CheckoutTerms;
import io.tianguis.shops.Shop;
import io.tianguis.stock.ItemChange;
import io.tianguis.stock.StockedVariant;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckoutTest {

    private static final Person ANA = new Person("Ana", "Ruiz", "55 1234 5678", "ana@example.com");
    private static final Address HOME =
            new Address("Juárez", "12", null, "Centro", "Aguascalientes", "MX-AGU", "20000");
    private static final Address NOWHERE = new Address(null, null, null, null, null, null, null);
    private static final CheckoutTerms ALL = new CheckoutTerms(true, 9_900L, true, "CLABE 0123", true);

    private final TestBackend backend = new TestBackend();
    private final Checkout checkout = backend.get().checkout();
    private final Shop shop = backend.shop();

    private record Told(String topic) {}

    private record Counts(long orders, long customers, long secrets) {}

    private record Bought(long purchases, long purchasesOnSite) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aGuestsOrderHoldsItsUnitsAndTellsWhatWasChosen() {
        Purchase purchase = purchase('a', DeliveryChoice.FLAT_PRICE, PaymentChoice.BANK_TRANSFER, HOME, 39_450);

        Placed placed = accepted(purchase);

        assertThat(placed.again()).isFalse();
        Order order = checkout.find(shop.id(), purchase.secret()).orElseThrow();
        assertThat(order)
                .isEqualTo(
                        backend.get().orders().find(shop.id(), placed.orderId()).orElseThrow());
        assertThat(order.header().number()).isEqualTo(Long.toString(placed.orderId()));
        assertThat(order.header().productsTotalCents()).isEqualTo(29_550);
        assertThat(order.header().grandTotalCents()).isEqualTo(39_450);
        assertThat(order.header().paymentStatus()).isEqualTo(PaymentStatus.PENDING);
        assertThat(order.header().fulfillmentStatus()).isEqualTo(FulfillmentStatus.UNFULFILLED);
        assertThat(order.header().buyerMessage()).isEqualTo("Es un regalo");
        assertThat(order.payments()).singleElement().satisfies(payment -> {
            assertThat(payment.status()).isEqualTo(Order.PaymentState.PENDING);
            assertThat(payment.method()).isEqualTo("bank_transfer");
            assertThat(payment.amountCents()).isEqualTo(39_450);
            assertThat(payment.paidAt()).isNull();
        });
        assertThat(PaymentChoice.of(order)).isEqualTo(PaymentChoice.BANK_TRANSFER);
        assertThat(order.shipments()).singleElement().satisfies(shipment -> {
            assertThat(shipment.status()).isEqualTo(Order.ShipmentStatus.PENDING);
            assertThat(shipment.amountCents()).isEqualTo(9_900);
            assertThat(shipment.recipientName()).isEqualTo("Ana Ruiz");
            assertThat(shipment.street()).isEqualTo("Juárez");
        });
        assertThat(Ledger.level(backend.database(), World.MULTI)).isEqualTo(new Ledger.Level(10, 4));
        assertThat(Ledger.level(backend.database(), World.TERMO)).isEqualTo(new Ledger.Level(5, 2));
        assertThat(told(placed)).containsExactly("order.created", "shipment_event.created");
        assertThat(backend.database()
                        .get(
                                Bought.class,
                                "SELECT purchases, purchases_on_site FROM customer WHERE shop_id = 215 AND customer_id = ?",
                                order.header().customerId()))
                .isEqualTo(new Bought(1, 1));
        assertThat(Ledger.level(backend.database(), World.MULTI).reserved()).isEqualTo(4);
        Ledger.assertSound(backend.database());
    }

    @Test
    void anOrderWhoseShipmentIsToBeAgreedWaitsForItAndNeedsNoAddress() {
        Placed placed =
                accepted(purchase('b', DeliveryChoice.TO_BE_AGREED, PaymentChoice.TO_BE_AGREED, NOWHERE, 29_550));

        Order order = backend.get().orders().find(shop.id(), placed.orderId()).orElseThrow();
        assertThat(order.header().fulfillmentStatus()).isEqualTo(FulfillmentStatus.PAUSED);
        assertThat(order.header().grandTotalCents()).isEqualTo(29_550);
        assertThat(order.payments()).isEmpty();
        assertThat(PaymentChoice.of(order)).isEqualTo(PaymentChoice.TO_BE_AGREED);
        assertThat(order.shipments())
                .extracting(Order.Shipment::status)
                .containsExactly(Order.ShipmentStatus.TO_BE_AGREED);
        assertThat(told(placed)).containsExactly("order.created", "shipment_event.created", "shipment_event.created");
    }

    @Test
    void purchasesOfOneTransactionAreEachAnOrderAndOneSecretIsOne() {
        Purchase known = with('d', List.of(line(World.PAQ, 1)), 40_319);
        Placed before = accepted(known);
        Purchase twice = with('e', List.of(line(World.PAQ, 2)), 80_638);
        List<Purchase> purchases = List.of(
                twice,
                known,
                with('f', List.of(line(World.MULTI, 1)), 12_000),
                twice,
                purchase('g', DeliveryChoice.FLAT_PRICE, PaymentChoice.BANK_TRANSFER, HOME, 39_450));

        List<Optional<Placed>> placed = checkout.placeTogether(shop, ALL, purchases);

        assertThat(placed).extracting(Optional::isPresent).containsExactly(true, false, true, false, true);
        assertThat(accepted(known)).isEqualTo(new Placed(before.orderId(), true));
        assertThat(accepted(twice))
                .isEqualTo(new Placed(placed.getFirst().orElseThrow().orderId(), true));
        Order last = checkout.find(shop.id(), purchases.getLast().secret()).orElseThrow();
        assertThat(last.header().orderId())
                .isEqualTo(placed.getLast().orElseThrow().orderId());
        assertThat(last.header().grandTotalCents()).isEqualTo(39_450);
        assertThat(last.payments()).hasSize(1);
        Ledger.assertSound(backend.database());
    }

    @Test
    void whatIsRefusedOfOneSendsAllToBePlacedAlone() {
        Counts before = counts();
        List<Purchase> tooMany = List.of(
                with('h', List.of(line(World.TERMO, 3)), 16_650), with('i', List.of(line(World.TERMO, 3)), 16_650));
        assertThat(checkout.placeTogether(shop, ALL, tooMany)).containsOnly(Optional.empty());
        List<Purchase> dearer = List.of(
                with('h', List.of(line(World.TERMO, 1)), 5_550), with('i', List.of(line(World.TERMO, 1)), 5_551));
        assertThat(checkout.placeTogether(shop, ALL, dearer)).containsOnly(Optional.empty());
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void aPurchaseThatIsSentOftenIsOneOrderAlsoWhenItTakesTheLastUnits() throws Exception {
        Purchase purchase = with('c', List.of(line(World.TERMO, 4)), 22_200);

        List<Outcome<Placed, CheckoutRejection>> answers = TestBackend.race(
                Collections.nCopies(12, (Callable<Outcome<Placed, CheckoutRejection>>) () -> place(purchase)));

        Set<Long> orders =
                answers.stream().map(answer -> placed(answer).orderId()).collect(Collectors.toSet());
        assertThat(orders).hasSize(1);
        assertThat(answers).filteredOn(answer -> !placed(answer).again()).hasSize(1);
        assertThat(Ledger.level(backend.database(), World.TERMO)).isEqualTo(new Ledger.Level(5, 5));
        assertThat(accepted(purchase)).isEqualTo(new Placed(orders.iterator().next(), true));
    }

    @Test
    void aSecretLeadsToItsOrderInItsShopAlone() {
        Purchase purchase = with('d', List.of(line(World.TERMO, 1)), 5_550);
        assertThat(checkout.find(shop.id(), purchase.secret())).isEmpty();

        accepted(purchase);

        assertThat(checkout.find(shop.id(), purchase.secret())).isPresent();
        assertThat(checkout.find(backend.stranger().id(), purchase.secret())).isEmpty();
        assertThat(checkout.find(shop.id(), "")).isEmpty();
        assertThat(backend.database()
                        .get(Told.class, "SELECT encode(secret_hash, 'hex') AS topic FROM order_checkout")
                        .topic())
                .hasSize(64)
                .doesNotContain("d".repeat(8));
    }

    /** Each row mends one fault of the one before, and meets the next check. */
    @Test
    void refusalsComeInTheirOrderAndLeaveNothingBehind() {
        Counts before = counts();
        Line gone = new Line(999_999_999, 1);
        Line many = line(World.BACK_ORDER, Purchase.MAX_UNITS);
        Person nobody = new Person(" ", null, "12", "nadie");
        Purchase worst = new Purchase(
                "e".repeat(32),
                List.of(gone, many),
                nobody,
                NOWHERE,
                DeliveryChoice.FLAT_PRICE,
                null,
                "x".repeat(2_001),
                1);

        assertThat(refused(checkout.place(closed(), ALL, worst))).isEqualTo(new CheckoutRejection.Closed());
        assertThat(refused(place(worst)))
                .isEqualTo(new CheckoutRejection.Unusable(List.of(
                        new Fault(Field.FIRST_NAME, Reason.MISSING),
                        new Fault(Field.LAST_NAME, Reason.MISSING),
                        new Fault(Field.PHONE, Reason.UNREADABLE),
                        new Fault(Field.EMAIL, Reason.UNREADABLE),
                        new Fault(Field.STREET, Reason.MISSING),
                        new Fault(Field.CITY, Reason.MISSING),
                        new Fault(Field.STATE, Reason.MISSING),
                        new Fault(Field.PAYMENT, Reason.MISSING),
                        new Fault(Field.MESSAGE, Reason.TOO_LONG))));
        assertThat(refused(place(with('e', List.of(many, gone), 1))))
                .isEqualTo(new CheckoutRejection.NotOffered(List.of(1)));
        dear(World.BACK_ORDER);
        dear(World.MULTI);
        List<Line> dearest = List.of(many, line(World.MULTI, Purchase.MAX_UNITS));
        assertThat(refused(place(with('e', dearest, 1)))).isEqualTo(new CheckoutRejection.AmountOutOfRange());
        Purchase wanted = with('e', List.of(line(World.TERMO, 1), line(World.SOLD_OUT, 1)), 1);
        assertThat(refused(place(wanted))).isEqualTo(new CheckoutRejection.TotalDiffers(8_550));
        assertThat(refused(place(with('e', wanted.lines(), 8_550))))
                .isEqualTo(new CheckoutRejection.NotEnoughStock(List.of(1)));
        assertThat(counts()).isEqualTo(before);

        accepted(with('e', List.of(line(World.TERMO, 1)), 5_550));
        Ledger.assertSound(backend.database());
    }

    @Test
    void whatTheShopDoesNotOfferCannotBeChosen() {
        Purchase purchase = purchase('f', DeliveryChoice.FLAT_PRICE, PaymentChoice.CASH_ON_DELIVERY, HOME, 39_450);

        assertThat(refused(checkout.place(shop, CheckoutTerms.UNSAID, purchase)))
                .isEqualTo(new CheckoutRejection.Unusable(List.of(
                        new Fault(Field.DELIVERY, Reason.NOT_OFFERED), new Fault(Field.PAYMENT, Reason.NOT_OFFERED))));
    }

    @Test
    void aPausedProductIsNotOffered() {
        Purchase purchase = with('g', List.of(line(World.TERMO, 1)), 5_550);
        long variant = purchase.lines().getFirst().variantId();
        assertThat(backend.get().stock().listOffered(shop.id(), List.of(variant, 999_999_999L)))
                .singleElement()
                .satisfies(offered -> assertThat(offered.variant().sku()).isEqualTo(World.TERMO));

        change(World.TERMO, Optional.of(ProductStatus.PAUSED), Optional.empty());

        assertThat(backend.get().stock().listOffered(shop.id(), List.of(variant)))
                .isEmpty();
        assertThat(refused(place(purchase))).isEqualTo(new CheckoutRejection.NotOffered(List.of(0)));
    }

    @Test
    void whoIsKnownByTelephoneIsTheSameCustomer() {
        Placed first = accepted(with('h', List.of(line(World.TERMO, 1)), 5_550));
        Purchase again = new Purchase(
                "i".repeat(32),
                List.of(line(World.TERMO, 1)),
                new Person("Anita", "R.", "+52 55 1234 5678", null),
                NOWHERE,
                DeliveryChoice.TO_BE_AGREED,
                PaymentChoice.TO_BE_AGREED,
                null,
                5_550);

        Placed second = accepted(again);

        Orders orders = backend.get().orders();
        assertThat(orders.find(shop.id(), second.orderId())
                        .orElseThrow()
                        .header()
                        .customerId())
                .isEqualTo(orders.find(shop.id(), first.orderId())
                        .orElseThrow()
                        .header()
                        .customerId());
    }

    private Purchase purchase(
            char secret,
            @Nullable DeliveryChoice delivery,
            @Nullable PaymentChoice payment,
            Address address,
            long shownTotalCents) {
        List<Line> lines = List.of(line(World.MULTI, 2), line(World.TERMO, 1));
        String text = Character.toString(secret).repeat(Purchase.SECRET_LENGTH);
        return new Purchase(text, lines, ANA, address, delivery, payment, "Es un regalo", shownTotalCents);
    }

    private static Purchase with(char secret, List<Line> lines, long shownTotalCents) {
        return new Purchase(
                Character.toString(secret).repeat(Purchase.SECRET_LENGTH),
                lines,
                ANA,
                NOWHERE,
                DeliveryChoice.TO_BE_AGREED,
                PaymentChoice.TO_BE_AGREED,
                null,
                shownTotalCents);
    }

    private Line line(String sku, long units) {
        return new Line(variant(sku).variantId(), units);
    }

    private StockedVariant variant(String sku) {
        return backend.get().stock().findBySku(shop.id(), sku).orElseThrow();
    }

    private void dear(String sku) {
        change(sku, Optional.empty(), Optional.of(VariantChange.MAX_PRICE_CENTS));
    }

    private void change(String sku, Optional<ProductStatus> status, Optional<Long> priceCents) {
        VariantChange price =
                new VariantChange(priceCents, Change.none(), Optional.empty(), Change.none(), Change.none());
        backend.get()
                .products()
                .change(
                        shop.id(),
                        sku,
                        new ProductChange(
                                Optional.empty(), Change.none(), Change.none(), status, Optional.empty(), List.of()),
                        new ItemChange(price, Optional.empty(), Optional.empty()),
                        List.of(),
                        "prueba")
                .fold(done -> done, rejection -> {
                    throw new AssertionError(rejection);
                });
    }

    private Outcome<Placed, CheckoutRejection> place(Purchase purchase) {
        return checkout.place(shop, ALL, purchase);
    }

    private Placed accepted(Purchase purchase) {
        return placed(place(purchase));
    }

    private static Placed placed(Outcome<Placed, CheckoutRejection> outcome) {
        return outcome.fold(placed -> placed, rejection -> {
            throw new AssertionError(rejection);
        });
    }

    private static CheckoutRejection refused(Outcome<Placed, CheckoutRejection> outcome) {
        return outcome.fold(
                placed -> {
                    throw new AssertionError(placed);
                },
                rejection -> rejection);
    }

    private Shop closed() {
        return new Shop(
                shop.shopId(),
                shop.name(),
                "close",
                shop.country(),
                shop.locale(),
                shop.currency(),
                shop.timeZone(),
                shop.email(),
                shop.plan(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private Counts counts() {
        return backend.database().get(Counts.class, """
                SELECT (SELECT count(*) FROM sales_order) AS orders, (SELECT count(*) FROM customer) AS customers,
                       (SELECT count(*) FROM order_checkout) AS secrets
                """);
    }

    private List<String> told(Placed placed) {
        return backend
                .database()
                .list(
                        Told.class,
                        "SELECT topic FROM outbox_event WHERE ordering_key = ? ORDER BY position",
                        "order:" + placed.orderId())
                .stream()
                .map(Told::topic)
                .toList();
    }
}
