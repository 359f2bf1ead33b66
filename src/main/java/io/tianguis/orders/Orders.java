package io.tianguis.orders;

import io.tianguis.catalog.Catalog;
import io.tianguis.customers.Customers;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.OrderRejection.AmountOutOfRange;
import io.tianguis.orders.OrderRejection.NothingReserved;
import io.tianguis.orders.OrderRejection.NumberTaken;
import io.tianguis.orders.OrderRejection.UnknownSkus;
import io.tianguis.orders.OrdersSql.Payable;
import io.tianguis.orders.PaymentRejection.AlreadyRecorded;
import io.tianguis.orders.PaymentRejection.CurrencyDiffers;
import io.tianguis.orders.PaymentRejection.OrderNotFound;
import io.tianguis.platform.outbox.Outbox;
import io.tianguis.platform.sql.Column;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Gathering;
import io.tianguis.platform.sql.RankedList;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.Stock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The door to the orders. */
public final class Orders {

    static final int WEB_ID_LENGTH = 10;

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final RankedList LIST = new RankedList("order_list");

    private final Database database;
    private final Customers customers;
    private final Outbox outbox;
    private final Clock clock;
    private final NewOrders newOrders;
    private final Gathering<ShopId, Long, Order> byId;

    public Orders(
            Database database,
            Catalog catalog,
            Stock stock,
            Customers customers,
            Outbox outbox,
            Clock clock,
            Randomness randomness) {
        this.database = database;
        this.customers = customers;
        this.outbox = outbox;
        this.clock = clock;
        this.newOrders = new NewOrders(database, catalog, stock, customers, outbox, clock, randomness);
        this.byId = new Gathering<>(
                (shop, orderId) -> OrdersSql.find(database, shop, orderId),
                (shop, orderIds) -> OrdersSql.listByIds(database, shop, orderIds).stream()
                        .collect(Collectors.toMap(order -> order.header().orderId(), Function.identity())));
    }

    /**
     * Takes an order: its units are reserved, its buyer is found or made, its lines are priced from the catalog. A line is
     * saved when its units can be reserved; the order stands with those that are. Rejections in the order of the checks:
     * {@link NumberTaken}, {@link UnknownSkus}, {@link NothingReserved}, {@link AmountOutOfRange}; each leaves nothing
     * behind once the transaction is rolled back. The outbox tells {@code order.created}, then each event of its way.
     *
     * <p>Locks, in this order: the buyer's row, the stock levels by variant, the order's number.
     */
    public Outcome<OrderCreated, OrderRejection> create(Tx tx, Shop shop, CreateOrder order) {
        return newOrders.take(tx, shop, order);
    }

    /**
     * Takes an order as {@link #create(Tx, Shop, CreateOrder)} does, in a transaction of its own or of orders of the shop
     * that come at the same time; whatever is refused to another order of that transaction, this one is answered for itself.
     */
    public Outcome<OrderCreated, OrderRejection> create(Shop shop, CreateOrder order) {
        return newOrders.take(shop, order);
    }

    /**
     * Records a payment of an order. Approved payments that cover the order's grand total together make a pending order
     * paid; a refunded one stays refunded. Rejections in the order of the checks: {@link OrderNotFound},
     * {@link CurrencyDiffers}, {@link AlreadyRecorded}, which is how a provider's repeated notice ends.
     *
     * <p>Locks the order's row.
     */
    public Outcome<PaymentRecorded, PaymentRejection> recordPayment(
            Tx tx, ShopId shop, long orderId, NewPayment payment) {
        Optional<Payable> payable = OrdersSql.lock(tx, shop, orderId, payment.provider(), payment.externalReference());
        if (payable.isEmpty()) {
            return Outcome.rejected(new OrderNotFound(orderId));
        }
        Payable order = payable.get();
        if (!order.currency().equals(payment.amount().currency())) {
            return Outcome.rejected(new CurrencyDiffers(order.currency()));
        }
        if (order.sameId().isPresent()) {
            return Outcome.rejected(new AlreadyRecorded(order.sameId().get()));
        }
        Instant now = clock.now();
        boolean approved = payment.state() == PaymentState.APPROVED;
        boolean pays = approved
                && order.paymentStatus() == PaymentStatus.PENDING
                && Math.addExact(order.approvedCents(), payment.amount().cents()) >= order.grandTotalCents();
        @Nullable Instant paidAt = payment.paidAt() == null && approved ? now : payment.paidAt();
        long paymentId = OrdersSql.insertPayment(tx, shop, orderId, payment, pays, paidAt, now);
        tellUpdated(tx, outbox, shop, orderId, "payment");
        return Outcome.ok(new PaymentRecorded(paymentId, pays || order.paymentStatus() == PaymentStatus.PAID));
    }

