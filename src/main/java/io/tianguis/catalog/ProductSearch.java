package io.tianguis.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the products that are offered somebody looks for; a product without a variant is not.
 *
 * @param statuses one of which they have; of none, none is found
 * @param words each of which begins a word of the title, accents and letter case aside; empty for any title
 */
public record ProductSearch(Set<ProductStatus> statuses, Optional<String> words, Order order) {

    /** What products are sorted by. */
    enum Axis {
        /** A title has 255 signs at most, none of which comes after U+FFFF. */
        TITLE("title", "repeat(U&'\\FFFF', 256) COLLATE \"es-x-icu\""),
        PRICE("price_cents", "9223372036854775807");

        private final String column;
        private final String afterAll;

        Axis(String column, String afterAll) {
            this.column = column;
            this.afterAll = afterAll;
        }

        String column() {
            return column;
        }

        /** An expression of SQL for what comes after all that is there. */
        String afterAll() {
            return afterAll;
        }

        /** What the list of a status is called. */
        String list(ProductStatus status) {
            return (name() + ":" + status.name()).toLowerCase(Locale.ROOT);
        }
    }

    /** Products that are equal in it come by their ids, in the same direction. */
    public enum Order {
        /** As a Spanish dictionary has them, from A on. */
        TITLE_ASCENDING(Axis.TITLE, true),
        TITLE_DESCENDING(Axis.TITLE, false),
        /** By the lowest price of the variants. */
        PRICE_ASCENDING(Axis.PRICE, true),
        PRICE_DESCENDING(Axis.PRICE, false);

        private final Axis axis;
        private final boolean ascending;

        Order(Axis axis, boolean ascending) {
            this.axis = axis;
            this.ascending = ascending;
        }

        Axis axis() {
            return axis;
        }

        boolean ascending() {
            return ascending;
        }

        String direction() {
            return ascending ? "ASC" : "DESC";
        }

        String reverse() {
            return ascending ? "DESC" : "ASC";
        }
    }

    public ProductSearch {
        statuses = Set.copyOf(statuses);
    }
}
