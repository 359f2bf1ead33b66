package io.tianguis.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.kernel.Outcome;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.platform.sql.Tx;
import io.tianguis.returns.CustomerReturn.Header;
import io.tianguis.returns.CustomerReturn.Line;
import io.tianguis.returns.ReturnRejection.AnotherUnderWay;
import io.tianguis.returns.ReturnRejection.MoreThanReceived;
import io.tianguis.returns.ReturnRejection.MoreThanShipped;
import io.tianguis.returns.ReturnRejection.OrderNotFound;
import io.tianguis.returns.ReturnRejection.OrderNotShipped;
import io.tianguis.returns.ReturnRejection.ReturnClosed;
import io.tianguis.returns.ReturnRejection.ReturnNotClosed;
import io.tianguis.returns.ReturnRejection.ReturnNotFound;
import io.tianguis.returns.ReturnRejection.SkuNotInOrder;
import io.tianguis.returns.ReturnRejection.SkuNotInReturn;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.Shipping;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On an order of the world that left with two {@code MULTI01}, of ten, and one {@code TERMO10}. */
class ReturnsTest {

    private static final long ORDER = 500_001;
    private static final long PAUSED_ORDER = 500_002;
    private static final long STRANGERS_ORDER = 500_003;
    private static final String NOBODYS = "DEV0000000000000000000";

    private final TestBackend backend = new TestBackend();
    private final Returns returns = backend.get().returns();
    private final ShopId shop = backend.shop().id();

    private record Movement(long delta, String reason, String reference, String actor) {}

    private record Event(String kind, String actor) {}

    private record Announced(String topic) {}

