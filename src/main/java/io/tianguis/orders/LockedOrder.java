package io.tianguis.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far an order is, which nobody changes before the transaction ends that locked it. */
public record LockedOrder(
        long orderId,
        long customerId,
        String channelKey,
        FulfillmentStatus fulfillmentStatus,
        @Nullable Instant deliveredAt) {}
