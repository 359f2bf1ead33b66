package io.tianguis.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an order on its way to the buyer.
 *
 * @param description the carrier's own words in the case of {@link ShipmentEventKind#CARRIER_NOTICE}, otherwise null
 * @param actor who caused it, null for nobody known
 * @param at when it happened, which may be before it was recorded
 */
public record ShipmentEvent(
        long eventId,
        ShipmentEventKind kind,
        @Nullable String description,
        @Nullable String actor,
        Instant at) {}
