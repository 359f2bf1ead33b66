package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.Backend;
import io.tianguis.kernel.Money;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.PaymentRejection.AlreadyRecorded;
import io.tianguis.orders.PaymentRejection.CurrencyDiffers;
import io.tianguis.orders.PaymentRejection.OrderNotFound;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.testkit.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Payments of the order 500001: 240.00 and 55.50, together 295.50 Mexican pesos. */
class OrderPaymentsTest {

    private static final ShopId SHOP = World.get().demo().shop().id();
    private static final long ORDER = 500_001;
    private static final long TOTAL = 29_550;

    private final TestDatabase database = TestDatabase.ofWorld();
    private final MovableClock clock = new MovableClock();
    private final Backend backend = Backend.on(database.pool(), clock, new SeededRandomness(3));

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aPaymentThatCoversTheGrandTotalMakesTheOrderPaid() {
        clock.advance(Duration.ofMinutes(5));

        Outcome<PaymentRecorded, PaymentRejection> recorded = record(ORDER, approved("1", TOTAL));

        Order order = order();
        Order.Payment payment = order.payments().getFirst();
        Instant now = MovableClock.START.plus(Duration.ofMinutes(5));
        assertThat(recorded).isEqualTo(Outcome.ok(new PaymentRecorded(payment.paymentId(), true)));
        assertThat(order.header().paymentStatus()).isEqualTo(PaymentStatus.PAID);
        assertThat(order.header().updatedAt()).isEqualTo(now);
        assertThat(payment)
                .isEqualTo(new Order.Payment(
                        ORDER,
                        payment.paymentId(),
                        "1",
                        PaymentState.APPROVED,
                        "mercadopago",
                        "visa",
                        TOTAL,
                        3,
                        1_250L,
                        now,
                        now));
        assertThat(events()).containsExactly("payment_recorded caja", "paid caja");
        assertThat(announced()).containsExactly("order:500001 payment");
    }

    @Test
    void aPartLeavesTheOrderPendingUntilTheRestComes() {
        assertThat(record(ORDER, approved("1", TOTAL - 1))).isEqualTo(accepted(1, false));
        assertThat(order().header().paymentStatus()).isEqualTo(PaymentStatus.PENDING);

        assertThat(record(ORDER, approved("2", 1))).isEqualTo(accepted(2, true));
        assertThat(order().header().paymentStatus()).isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void whatComesAfterwardsIsKeptAndTheOrderIsPaidOnce() {
        record(ORDER, approved("1", TOTAL));

        assertThat(record(ORDER, approved("2", 100))).isEqualTo(accepted(2, true));

        assertThat(order().payments()).hasSize(2);
        assertThat(events()).containsOnlyOnce("paid caja");
    }

    @ParameterizedTest
    @EnumSource(value = PaymentState.class, mode = Mode.EXCLUDE, names = "APPROVED")
    void aPaymentThatIsNotApprovedPaysNothing(PaymentState state) {
        assertThat(record(ORDER, payment("1", state, TOTAL))).isEqualTo(accepted(1, false));
        assertThat(order().payments().getFirst().paidAt()).isNull();

        assertThat(record(ORDER, approved("2", TOTAL - 1))).isEqualTo(accepted(2, false));
        assertThat(order().header().paymentStatus()).isEqualTo(PaymentStatus.PENDING);
    }

    @Test
    void theMomentOfApprovalIsTheProviders() {
        Instant approvedAt = MovableClock.START.minusSeconds(90);

        record(
                ORDER,
                new NewPayment(
                        "1",
                        PaymentState.APPROVED,
                        "mercadopago",
                        null,
                        new Money(TOTAL, "MXN"),
                        null,
                        null,
                        approvedAt,
                        null));

        assertThat(order().payments().getFirst().paidAt()).isEqualTo(approvedAt);
    }

    @Test
    void anOrderThatTheShopDoesNotHaveIsNotFound() {
        assertThat(record(1, approved("1", TOTAL))).isEqualTo(Outcome.rejected(new OrderNotFound(1)));
    }

    @Test
    void aStrangersOrderIsNotFoundAndStaysAsItIs() {
        ShopId stranger = World.get().stranger().shop().id();
        Order before = backend.orders().find(stranger, 500_003).orElseThrow();

        assertThat(record(500_003, approved("1", TOTAL))).isEqualTo(Outcome.rejected(new OrderNotFound(500_003)));

        assertThat(backend.orders().find(stranger, 500_003)).contains(before);
    }

    @Test
    void anotherCurrencyIsRefusedBeforeARepeatedReference() {
        record(ORDER, approved("1", 100));
        NewPayment pesos = new NewPayment(
                "1", PaymentState.APPROVED, "mercadopago", null, new Money(100, "ARS"), null, null, null, null);

        assertThat(record(ORDER, pesos)).isEqualTo(Outcome.rejected(new CurrencyDiffers("MXN")));
    }

    @Test
    void aRepeatedNoticeOfAPaymentIsRefusedAndLeavesNothing() {
        record(ORDER, approved("1", 100));
        long first = order().payments().getFirst().paymentId();

        assertThat(record(ORDER, approved("1", TOTAL))).isEqualTo(Outcome.rejected(new AlreadyRecorded(first)));

        assertThat(order().payments()).hasSize(1);
        assertThat(order().header().paymentStatus()).isEqualTo(PaymentStatus.PENDING);
        assertThat(announced()).hasSize(1);
    }

    @Test
    void theSameReferenceOfAnotherProviderIsAnotherPayment() {
        record(ORDER, approved("1", 100));
        NewPayment other = new NewPayment(
                "1", PaymentState.APPROVED, "transferencia", null, new Money(100, "MXN"), null, null, null, null);

        assertThat(record(ORDER, other)).isEqualTo(accepted(2, false));
    }

    @Test
    void paymentsWithoutAReferenceAreNeverTheSame() {
        NewPayment cash = new NewPayment(
                null, PaymentState.APPROVED, null, "efectivo", new Money(100, "MXN"), null, null, null, null);
        record(ORDER, cash);

        assertThat(record(ORDER, cash)).isEqualTo(accepted(2, false));
    }

    @Test
    void twoHalvesAtTheSameMomentPayTheOrder() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> halves = new ArrayList<>();
            for (int half = 0; half < 2; half++) {
                String reference = Integer.toString(half);
                halves.add(() -> record(ORDER, approved(reference, TOTAL / 2)));
            }
            for (Future<Object> done : threads.invokeAll(halves)) {
                assertThat(done.get()).isInstanceOf(Outcome.Ok.class);
            }
        }

