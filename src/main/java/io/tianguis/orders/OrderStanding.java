package io.tianguis.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a seller changes of an order, as it stands while the order's row is locked. */
record OrderStanding(
        ContactStatus contactStatus,
        @Nullable Instant processedAt,
        @Nullable Instant closedAt,
        @Nullable String closedReason,
        @Nullable String buyerFeedback,
        @Nullable String sellerFeedback) {}
