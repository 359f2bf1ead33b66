package io.tianguis.orders;

import io.tianguis.orders.Order.ShipmentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What changes with one step of an order on its way to the buyer. Null leaves what there is.
 *
 * @param kind of the event that is kept; with {@link ShipmentEventKind#SHIPPED} the lines leave, with
 *     {@link ShipmentEventKind#DELIVERED} the order is delivered
 * @param status of the order from now on
 * @param actor who takes the step, null for nobody known
 * @param at when it is taken
 */
public record OrderStep(
        ShipmentEventKind kind,
        FulfillmentStatus status,
        @Nullable ShipmentStatus shipmentStatus,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable String labelUrl,
        @Nullable String actor,
        Instant at) {

    boolean changesShipment() {
        return shipmentStatus != null || carrier != null || trackingNumber != null || labelUrl != null;
    }
}
