package io.tianguis.customers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That one person was found to be another.
 *
 * @param keptId the customer who stands for both
 * @param absorbedId the customer who was pointed at the other
 * @param mergedBy who said so
 * @param undoneBy who took it back, null with {@code undoneAt} while it stands
 */
public record Merge(
        long mergeId,
        long keptId,
        long absorbedId,
        String mergedBy,
        Instant mergedAt,
        @Nullable String undoneBy,
        @Nullable Instant undoneAt) {}