    @BeforeEach
    void ship() {
        Shipping.ship(backend.get(), shop, ORDER);
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void announcedReceivedAndAcceptedUnitsAreCountedForThemselves() {
        CustomerReturn opened = open(World.MULTI, 1);
        assertThat(opened.header().token()).matches("DEV[A-Za-z0-9_-]{19}");
        assertThat(opened.header().orderId()).isEqualTo(ORDER);
        assertThat(opened.header().status()).isEqualTo(ReturnStatus.OPEN);
        assertThat(opened.header().arrivedAt()).isNull();
        assertUnits(opened, World.MULTI, 1, 0, 0);

        CustomerReturn received = receive(opened, World.MULTI, 2);
        assertThat(received.header().status()).isEqualTo(ReturnStatus.RECEIVING);
        assertUnits(received, World.MULTI, 1, 2, 0);
        assertUnits(accept(opened, World.MULTI, 1), World.MULTI, 1, 2, 1);
        assertUnits(accept(opened, World.MULTI, 1), World.MULTI, 1, 2, 2);
        assertThat(returns.find(shop, opened.header().token()))
                .hasValueSatisfying(found -> assertUnits(found, World.MULTI, 1, 2, 2));
    }

    @Test
    void onlyAcceptedUnitsGoBackToStockInAMovementThatNamesTheReturn() {
        CustomerReturn opened = open(World.MULTI, 2);
        receive(opened, World.MULTI, 2);
        assertThat(Ledger.level(backend.database(), World.MULTI)).isEqualTo(new Ledger.Level(8, 0));
        assertThat(movements()).isEmpty();

        accept(opened, World.MULTI, 1);
        assertThat(Ledger.level(backend.database(), World.MULTI)).isEqualTo(new Ledger.Level(9, 0));
        assertThat(movements())
                .containsExactly(
                        new Movement(1, "return", "return:" + opened.header().returnId(), "almacén"));
        Ledger.assertSound(backend.database());
    }

    @Test
    void theOrdersLogAndTheOutboxTellOfAcceptedUnitsAlone() {
        CustomerReturn opened = open(World.MULTI, 2);
        receive(opened, World.MULTI, 2);
        assertThat(events()).isEmpty();
        List<Announced> before = announced();

        accept(opened, World.MULTI, 2);
        assertThat(events()).containsExactly(new Event("returned", "almacén"));
        assertThat(announced())
                .startsWith(before.toArray(Announced[]::new))
                .endsWith(new Announced("shipment_event.created"), new Announced("order.updated"))
                .hasSize(before.size() + 2);
    }

    @Test
    void whatElseComesBackJoinsTheReturnUnderWay() {
        CustomerReturn first = open(World.MULTI, 1);
        assertThat(open(World.MULTI, 1).header().returnId())
                .isEqualTo(first.header().returnId());
        CustomerReturn joined = open(World.TERMO, 1);
        assertThat(joined.lines()).extracting(Line::sku).containsExactly(World.MULTI, World.TERMO);
        assertThat(joined.lines()).extracting(Line::title).containsExactly("Multicontacto", "Termo 1 litro");
        assertUnits(joined, World.MULTI, 2, 0, 0);
        assertThat(returns.list(shop, 0, 50).total()).isEqualTo(1);

        close(first);
        assertThat(open(World.TERMO, 1).header().returnId())
                .isGreaterThan(first.header().returnId());
        assertThat(returns.list(shop, 0, 50).total()).isEqualTo(2);
    }

    @Test
    void whatNobodyAnnouncedGetsALineWhenItComes() {
        CustomerReturn opened = open(World.MULTI, 1);
        CustomerReturn received = receive(opened, World.TERMO, 1);
        assertUnits(received, World.MULTI, 1, 0, 0);
        assertUnits(received, World.TERMO, 0, 1, 0);
    }

    @Test
    void whatTheSellerHandedOverComesBackToo() {
        Shipping.setStatus(backend.get(), shop, ORDER, "fulfilled_by_seller");
        assertUnits(open(World.MULTI, 2), World.MULTI, 2, 0, 0);
    }

    @Test
    void anOrderOfTwoLinesOfOneSkuGivesBackTheirSum() {
        Shipping.ship(backend.get(), backend.stranger().id(), STRANGERS_ORDER);
        backend.database().update("""
                INSERT INTO order_line (shop_id, order_id, line, product_id, variant_id, sku, title, units,
                                        unit_price_cents)
                SELECT shop_id, order_id, 1, product_id, variant_id, sku, title, 3, unit_price_cents
                  FROM order_line WHERE order_id = ?
                """, STRANGERS_ORDER);
        ShopId stranger = backend.stranger().id();
        CustomerReturn opened = backend.accepted(tx -> returns.open(tx, stranger, STRANGERS_ORDER, World.MULTI, 4));
        assertThat(opened.lines()).hasSize(1);
        assertThat(rejected(tx -> returns.open(tx, stranger, STRANGERS_ORDER, World.MULTI, 1)))
                .isEqualTo(new MoreThanShipped(World.MULTI, 4, 4));
    }

    @Test
    void momentsAreOfTheFirstArrivalAndOfTheLastTurn() {
        CustomerReturn opened = open(World.MULTI, 1);
        backend.clock().advance(Duration.ofHours(1));
        receive(opened, World.MULTI, 1);
        backend.clock().advance(Duration.ofHours(1));
        receive(opened, World.MULTI, 1);
        backend.clock().advance(Duration.ofHours(1));
        close(opened);
        backend.clock().advance(Duration.ofHours(1));
        CustomerReturn reopened = reopen(opened);
        assertThat(reopened.header().status()).isEqualTo(ReturnStatus.REOPENED);
        backend.clock().advance(Duration.ofHours(1));
        CustomerReturn again = receive(opened, World.TERMO, 1);
        assertThat(again.header())
                .isEqualTo(new Header(
                        opened.header().returnId(),
                        opened.header().token(),
                        ORDER,
                        ReturnStatus.RECEIVING,
                        hour(0),
                        hour(1),
                        hour(5),
                        hour(3),
                        hour(4)));
        assertThat(again.lines()).extracting(Line::arrivedAt).containsExactly(hour(1), hour(5));
    }

    @Test
    void aReturnIsClosedWithWhatIsMissingWhichCanBeAnnouncedAgain() {
        CustomerReturn opened = open(World.MULTI, 2);
        receive(opened, World.MULTI, 1);
        assertUnits(close(opened), World.MULTI, 2, 1, 0);
        CustomerReturn another = open(World.MULTI, 1);
        assertThat(another.header().returnId()).isNotEqualTo(opened.header().returnId());
        assertThat(rejected(tx -> returns.open(tx, shop, ORDER, World.MULTI, 1)))
                .isEqualTo(new MoreThanShipped(World.MULTI, 2, 2));
    }

    @Test
    void openingIsRefusedInTheOrderOfTheChecks() {
        assertThat(rejected(tx -> returns.open(tx, shop, 599_999, "NADA", 9))).isEqualTo(new OrderNotFound(599_999));
        assertThat(rejected(tx -> returns.open(tx, shop, STRANGERS_ORDER, World.MULTI, 1)))
                .isEqualTo(new OrderNotFound(STRANGERS_ORDER));
        assertThat(rejected(tx -> returns.open(tx, shop, PAUSED_ORDER, "NADA", 9)))
                .isEqualTo(new OrderNotShipped(PAUSED_ORDER, FulfillmentStatus.PAUSED));
        assertThat(rejected(tx -> returns.open(tx, shop, ORDER, "multi01", 9))).isEqualTo(new SkuNotInOrder("multi01"));
        assertThat(rejected(tx -> returns.open(tx, shop, ORDER, World.MULTI, 3)))
                .isEqualTo(new MoreThanShipped(World.MULTI, 2, 0));
        assertThat(returns.list(shop, 0, 50)).isEqualTo(new Returns.Page(0, List.of()));
        open(World.MULTI, 1);
        assertThat(rejected(tx -> returns.open(tx, shop, ORDER, World.MULTI, Long.MAX_VALUE)))
                .isEqualTo(new MoreThanShipped(World.MULTI, 2, 1));
    }

    @Test
    void onlyAnOrderThatLeftIsReturned() {
        for (FulfillmentStatus status : List.of(
                FulfillmentStatus.UNFULFILLED,
                FulfillmentStatus.PICKING,
                FulfillmentStatus.PACKED,
                FulfillmentStatus.CANCELED)) {
            Shipping.setStatus(backend.get(), shop, ORDER, status.name().toLowerCase(Locale.ROOT));
            assertThat(rejected(tx -> returns.open(tx, shop, ORDER, World.MULTI, 1)))
                    .isEqualTo(new OrderNotShipped(ORDER, status));
        }
    }

    @Test
    void receivingIsRefusedInTheOrderOfTheChecks() {
        CustomerReturn opened = open(World.MULTI, 1);
        String token = opened.header().token();
        long id = opened.header().returnId();
        assertThat(rejected(tx -> returns.receive(tx, shop, NOBODYS, World.MULTI, 1)))
                .isEqualTo(new ReturnNotFound(NOBODYS));
        assertThat(rejected(tx -> returns.receive(tx, backend.stranger().id(), token, World.MULTI, 1)))
                .isEqualTo(new ReturnNotFound(token));
        Shipping.setStatus(backend.get(), shop, ORDER, "canceled");
        assertThat(rejected(tx -> returns.receive(tx, shop, token, "NADA", 3)))
                .isEqualTo(new OrderNotShipped(ORDER, FulfillmentStatus.CANCELED));
        close(opened);
        assertThat(rejected(tx -> returns.receive(tx, shop, token, "NADA", 3))).isEqualTo(new ReturnClosed(id));
        Shipping.setStatus(backend.get(), shop, ORDER, "fulfilled");
        reopen(opened);
        assertThat(rejected(tx -> returns.receive(tx, shop, token, "NADA", 3))).isEqualTo(new SkuNotInOrder("NADA"));
        receive(opened, World.MULTI, 1);
        assertThat(rejected(tx -> returns.receive(tx, shop, token, World.MULTI, 2)))
                .isEqualTo(new MoreThanShipped(World.MULTI, 2, 1));
        assertThat(rejected(tx -> returns.receive(tx, shop, token, World.MULTI, Long.MAX_VALUE)))
                .isEqualTo(new MoreThanShipped(World.MULTI, 2, 1));
    }

    @Test
    void unitsThatCameWithAnotherReturnAreNotReceivedTwice() {
        CustomerReturn first = open(World.MULTI, 1);
        receive(first, World.MULTI, 1);
        close(first);
        CustomerReturn second = open(World.MULTI, 1);
        assertThat(rejected(tx -> returns.receive(tx, shop, second.header().token(), World.MULTI, 2)))
                .isEqualTo(new MoreThanShipped(World.MULTI, 2, 1));
    }

    @Test
    void acceptingIsRefusedInTheOrderOfTheChecks() {
        CustomerReturn opened = open(World.MULTI, 2);
        String token = opened.header().token();
        long id = opened.header().returnId();
        assertThat(rejected(tx -> accepting(tx, NOBODYS, World.MULTI, 1))).isEqualTo(new ReturnNotFound(NOBODYS));
        assertThat(rejected(tx -> accepting(tx, token, World.TERMO, 1))).isEqualTo(new SkuNotInReturn(World.TERMO));
        assertThat(rejected(tx -> accepting(tx, token, World.MULTI, 1)))
                .isEqualTo(new MoreThanReceived(World.MULTI, 0, 0));
        receive(opened, World.MULTI, 2);
        accept(opened, World.MULTI, 1);
        assertThat(rejected(tx -> accepting(tx, token, World.MULTI, 2)))
                .isEqualTo(new MoreThanReceived(World.MULTI, 2, 1));
        assertThat(rejected(tx -> accepting(tx, token, World.MULTI, Long.MAX_VALUE)))
                .isEqualTo(new MoreThanReceived(World.MULTI, 2, 1));
        Shipping.setStatus(backend.get(), shop, ORDER, "canceled");
        assertThat(rejected(tx -> accepting(tx, token, World.TERMO, 1)))
                .isEqualTo(new OrderNotShipped(ORDER, FulfillmentStatus.CANCELED));
        close(opened);
        assertThat(rejected(tx -> accepting(tx, token, World.TERMO, 1))).isEqualTo(new ReturnClosed(id));
        assertThat(movements()).hasSize(1);
        Ledger.assertSound(backend.database());
    }

    @Test
    void closingIsRefusedInTheOrderOfTheChecks() {
        assertThat(rejected(tx -> returns.close(tx, shop, NOBODYS))).isEqualTo(new ReturnNotFound(NOBODYS));
        CustomerReturn opened = open(World.MULTI, 1);
        close(opened);
        assertThat(rejected(tx -> returns.close(tx, shop, opened.header().token())))
                .isEqualTo(new ReturnClosed(opened.header().returnId()));
    }

    @Test
    void reopeningIsRefusedInTheOrderOfTheChecks() {
        assertThat(rejected(tx -> returns.reopen(tx, shop, NOBODYS))).isEqualTo(new ReturnNotFound(NOBODYS));
        CustomerReturn first = open(World.MULTI, 2);
        String token = first.header().token();
        assertThat(rejected(tx -> returns.reopen(tx, shop, token)))
                .isEqualTo(new ReturnNotClosed(first.header().returnId()));
        close(first);
        CustomerReturn second = open(World.MULTI, 1);
        assertThat(rejected(tx -> returns.reopen(tx, shop, token)))
                .isEqualTo(new AnotherUnderWay(second.header().returnId()));
        receive(second, World.MULTI, 1);
        close(second);
        assertThat(rejected(tx -> returns.reopen(tx, shop, token))).isEqualTo(new MoreThanShipped(World.MULTI, 2, 1));
        assertThat(reopen(second).header().status()).isEqualTo(ReturnStatus.REOPENED);
    }

    @Test
    void unitsAreMoreThanZero() {
        CustomerReturn opened = open(World.MULTI, 1);
        String token = opened.header().token();
        for (long units : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> backend.run(tx -> returns.open(tx, shop, ORDER, World.MULTI, units)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> backend.run(tx -> returns.receive(tx, shop, token, World.MULTI, units)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> backend.run(tx -> accepting(tx, token, World.MULTI, units)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aReturnIsKnownByItsTokenAndByItsIdWithZerosOrWithout() {
        CustomerReturn opened = open(World.MULTI, 1);
        long id = opened.header().returnId();
        for (String key : List.of(opened.header().token(), Long.toString(id), "%08d".formatted(id), "000" + id)) {
            assertThat(returns.find(shop, key)).as(key).contains(opened);
            assertThat(returns.find(backend.stranger().id(), key)).as(key).isEmpty();
        }
        for (String key : List.of("", "0", "-" + id, "9".repeat(19), "٣", "dev", NOBODYS)) {
            assertThat(returns.find(shop, key)).as(key).isEmpty();
        }
    }

    @Test
    void theListIsNewestFirstAndTellsHowManyThereAre() {
        List<Long> ids = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            CustomerReturn opened = open(World.MULTI, 1);
            close(opened);
            ids.addFirst(opened.header().returnId());
        }
        for (boolean folded : new boolean[] {false, true}) {
            assertThat(returns.list(shop, 0, 50).returns())
                    .extracting(Header::returnId)
                    .containsExactlyElementsOf(ids);
            Returns.Page page = returns.list(shop, 3, 1);
            assertThat(page.total()).as("folded: " + folded).isEqualTo(5);
            assertThat(page.returns()).extracting(Header::returnId).containsExactly(ids.get(3));
            assertThat(returns.list(shop, 5, 50)).isEqualTo(new Returns.Page(5, List.of()));
            assertThat(returns.list(backend.stranger().id(), 0, 50)).isEqualTo(new Returns.Page(0, List.of()));
            returns.foldLists();
        }
    }

    @Test
    void theSameUnitsAcceptedAtOnceAreAddedOnce() throws Exception {
        CustomerReturn opened = open(World.MULTI, 2);
        receive(opened, World.MULTI, 2);
        String token = opened.header().token();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int caller = 0; caller < 12; caller++) {
            calls.add(() -> backend.run(tx -> accepting(tx, token, World.MULTI, 2)) instanceof Outcome.Ok);
        }
        assertThat(TestBackend.race(calls)).filteredOn(accepted -> accepted).hasSize(1);
        assertThat(Ledger.level(backend.database(), World.MULTI)).isEqualTo(new Ledger.Level(10, 0));
        assertThat(movements()).hasSize(1);
        assertThat(events()).hasSize(1);
        Ledger.assertSound(backend.database());
    }

    @Test
    void returnsOpenedAtOnceAreOneAndNeverMoreThanWasShipped() throws Exception {
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int caller = 0; caller < 12; caller++) {
            calls.add(() -> backend.run(tx -> returns.open(tx, shop, ORDER, World.MULTI, 1)) instanceof Outcome.Ok);
        }
        assertThat(TestBackend.race(calls)).filteredOn(opened -> opened).hasSize(2);
        Returns.Page page = returns.list(shop, 0, 50);
        assertThat(page.returns()).hasSize(1);
        assertThat(returns.find(shop, page.returns().getFirst().token()))
                .hasValueSatisfying(found -> assertUnits(found, World.MULTI, 2, 0, 0));
    }

    @Test
    void receivingAcceptingClosingAndReopeningAtOnceKeepTheCountsAndTheLedger() throws Exception {
        String token = open(World.MULTI, 1).header().token();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            calls.add(() -> backend.run(tx -> returns.receive(tx, shop, token, World.MULTI, 1)) instanceof Outcome.Ok);
            calls.add(() -> backend.run(tx -> accepting(tx, token, World.MULTI, 1)) instanceof Outcome.Ok);
            calls.add(() -> backend.run(tx -> returns.close(tx, shop, token)) instanceof Outcome.Ok);
            calls.add(() -> backend.run(tx -> returns.reopen(tx, shop, token)) instanceof Outcome.Ok);
        }
        TestBackend.race(calls);
        Line line = returns.find(shop, token).orElseThrow().line(World.MULTI).orElseThrow();
        assertThat(line.receivedUnits()).isBetween(line.acceptedUnits(), 2L);
        assertThat(movements()).hasSize((int) line.acceptedUnits());
        assertThat(Ledger.level(backend.database(), World.MULTI).onHand()).isEqualTo(8 + line.acceptedUnits());
        Ledger.assertSound(backend.database());
    }

    private CustomerReturn open(String sku, long units) {
        return backend.accepted(tx -> returns.open(tx, shop, ORDER, sku, units));
    }

    private CustomerReturn receive(CustomerReturn opened, String sku, long units) {
        return backend.accepted(tx -> returns.receive(tx, shop, opened.header().token(), sku, units));
    }

    private CustomerReturn accept(CustomerReturn opened, String sku, long units) {
        return backend.accepted(tx -> accepting(tx, opened.header().token(), sku, units));
    }

    private Outcome<CustomerReturn, ReturnRejection> accepting(Tx tx, String token, String sku, long units) {
        return returns.accept(tx, shop, token, sku, units, "almacén");
    }

    private CustomerReturn close(CustomerReturn opened) {
        return backend.accepted(tx -> returns.close(tx, shop, opened.header().token()));
    }

    private CustomerReturn reopen(CustomerReturn closed) {
        return backend.accepted(tx -> returns.reopen(tx, shop, closed.header().token()));
    }

    private ReturnRejection rejected(Function<Tx, Outcome<CustomerReturn, ReturnRejection>> operation) {
        return backend.run(operation)
                .fold(
                        accepted -> {
                            throw new AssertionError("accepted: " + accepted);
                        },
                        rejection -> rejection);
    }

    private static void assertUnits(CustomerReturn found, String sku, long announced, long received, long accepted) {
        Line line = found.line(sku).orElseThrow();
        assertThat(List.of(line.announcedUnits(), line.receivedUnits(), line.acceptedUnits()))
                .containsExactly(announced, received, accepted);
    }

    private static Instant hour(int number) {
        return MovableClock.START.plus(Duration.ofHours(number));
    }

    private List<Movement> movements() {
        return backend.database()
                .list(
                        Movement.class,
                        "SELECT delta, reason, reference, actor FROM stock_movement"
                                + " WHERE shop_id = ? AND reason = 'return' ORDER BY movement_id",
                        shop.value());
    }

    private List<Event> events() {
        return backend.database()
                .list(
                        Event.class,
                        "SELECT kind, actor FROM order_event WHERE order_id = ? AND kind = 'returned'",
                        ORDER);
    }

    private List<Announced> announced() {
        return backend.database()
                .list(
                        Announced.class,
                        "SELECT topic FROM outbox_event WHERE ordering_key = ? ORDER BY position",
                        "order:" + ORDER);
    }
}
