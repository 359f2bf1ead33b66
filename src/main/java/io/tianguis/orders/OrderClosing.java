package io.tianguis.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When and why an order was closed. */
public record OrderClosing(Instant at, @Nullable String reason) {}
