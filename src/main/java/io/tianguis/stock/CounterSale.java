package io.tianguis.stock;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units that are handed over at once.
 *
 * @param reference what the movements name, such as {@code order:500001}
 * @param actor who sells, null for nobody known
 */
public record CounterSale(String reference, @Nullable String actor, List<ReservationLine> lines) {}
