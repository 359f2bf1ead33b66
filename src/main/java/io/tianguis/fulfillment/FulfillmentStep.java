package io.tianguis.fulfillment;

import static io.tianguis.orders.FulfillmentStatus.CANCELED;
import static io.tianguis.orders.FulfillmentStatus.FULFILLED;
import static io.tianguis.orders.FulfillmentStatus.PACKED;
import static io.tianguis.orders.FulfillmentStatus.PAUSED;
import static io.tianguis.orders.FulfillmentStatus.PICKING;
import static io.tianguis.orders.FulfillmentStatus.UNFULFILLED;

import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.ShipmentEventKind;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of the legal moves: from which states each step can be taken, and to which it leads. What is canceled or was
 * handed over by the seller moves no more.
 */
public enum FulfillmentStep {
    /** A label lets the warehouse begin, and may still be exchanged until the goods leave. */
    ASSIGN_LABEL(
            ShipmentEventKind.LABEL_ASSIGNED,
            null,
            Map.of(PAUSED, UNFULFILLED, UNFULFILLED, UNFULFILLED, PICKING, PICKING, PACKED, PACKED)),
    PICK(ShipmentEventKind.PICKED, ShipmentStatus.IN_PROGRESS, Map.of(UNFULFILLED, PICKING)),
    PACK(ShipmentEventKind.PACKED, ShipmentStatus.IN_PROGRESS, Map.of(PICKING, PACKED)),
    /** Consumes the units that the order holds. */
    SHIP(ShipmentEventKind.SHIPPED, ShipmentStatus.ON_ROUTE, Map.of(PACKED, FULFILLED)),
    /** Possible once. */
    DELIVER(ShipmentEventKind.DELIVERED, ShipmentStatus.DELIVERED, Map.of(FULFILLED, FULFILLED)),
    /** Gives the units back that the order holds. */
    CANCEL(
            ShipmentEventKind.CANCELED,
            null,
            Map.of(PAUSED, CANCELED, UNFULFILLED, CANCELED, PICKING, CANCELED, PACKED, CANCELED));

    private final ShipmentEventKind kind;
    private final @Nullable ShipmentStatus shipmentStatus;
    private final Map<FulfillmentStatus, FulfillmentStatus> moves;

    FulfillmentStep(
            ShipmentEventKind kind,
            @Nullable ShipmentStatus shipmentStatus,
            Map<FulfillmentStatus, FulfillmentStatus> moves) {
        this.kind = kind;
        this.shipmentStatus = shipmentStatus;
        this.moves = moves;
    }

    /** Where the step leads from a state, or nothing when it cannot be taken from there. */
    public Optional<FulfillmentStatus> from(FulfillmentStatus present) {
        return Optional.ofNullable(moves.get(present));
    }

    ShipmentEventKind kind() {
        return kind;
    }

    /** What the shipment's own status becomes; null leaves it. */
    @Nullable
    ShipmentStatus shipmentStatus() {
        return shipmentStatus;
    }
}
