package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tianguis.kernel.Money;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.OrderChangeRejection.OrderNotFound;
import io.tianguis.orders.OrderChangeRejection.PaymentNotFound;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the seller keeps of order 500001, which costs 295.50, besides its invoice and its shipment. */
class SellersChangesTest {

    private static final long ORDER = 500_001;
    private static final long TOTAL = 29_550;
    private static final Instant NOW = MovableClock.START;

    private final TestBackend backend = new TestBackend();
    private final ShopId shop = backend.shop().id();
    private final OrderAdministration orders = backend.get().orderAdministration();

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void theSellerGetsInTouchWithTheBuyer() {
        for (ContactStatus status :
                List.of(ContactStatus.FIRST_CONTACT, ContactStatus.CONFIRMED_DATA, ContactStatus.NEW)) {
            assertThat(this.<ContactStatus>run(tx -> orders.contact(tx, shop, ORDER, status, "ana")))
                    .isEqualTo(Outcome.ok(status));
            assertThat(header().contactStatus()).isEqualTo(status);
        }
        run(tx -> orders.contact(tx, shop, ORDER, ContactStatus.NEW, "ana"));

        assertThat(events())
                .containsExactly(
                        "contact_changed first_contact ana",
                        "contact_changed confirmed_data ana",
                        "contact_changed new ana");
        assertThat(told()).containsExactly("contact", "contact", "contact");
    }

    @Test
    void anOrderIsProcessedOnce() {
        run(tx -> orders.process(tx, shop, ORDER, "ana"));
        backend.clock().advance(Duration.ofHours(1));

        assertThat(this.<Instant>run(tx -> orders.process(tx, shop, ORDER, "eva")))
                .isEqualTo(Outcome.ok(NOW));
        assertThat(header().processedAt()).isEqualTo(NOW);
        assertThat(events()).containsExactly("processed  ana");
        assertThat(told()).containsExactly("processed");
    }

    @Test
    void anOrderIsClosedForAReasonAndTakenUpAgain() {
        run(tx -> orders.close(tx, shop, ORDER, "entregada", "ana"));
        backend.clock().advance(Duration.ofHours(1));

        assertThat(this.<OrderClosing>run(tx -> orders.close(tx, shop, ORDER, "otra", "eva")))
                .isEqualTo(Outcome.ok(new OrderClosing(NOW, "entregada")));
        assertThat(header().closedReason()).isEqualTo("entregada");
        assertThat(header().closedAt()).isEqualTo(NOW);

        assertThat(this.<Boolean>run(tx -> orders.reopen(tx, shop, ORDER, "ana")))
                .isEqualTo(Outcome.ok(true));
        assertThat(this.<Boolean>run(tx -> orders.reopen(tx, shop, ORDER, "ana")))
                .isEqualTo(Outcome.ok(false));
        assertThat(header().closedAt()).isNull();
        assertThat(header().closedReason()).isNull();
        assertThat(events()).containsExactly("closed entregada ana", "reopened  ana");
        assertThat(told()).containsExactly("closed", "reopened");
    }

    @Test
    void ofSeveralWhoCloseAtOnceOneDoesAndTheOthersAreToldOfIt() throws Exception {
        List<Callable<Outcome<OrderClosing, OrderChangeRejection>>> calls = new java.util.ArrayList<>();
        for (int caller = 0; caller < 6; caller++) {
            String reason = "motivo " + caller;
            calls.add(() -> run(tx -> orders.close(tx, shop, ORDER, reason, null)));
        }

        assertThat(TestBackend.race(calls)).containsOnly(Outcome.ok(new OrderClosing(NOW, header().closedReason())));
        assertThat(events()).hasSize(1);
    }