    /** An order by its id, as a transaction sees it. */
    public Optional<Order> find(Tx tx, ShopId shop, long orderId) {
        return OrdersSql.find(tx, shop, orderId);
    }

    /** An order by its id, in one round trip. */
    public Optional<Order> find(ShopId shop, long orderId) {
        return byId.find(shop, orderId);
    }

    /** The packing slips of those orders among these ids that the shop has, in one round trip. */
    public List<PackingSlip> findPackingSlips(Tx tx, ShopId shop, Set<Long> orderIds) {
        return PackingSlipsSql.listByIds(tx, shop, List.copyOf(orderIds));
    }

    /**
     * Those events of orders' ways to their buyers that there are, by their ids, in one round trip; in none for
     * none.
     *
     * @param orderIds each event's order, by the event's id
     */
    public Map<Long, ShipmentEvent> findEvents(Tx tx, ShopId shop, Map<Long, Long> orderIds) {
        if (orderIds.isEmpty()) {
            return Map.of();
        }
        List<Map.Entry<Long, Long>> asked = List.copyOf(orderIds.entrySet());
        return OrderStepsSql.listEvents(
                        tx,
                        shop,
                        Column.of(asked, Long[]::new, Map.Entry::getValue),
                        Column.of(asked, Long[]::new, Map.Entry::getKey))
                .stream()
                .collect(Collectors.toMap(ShipmentEvent::eventId, Function.identity()));
    }

    /** An order's packing slip by its channel, letter case aside, and its number in it, in one round trip. */
    public Optional<PackingSlip> findPackingSlip(ShopId shop, String channel, String number) {
        return PackingSlipsSql.find(database, shop, channelKey(channel), number);
    }

    /**
     * Some orders, newest first, as whole ones or as what of them was asked for.
     *
     * @param total how many there are in all
     */
    public record Page<T>(long total, List<T> orders) {

        private <R> Page<R> map(Function<? super List<T>, List<R>> orders) {
            return new Page<>(total, this.orders.isEmpty() ? List.of() : orders.apply(this.orders));
        }
    }

    /**
     * A page of the shop's orders of all channels, newest first. The last page costs what the first does.
     *
     * @param limit at most as many
     */
    public Page<Order> list(ShopId shop, long offset, int limit) {
        return listIds(shop, Optional.empty(), offset, limit).map(ids -> OrdersSql.listByIds(database, shop, ids));
    }

    /**
     * The packing slips of a page of the shop's orders, of one channel or of all, newest first. The last page costs what the
     * first does.
     *
     * @param channel in any letter case
     * @param limit at most as many
     */
    public Page<PackingSlip> listPackingSlips(ShopId shop, Optional<String> channel, long offset, int limit) {
        return listIds(shop, channel.map(Orders::channelKey), offset, limit)
                .map(ids -> PackingSlipsSql.listByIds(database, shop, ids));
    }

    private Page<Long> listIds(ShopId shop, Optional<String> channelKey, long offset, int limit) {
        RankedList.Position position = LIST.position(
                database, shop.value(), channelKey.map(key -> "channel:" + key).orElse("all"), offset);
        return new Page<>(
                position.total(),
                position.fromId() == null || limit == 0
                        ? List.of()
                        : OrdersSql.listIds(database, shop, channelKey, position.fromId(), position.skip(), limit));
    }

