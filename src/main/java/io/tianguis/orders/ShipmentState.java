package io.tianguis.orders;

import io.tianguis.orders.Order.ShipmentStatus;
import org.jspecify.annotations.Nullable;

/** How far a shipment is, and by what it can be followed. */
public record ShipmentState(ShipmentStatus status, @Nullable String trackingNumber) {}
