package io.tianguis.returns;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.orders.Order;
import io.tianguis.orders.Orders;
import io.tianguis.orders.ShipmentEventKind;
import io.tianguis.platform.outbox.Outbox;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.RankedList;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
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
import io.tianguis.stock.Arrival;
import io.tianguis.stock.MovementReason;
import io.tianguis.stock.Stock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The door to what buyers send back. An order has one return under way at a time, and whatever else comes back joins it. Of
 * each SKU no more comes back than left: what the order's closed returns received, and the greater of what is announced and
 * received in the one under way, are together at most the units shipped. Announced units that have not come when a return
 * is closed can so be announced again.
 *
 * <p>Whatever changes a return locks the order's row first, which covers the order's returns, and the stock levels after
 * it. Where a return is named by a text, that is its token, or its id in digits, zeros before it or not. Units are always
 * more than zero.
 */
public final class Returns {

    private static final RankedList LIST = new RankedList("customer_return_list");
    private static final String ALL = "all";
    private static final String TOKEN_PREFIX = "DEV";
    private static final int TOKEN_LENGTH = 19;
    private static final String URL_SAFE = Randomness.ALPHANUMERIC + "-_";
    private static final int MAX_ID_DIGITS = 18;

    private final Database database;
    private final Stock stock;
    private final Orders orders;
    private final Outbox outbox;
    private final Clock clock;
    private final Randomness randomness;