    /**
     * A page of the shop's orders of some days in its time zone, of all channels, newest first. It costs as much as the days
     * that it looks over and the orders of the page's first day that come before it, however many orders there are.
     *
     * @param from the first day; empty for the shop's first
     * @param to the last day; empty for today
     * @param limit at most as many
     */
    public Page<Order> listCreated(
            Shop shop, Optional<LocalDate> from, Optional<LocalDate> to, long offset, int limit) {
        LocalDate first = from.orElse(LocalDate.EPOCH);
        LocalDate last = to.orElse(LAST_DAY);
        OrdersByDaySql.Position position =
                OrdersByDaySql.position(database, shop.id(), first.toString(), last.toString(), offset);
        @Nullable String day = position.day();
        if (day == null || position.skip() == null || limit == 0) {
            return new Page<>(position.total(), List.of());
        }
        ZoneId zone = shop.zone();
        List<Long> ids = OrdersByDaySql.listIds(
                database,
                shop.id(),
                first.atStartOfDay(zone).toInstant(),
                LocalDate.parse(day).plusDays(1).atStartOfDay(zone).toInstant(),
                position.skip(),
                limit);
        Map<Long, Order> found = OrdersSql.listByIds(database, shop.id(), ids).stream()
                .collect(Collectors.toMap(order -> order.header().orderId(), Function.identity()));
        return new Page<>(
                position.total(),
                ids.stream().map(found::get).filter(Objects::nonNull).toList());
    }

    /** Locks an order for the rest of the transaction. */
    public Optional<LockedOrder> lock(Tx tx, ShopId shop, long orderId) {
        return OrderStepsSql.lock(tx, shop, orderId);
    }

    /** Locks an order's buyer, then the order, for the rest of the transaction. */
    public Optional<LockedOrder> lockWithBuyer(Tx tx, ShopId shop, long orderId) {
        return OrderStepsSql.lockWithBuyer(tx, shop, orderId);
    }

    /**
     * Takes a locked order, whose buyer is locked too, from what the buyer bought.
     *
     * @see #lockWithBuyer
     */
    public void withdrawPurchase(Tx tx, ShopId shop, LockedOrder order) {
        tx.later(customers.withdrawPurchase(shop, order.customerId(), order.channelKey()));
    }

    /** Locks an order by its channel, letter case aside, and its number in it, for the rest of the transaction. */
    public Optional<LockedOrder> lockByNumber(Tx tx, ShopId shop, String channel, String number) {
        return OrderStepsSql.lockByNumber(tx, shop, channelKey(channel), number);
    }

    /**
     * Moves a locked order on and keeps the event, which the outbox tells as {@code order.updated} and
     * {@code shipment_event.created}. Which steps are legal is for the caller to know.
     *
     * @return the event's id
     */
    public long take(Tx tx, ShopId shop, long orderId, OrderStep step) {
        long eventId = tx.run(OrderStepsSql.take(shop, orderId, step));
        tellUpdated(tx, outbox, shop, orderId, "fulfillment");
        tellEvent(tx, outbox, shop, orderId, eventId);
        return eventId;
    }

    /**
     * Keeps an event of a locked order that changes nothing else, which the outbox tells as {@code shipment_event.created}.
     *
     * @param description the carrier's own words in the case of {@link ShipmentEventKind#CARRIER_NOTICE}, otherwise null
     * @return the event's id
     */
    public long recordEvent(
            Tx tx,
            ShopId shop,
            long orderId,
            ShipmentEventKind kind,
            @Nullable String description,
            @Nullable String actor,
            Instant at) {
        long eventId = OrderStepsSql.insertEvent(tx, shop, orderId, kind, description, actor, at);
        tellEvent(tx, outbox, shop, orderId, eventId);
        return eventId;
    }

    /** What is known of an order's way to the buyer, in one round trip. */
    public Optional<ShipmentLog> findLog(ShopId shop, long orderId) {
        return OrderStepsSql.findLog(database, shop, orderId);
    }

    /** Sums up how many orders there are, a bounded number of changes; true when there may be more to do. */
    public boolean foldLists() {
        return LIST.fold(database);
    }

    static void tellUpdated(Tx tx, Outbox outbox, ShopId shop, long orderId, String change) {
        Map<String, String> attributes = Map.of("order_id", Long.toString(orderId), "change", change);
        outbox.append(tx, shop.value(), "order.updated", "order:" + orderId, attributes);
    }

    static void tellEvent(Tx tx, Outbox outbox, ShopId shop, long orderId, long eventId) {
        outbox.append(tx, shop.value(), List.of(eventCreated(orderId, eventId)));
    }

    static Outbox.Entry eventCreated(long orderId, long eventId) {
        return new Outbox.Entry(
                "order:" + orderId,
                "shipment_event.created",
                Map.of("order_id", Long.toString(orderId), "event_id", Long.toString(eventId)));
    }

    static String channelKey(String channel) {
        return channel.strip().toLowerCase(Locale.ROOT);
    }
}
