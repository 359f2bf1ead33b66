package io.tianguis.stock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of the units on hand of a variant.
 *
 * @param delta the difference, never zero
 * @param reference what it was for, such as {@code order:500001}
 * @param actor who did it
 * @param at never before the variant's movement before it
 * @param onHandAfter units on hand from then on
 */
public record Movement(
        long movementId,
        long delta,
        MovementReason reason,
        @Nullable String reference,
        @Nullable String actor,
        Instant at,
        long onHandAfter) {}