    public Returns(Database database, Stock stock, Orders orders, Outbox outbox, Clock clock, Randomness randomness) {
        this.database = database;
        this.stock = stock;
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** A return and its order, neither of which anybody else changes before the transaction ends. */
    private record Locked(CustomerReturn goods, Order order) {

        long returnId() {
            return goods.header().returnId();
        }
    }

    /**
     * Announces that units of an order that left come back, in a new return or in the one that is under way. Rejections in
     * the order of the checks: {@link OrderNotFound}, {@link OrderNotShipped}, {@link SkuNotInOrder},
     * {@link MoreThanShipped}.
     *
     * @param sku as the order's line has it; letter case matters
     */
    public Outcome<CustomerReturn, ReturnRejection> open(Tx tx, ShopId shop, long orderId, String sku, long units) {
        requirePositive(units);
        Optional<Order> found = lockedOrder(tx, shop, orderId);
        if (found.isEmpty()) {
            return Outcome.rejected(new OrderNotFound(orderId));
        }
        Order order = found.get();
        if (!hasLeft(order)) {
            return Outcome.rejected(new OrderNotShipped(orderId, order.header().fulfillmentStatus()));
        }
        Optional<Order.Line> ordered = line(order, sku);
        if (ordered.isEmpty()) {
            return Outcome.rejected(new SkuNotInOrder(sku));
        }
        long returnId = ReturnsSql.findUnderWay(tx, shop, orderId)
                .orElseGet(() -> ReturnsSql.insert(tx, shop, token(), order.header(), clock.now()));
        Locked locked = new Locked(get(tx, shop, returnId), order);
        long counted = receivedElsewhere(tx, shop, locked, ordered.get().variantId())
                + locked.goods().line(sku).map(Line::announcedUnits).orElse(0L);
        long shipped = shippedUnits(order, ordered.get().variantId());
        if (units > shipped - counted) {
            return Outcome.rejected(new MoreThanShipped(sku, shipped, counted));
        }
        ReturnsSql.announce(tx, shop, returnId, ordered.get(), units);
        return Outcome.ok(get(tx, shop, returnId));
    }

    /**
     * Counts units that came, however many were announced; none enters stock before it is accepted. What the order has and
     * nobody announced gets a line of its own. Rejections in the order of the checks: {@link ReturnNotFound},
     * {@link ReturnClosed}, {@link OrderNotShipped}, {@link SkuNotInOrder}, {@link MoreThanShipped}.
     *
     * @param sku as the order's line has it; letter case matters
     */
    public Outcome<CustomerReturn, ReturnRejection> receive(
            Tx tx, ShopId shop, String tokenOrId, String sku, long units) {
        requirePositive(units);
        return underWay(tx, shop, tokenOrId, locked -> {
            Optional<Order.Line> ordered = line(locked.order(), sku);
            if (ordered.isEmpty()) {
                return Outcome.rejected(new SkuNotInOrder(sku));
            }
            long counted = receivedElsewhere(tx, shop, locked, ordered.get().variantId())
                    + locked.goods().line(sku).map(Line::receivedUnits).orElse(0L);
            long shipped = shippedUnits(locked.order(), ordered.get().variantId());
            if (units > shipped - counted) {
                return Outcome.rejected(new MoreThanShipped(sku, shipped, counted));
            }
            ReturnsSql.receive(tx, shop, locked.returnId(), ordered.get(), units, clock.now());
            return Outcome.ok(get(tx, shop, locked.returnId()));
        });
    }

    /**
     * Finds received units good: they are in stock again by a movement that names the return, such as
     * {@code return:1000001}, the order's log has an event, and the outbox has {@code shipment_event.created} and
     * {@code order.updated}. Rejections in the order of the checks: {@link ReturnNotFound}, {@link ReturnClosed},
     * {@link OrderNotShipped}, {@link SkuNotInReturn}, {@link MoreThanReceived}.
     *
     * @param sku as the order's line has it; letter case matters
     * @param actor who accepts them, kept with the movement and the event
     */
    public Outcome<CustomerReturn, ReturnRejection> accept(
            Tx tx, ShopId shop, String tokenOrId, String sku, long units, String actor) {
        requirePositive(units);
        return underWay(tx, shop, tokenOrId, locked -> {
            Optional<Line> line = locked.goods().line(sku);
            if (line.isEmpty()) {
                return Outcome.rejected(new SkuNotInReturn(sku));
            }
            long received = line.get().receivedUnits();
            long accepted = line.get().acceptedUnits();
            if (units > received - accepted) {
                return Outcome.rejected(new MoreThanReceived(sku, received, accepted));
            }
            ReturnsSql.accept(tx, shop, locked.returnId(), line.get().lineId(), units);
            putBack(tx, shop, locked, new Arrival(line.get().variantId(), units), actor);
            return Outcome.ok(get(tx, shop, locked.returnId()));
        });
    }

    private void putBack(Tx tx, ShopId shop, Locked locked, Arrival arrival, String actor) {
        String reference = "return:" + locked.returnId();
        stock.receive(tx, shop, List.of(arrival), MovementReason.RETURN, reference, actor);
        long orderId = locked.order().header().orderId();
        orders.recordEvent(tx, shop, orderId, ShipmentEventKind.RETURNED, null, actor, clock.now());
        Map<String, String> attributes = Map.of("order_id", Long.toString(orderId), "change", "return");
        outbox.append(tx, shop.value(), "order.updated", "order:" + orderId, attributes);
    }

    /**
     * Ends a return, all of whose announced units came or not; what did not come stays as the difference of its line (K14).
     * Rejections in the order of the checks: {@link ReturnNotFound}, {@link ReturnClosed}.
     */
    public Outcome<CustomerReturn, ReturnRejection> close(Tx tx, ShopId shop, String tokenOrId) {
        return locked(tx, shop, tokenOrId, locked -> {
            if (isClosed(locked)) {
                return Outcome.rejected(new ReturnClosed(locked.returnId()));
            }
            ReturnsSql.close(tx, shop, locked.returnId(), clock.now());
            return Outcome.ok(get(tx, shop, locked.returnId()));
        });
    }

    /**
     * Goes on with a closed return. Rejections in the order of the checks: {@link ReturnNotFound}, {@link ReturnNotClosed},
     * {@link AnotherUnderWay}, and {@link MoreThanShipped} when its missing units came with another return since.
     */
    public Outcome<CustomerReturn, ReturnRejection> reopen(Tx tx, ShopId shop, String tokenOrId) {
        return locked(tx, shop, tokenOrId, locked -> {
            if (!isClosed(locked)) {
                return Outcome.rejected(new ReturnNotClosed(locked.returnId()));
            }
            Optional<Long> another =
                    ReturnsSql.findUnderWay(tx, shop, locked.order().header().orderId());
            if (another.isPresent()) {
                return Outcome.rejected(new AnotherUnderWay(another.get()));
            }
            for (Line line : locked.goods().lines()) {
                long shipped = shippedUnits(locked.order(), line.variantId());
                long counted = receivedElsewhere(tx, shop, locked, line.variantId());
                if (Math.max(line.announcedUnits(), line.receivedUnits()) > shipped - counted) {
                    return Outcome.rejected(new MoreThanShipped(line.sku(), shipped, counted));
                }
            }
            ReturnsSql.reopen(tx, shop, locked.returnId(), clock.now());
            return Outcome.ok(get(tx, shop, locked.returnId()));
        });
    }

    /** A return by its token or its id. */
    public Optional<CustomerReturn> find(ShopId shop, String tokenOrId) {
        return find(database, shop, tokenOrId);
    }

    /**
     * Some returns, newest first.
     *
     * @param total how many there are in all
     */
    public record Page(long total, List<CustomerReturn.Header> returns) {}

    /**
     * A page of the shop's returns, newest first. The last page costs what the first does.
     *
     * @param limit at most as many
     */
    public Page list(ShopId shop, long offset, int limit) {
        RankedList.Position position = LIST.position(database, shop.value(), ALL, offset);
        if (position.fromId() == null || limit == 0) {
            return new Page(position.total(), List.of());
        }
        return new Page(position.total(), ReturnsSql.list(database, shop, position.fromId(), position.skip(), limit));
    }

    /** Sums up how many returns there are, a bounded number of changes; true when there may be more to do. */
    public boolean foldLists() {
        return LIST.fold(database);
    }

    /** A step on a return under way, after the checks that receiving and accepting share. */
    private Outcome<CustomerReturn, ReturnRejection> underWay(
            Tx tx, ShopId shop, String tokenOrId, Function<Locked, Outcome<CustomerReturn, ReturnRejection>> step) {
        return locked(tx, shop, tokenOrId, locked -> {
            if (isClosed(locked)) {
                return Outcome.rejected(new ReturnClosed(locked.returnId()));
            }
            Order.Header order = locked.order().header();
            return hasLeft(locked.order())
                    ? step.apply(locked)
                    : Outcome.rejected(new OrderNotShipped(order.orderId(), order.fulfillmentStatus()));
        });
    }

    /** A step on a return that is read again once its order is locked: before, it was anybody's to change. */
    private Outcome<CustomerReturn, ReturnRejection> locked(
            Tx tx, ShopId shop, String tokenOrId, Function<Locked, Outcome<CustomerReturn, ReturnRejection>> step) {
        Optional<CustomerReturn> seen = find(tx, shop, tokenOrId);
        if (seen.isEmpty()) {
            return Outcome.rejected(new ReturnNotFound(tokenOrId));
        }
        CustomerReturn.Header header = seen.get().header();
        Order order = lockedOrder(tx, shop, header.orderId()).orElseThrow();
        return step.apply(new Locked(get(tx, shop, header.returnId()), order));
    }

    /** The reading begins when the lock is held, so it sees what the lock's last holder wrote. */
    private Optional<Order> lockedOrder(Tx tx, ShopId shop, long orderId) {
        return orders.lock(tx, shop, orderId).flatMap(order -> orders.find(tx, shop, order.orderId()));
    }

    private static Optional<CustomerReturn> find(Statements statements, ShopId shop, String tokenOrId) {
        return returnId(statements, shop, tokenOrId).flatMap(id -> ReturnsSql.find(statements, shop, id));
    }

    /** The id that a text says, whether or not there is such a return, or that its token has. */
    private static Optional<Long> returnId(Statements statements, ShopId shop, String tokenOrId) {
        if (!tokenOrId.isEmpty() && tokenOrId.chars().allMatch(character -> character >= '0' && character <= '9')) {
            return tokenOrId.length() > MAX_ID_DIGITS ? Optional.empty() : Optional.of(Long.parseLong(tokenOrId));
        }
        return ReturnsSql.findId(statements, shop, tokenOrId);
    }

    private static CustomerReturn get(Tx tx, ShopId shop, long returnId) {
        return ReturnsSql.find(tx, shop, returnId).orElseThrow();
    }

    private static long receivedElsewhere(Tx tx, ShopId shop, Locked locked, long variantId) {
        long orderId = locked.order().header().orderId();
        return ReturnsSql.receivedElsewhere(tx, shop, orderId, locked.returnId(), variantId);
    }

    private static Optional<Order.Line> line(Order order, String sku) {
        return order.lines().stream().filter(line -> sku.equals(line.sku())).findFirst();
    }

    /** An order leaves whole, so what its lines hold of a variant is what left. */
    private static long shippedUnits(Order order, long variantId) {
        return order.lines().stream()
                .filter(line -> line.variantId() == variantId)
                .mapToLong(Order.Line::units)
                .sum();
    }

    private static boolean hasLeft(Order order) {
        return switch (order.header().fulfillmentStatus()) {
            case FULFILLED, FULFILLED_BY_SELLER -> true;
            case PAUSED, UNFULFILLED, PICKING, PACKED, CANCELED -> false;
        };
    }

    private static boolean isClosed(Locked locked) {
        return locked.goods().header().status() == ReturnStatus.CLOSED;
    }

    private String token() {
        return TOKEN_PREFIX + randomness.text(TOKEN_LENGTH, URL_SAFE);
    }

    private static void requirePositive(long units) {
        if (units <= 0) {
            throw new IllegalArgumentException("cannot return " + units + " units");
        }
    }
}