    @Test
    void bothSidesSayWhatTheyThink() {
        run(tx -> orders.giveFeedback(tx, shop, ORDER, FeedbackSide.BUYER, "Todo bien", null));
        run(tx -> orders.giveFeedback(tx, shop, ORDER, FeedbackSide.SELLER, "Buen pago", "ana"));
        run(tx -> orders.giveFeedback(tx, shop, ORDER, FeedbackSide.SELLER, "Buen pago", "ana"));

        assertThat(header().buyerFeedback()).isEqualTo("Todo bien");
        assertThat(header().sellerFeedback()).isEqualTo("Buen pago");
        assertThat(events()).containsExactly("buyer_feedback  nobody", "seller_feedback  ana");
        assertThat(told()).containsExactly("feedback", "feedback");
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, APPROVED, PAID",
        "IN_PROCESS, APPROVED, PAID",
        "REJECTED, APPROVED, PAID",
        "CANCELLED, APPROVED, PAID",
        "APPROVED, REFUNDED, REFUNDED",
        "APPROVED, CHARGED_BACK, REFUNDED",
        "APPROVED, CANCELLED, PENDING",
        "PENDING, REJECTED, PENDING",
        "PENDING, CANCELLED, PENDING",
        "PENDING, IN_PROCESS, PENDING",
        "APPROVED, APPROVED, PAID",
        "REFUNDED, REFUNDED, PENDING"
    })
    void whatBecomesOfThePaymentDecidesAboutTheOrder(PaymentState before, PaymentState after, PaymentStatus status) {
        long payment = paid(before, TOTAL);

        assertThat(this.<PaymentStatus>run(tx -> orders.changePayment(tx, shop, ORDER, payment, after, "caja")))
                .isEqualTo(Outcome.ok(status));

        assertThat(header().paymentStatus()).isEqualTo(status);
        Order.Payment kept = backend.get()
                .orders()
                .find(shop, ORDER)
                .orElseThrow()
                .payments()
                .getFirst();
        assertThat(kept.status()).isEqualTo(after);
        assertThat(kept.paidAt() != null).isEqualTo(before == PaymentState.APPROVED || after == PaymentState.APPROVED);
    }

    @Test
    void aPaymentThatComesBackPaysOnlyWhatItCovers() {
        long first = paid(PaymentState.APPROVED, TOTAL - 1);
        long second = paid(PaymentState.PENDING, 1);

        assertThat(this.<PaymentStatus>run(
                        tx -> orders.changePayment(tx, shop, ORDER, second, PaymentState.APPROVED, null)))
                .isEqualTo(Outcome.ok(PaymentStatus.PAID));
        assertThat(this.<PaymentStatus>run(
                        tx -> orders.changePayment(tx, shop, ORDER, first, PaymentState.CHARGED_BACK, null)))
                .isEqualTo(Outcome.ok(PaymentStatus.REFUNDED));
        assertThat(this.<PaymentStatus>run(
                        tx -> orders.changePayment(tx, shop, ORDER, first, PaymentState.APPROVED, null)))
                .isEqualTo(Outcome.ok(PaymentStatus.PAID));
        assertThat(events())
                .contains(
                        "payment_changed " + second + " approved nobody",
                        "payment_changed " + first + " charged_back nobody")
                .filteredOn(event -> event.startsWith("paid"))
                .containsExactly("paid " + second + " nobody", "paid " + first + " nobody");
    }

    @Test
    void whatIsNotThereIsRefused() {
        OrderNotFound noOrder = new OrderNotFound(999);
        assertThat(this.<ContactStatus>run(tx -> orders.contact(tx, shop, 999, ContactStatus.NEW, null)))
                .isEqualTo(Outcome.rejected(noOrder));
        assertThat(this.<Instant>run(tx -> orders.process(tx, shop, 999, null))).isEqualTo(Outcome.rejected(noOrder));
        assertThat(this.<OrderClosing>run(tx -> orders.close(tx, shop, 999, null, null)))
                .isEqualTo(Outcome.rejected(noOrder));
        assertThat(this.<Boolean>run(tx -> orders.reopen(tx, shop, 999, null))).isEqualTo(Outcome.rejected(noOrder));
        assertThat(this.<String>run(tx -> orders.giveFeedback(tx, shop, 999, FeedbackSide.BUYER, "x", null)))
                .isEqualTo(Outcome.rejected(noOrder));
        assertThat(this.<PaymentStatus>run(tx -> orders.changePayment(tx, shop, 999, 1, PaymentState.APPROVED, null)))
                .isEqualTo(Outcome.rejected(noOrder));
        assertThat(this.<PaymentStatus>run(tx -> orders.changePayment(tx, shop, ORDER, 1, PaymentState.APPROVED, null)))
                .isEqualTo(Outcome.rejected(new PaymentNotFound(1)));
        assertThat(told()).isEmpty();
    }

    @Test
    void textsAreBounded() {
        String long1001 = "x".repeat(1_001);
        assertThatIllegalArgumentException().isThrownBy(() -> run(tx -> orders.close(tx, shop, ORDER, long1001, null)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(tx -> orders.giveFeedback(tx, shop, ORDER, FeedbackSide.BUYER, long1001, null)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(tx -> orders.giveFeedback(tx, shop, ORDER, FeedbackSide.BUYER, " ", null)));
    }

    private <T> Outcome<T, OrderChangeRejection> run(Function<Tx, Outcome<T, OrderChangeRejection>> operation) {
        return backend.run(operation);
    }

    private long paid(PaymentState state, long cents) {
        NewPayment payment =
                new NewPayment(null, state, "mercadopago", "visa", new Money(cents, "MXN"), null, null, null, null);
        return backend.accepted(tx -> backend.get().orders().recordPayment(tx, shop, ORDER, payment))
                .paymentId();
    }

    private Order.Header header() {
        return backend.get().orders().find(shop, ORDER).orElseThrow().header();
    }

    private List<String> events() {
        record Line(String line) {}
        return backend.database().list(Line.class, """
                        SELECT kind || ' ' || coalesce(description, '') || ' ' || coalesce(actor, 'nobody') AS line
                          FROM order_event
                         WHERE shop_id = ? AND order_id = ? AND kind NOT IN ('created', 'payment_recorded')
                         ORDER BY event_id
                        """, shop.value(), ORDER).stream()
                .map(Line::line)
                .toList();
    }

    private List<String> told() {
        record Line(String line) {}
        return backend.database().list(Line.class, """
                        SELECT attribute_values[array_position(attribute_names, 'change')] AS line
                          FROM outbox_event
                         WHERE ordering_key = 'order:500001' AND topic = 'order.updated'
                         ORDER BY position
                        """).stream().map(Line::line).toList();
    }
}