        assertThat(order().header().paymentStatus()).isEqualTo(PaymentStatus.PAID);
        assertThat(events()).containsOnlyOnce("paid caja");
    }

    @Test
    void nothingIsNoPayment() {
        assertThatThrownBy(() -> approved("1", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Outcome<PaymentRecorded, PaymentRejection> record(long orderId, NewPayment payment) {
        return backend.database().transaction(tx -> backend.orders().recordPayment(tx, SHOP, orderId, payment));
    }

    private static NewPayment approved(String reference, long cents) {
        return payment(reference, PaymentState.APPROVED, cents);
    }

    private static NewPayment payment(String reference, PaymentState state, long cents) {
        return new NewPayment(
                reference, state, "mercadopago", "visa", new Money(cents, "MXN"), 3, 1_250L, null, "caja");
    }

    /** The payments get ids one after the other, behind the one of the world. */
    private static Outcome<PaymentRecorded, PaymentRejection> accepted(int nth, boolean orderPaid) {
        return Outcome.ok(new PaymentRecorded(800_001 + nth, orderPaid));
    }

    private Order order() {
        return backend.orders().find(SHOP, ORDER).orElseThrow();
    }

    private List<String> events() {
        record Row(String text) {}
        return backend.database().list(Row.class, """
                        SELECT kind || ' ' || coalesce(actor, 'nobody') AS text
                          FROM order_event
                         WHERE shop_id = ? AND order_id = ? AND kind <> 'created'
                         ORDER BY event_id
                        """, SHOP.value(), ORDER).stream()
                .map(Row::text)
                .toList();
    }

    private List<String> announced() {
        record Row(String text) {}
        return backend.database().list(Row.class, """
                        SELECT ordering_key || ' ' || attribute_values[array_position(attribute_names, 'change')] AS text
                          FROM outbox_event
                         WHERE shop_id = ? AND topic = 'order.updated'
                        """, SHOP.value()).stream()
                .map(Row::text)
                .toList();
    }
}
