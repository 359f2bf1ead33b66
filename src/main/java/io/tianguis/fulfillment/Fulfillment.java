package io.tianguis.fulfillment;

import io.tianguis.fulfillment.FulfillmentRejection.AlreadyDelivered;
import io.tianguis.fulfillment.FulfillmentRejection.IllegalMove;
import io.tianguis.fulfillment.FulfillmentRejection.InFuture;
import io.tianguis.fulfillment.FulfillmentRejection.OrderNotFound;
import io.tianguis.fulfillment.FulfillmentRejection.UnitsMissing;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.LockedOrder;
import io.tianguis.orders.OrderStep;
import io.tianguis.orders.Orders;
import io.tianguis.orders.ShipmentEventKind;
import io.tianguis.orders.ShipmentLog;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.Shortage;
import io.tianguis.stock.Stock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The door to the warehouse's work on orders. Each step answers the id of the event that it left. Its rejections, in the
 * order of the checks, are {@link OrderNotFound}, {@link IllegalMove}, and what the step names besides; a rejected step
 * changes nothing once the transaction is rolled back.
 *
 * <p>Locks, in this order: the buyer's row when the order is given up, the order's row, the stock levels by variant.
 */
public final class Fulfillment {

    private final Database database;
    private final Orders orders;
    private final Stock stock;
    private final Clock clock;

    public Fulfillment(Database database, Orders orders, Stock stock, Clock clock) {
        this.database = database;
        this.orders = orders;
        this.stock = stock;
        this.clock = clock;
    }

    /**
     * Puts a label on an order, known by its channel, letter case aside, and its number, in a transaction of its own. A
     * paused order goes to the warehouse with it.
     *
     * @param actor who does it, null for nobody known
     */
    public Outcome<Long, FulfillmentRejection> assignLabel(
            ShopId shop, String channel, String number, Label label, @Nullable String actor) {
        return database.transaction(tx -> orders.lockByNumber(tx, shop, channel, number)
                .map(order -> step(
                        tx,
                        shop,
                        order,
                        FulfillmentStep.ASSIGN_LABEL,
                        new Parcel(label.carrier(), label.trackingNumber()),
                        label.url(),
                        actor))
                .orElseGet(() -> Outcome.rejected(new OrderNotFound())));
    }

    /** Begins to collect an order's units. */
    public Outcome<Long, FulfillmentRejection> pick(Tx tx, ShopId shop, long orderId, @Nullable String actor) {
        return step(tx, shop, orderId, FulfillmentStep.PICK, Parcel.AS_LABELED, actor);
    }

    /** Has an order ready for the carrier. */
    public Outcome<Long, FulfillmentRejection> pack(Tx tx, ShopId shop, long orderId, @Nullable String actor) {
        return step(tx, shop, orderId, FulfillmentStep.PACK, Parcel.AS_LABELED, actor);
    }

    /** Hands an order to the carrier: its units leave the stock. Rejections besides: {@link UnitsMissing}. */
    public Outcome<Long, FulfillmentRejection> ship(
            Tx tx, ShopId shop, long orderId, Parcel parcel, @Nullable String actor) {
        return step(tx, shop, orderId, FulfillmentStep.SHIP, parcel, actor);
    }

    /** The buyer has it. Rejections besides: {@link AlreadyDelivered}. */
    public Outcome<Long, FulfillmentRejection> deliver(Tx tx, ShopId shop, long orderId, @Nullable String actor) {
        return step(tx, shop, orderId, FulfillmentStep.DELIVER, Parcel.AS_LABELED, actor);
    }

    /** Gives an order up that has not left: its units can be sold again, and its buyer has not bought. */
    public Outcome<Long, FulfillmentRejection> cancel(Tx tx, ShopId shop, long orderId, @Nullable String actor) {
        return step(tx, shop, orderId, FulfillmentStep.CANCEL, Parcel.AS_LABELED, actor);
    }

    /**
     * Keeps what the carrier says of an order, in any state. Rejections in the order of the checks: {@link InFuture},
     * {@link OrderNotFound}.
     *
     * @param text in the carrier's own words, 1 to {@value Parcel#MAX_TEXT_LENGTH} characters
     * @param at when it happened; empty for now
     * @return the event's id
     */
    public Outcome<Long, FulfillmentRejection> recordEvent(
            Tx tx, ShopId shop, long orderId, String text, Optional<Instant> at, @Nullable String actor) {
        Parcel.requireLength(text, Parcel.MAX_TEXT_LENGTH);
        Instant now = clock.now();
        if (at.filter(now::isBefore).isPresent()) {
            return Outcome.rejected(new InFuture(now));
        }
        if (orders.lock(tx, shop, orderId).isEmpty()) {
            return Outcome.rejected(new OrderNotFound());
        }
        return Outcome.ok(
                orders.recordEvent(tx, shop, orderId, ShipmentEventKind.CARRIER_NOTICE, text, actor, at.orElse(now)));
    }

    /** What is known of an order's way to the buyer; {@link BuyerSentence} tells it to the buyer. */
    public Optional<ShipmentLog> events(ShopId shop, long orderId) {
        return orders.findLog(shop, orderId);
    }

    private Outcome<Long, FulfillmentRejection> step(
            Tx tx, ShopId shop, long orderId, FulfillmentStep step, Parcel parcel, @Nullable String actor) {
        Optional<LockedOrder> locked = step == FulfillmentStep.CANCEL
                ? orders.lockWithBuyer(tx, shop, orderId)
                : orders.lock(tx, shop, orderId);
        return locked.map(order -> step(tx, shop, order, step, parcel, null, actor))
                .orElseGet(() -> Outcome.rejected(new OrderNotFound()));
    }

    private Outcome<Long, FulfillmentRejection> step(
            Tx tx,
            ShopId shop,
            LockedOrder order,
            FulfillmentStep step,
            Parcel parcel,
            @Nullable String labelUrl,
            @Nullable String actor) {
        Optional<FulfillmentStatus> next = step.from(order.fulfillmentStatus());
        if (next.isEmpty()) {
            return Outcome.rejected(new IllegalMove(step, order.fulfillmentStatus()));
        }
        Optional<FulfillmentRejection> rejection = effect(tx, shop, order, step, actor);
        if (rejection.isPresent()) {
            return Outcome.rejected(rejection.get());
        }
        OrderStep taken = new OrderStep(
                step.kind(),
                next.get(),
                step.shipmentStatus(),
                parcel.carrier(),
                parcel.trackingNumber(),
                labelUrl,
                actor,
                clock.now());
        return Outcome.ok(orders.take(tx, shop, order.orderId(), taken));
    }

    /** What a step does besides moving the order. */
    private Optional<FulfillmentRejection> effect(
            Tx tx, ShopId shop, LockedOrder order, FulfillmentStep step, @Nullable String actor) {
        return switch (step) {
            case ASSIGN_LABEL, PICK, PACK -> Optional.empty();
            case SHIP ->
                switch (stock.ship(tx, shop, order.orderId(), "order:" + order.orderId(), actor)) {
                    case Outcome.Ok<Long, List<Shortage>> _ -> Optional.empty();
                    case Outcome.Rejected<Long, List<Shortage>>(List<Shortage> shortages) ->
                        Optional.of(new UnitsMissing(shortages));
                };
            case DELIVER -> Optional.ofNullable(order.deliveredAt()).map(AlreadyDelivered::new);
            case CANCEL -> {
                orders.withdrawPurchase(tx, shop, order);
                stock.release(tx, shop, order.orderId());
                yield Optional.empty();
            }
        };
    }
}
