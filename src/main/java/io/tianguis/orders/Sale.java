package io.tianguis.orders;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order that a point of sale has just taken. */
public record Sale(Order.Header header, List<Item> items, Optional<String> note) {

    /** @param imageUrl the variant's picture today */
    public record Item(Order.Line line, @Nullable String imageUrl) {}
}
