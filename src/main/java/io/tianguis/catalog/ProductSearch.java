package io.tianguis.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * Which of the products that are offered somebody looks for; a product without a variant is not.
 *
 * @param statuses one of which they have; of none, none is found
 * @param words each of which begins a word of the title, accents and letter case aside; empty for any title
 */
public record ProductSearch(Set<ProductStatus> statuses, Optional<String> words, Order order) {

    /** Products that are equal in it come by their ids, in the same direction. */
    public enum Order {
        /** As a Spanish dictionary has them, from A on. */
        TITLE_ASCENDING("title", "ASC", "DESC"),
        TITLE_DESCENDING("title", "DESC", "ASC"),
        /** By the lowest price of the variants. */
        PRICE_ASCENDING("price_cents", "ASC", "DESC"),
        PRICE_DESCENDING("price_cents", "DESC", "ASC");

        private final String column;
        private final String direction;
        private final String reverse;

        Order(String column, String direction, String reverse) {
            this.column = column;
            this.direction = direction;
            this.reverse = reverse;
        }

        String column() {
            return column;
        }

        String direction() {
            return direction;
        }

        String reverse() {
            return reverse;
        }
    }

    public ProductSearch {
        statuses = Set.copyOf(statuses);
    }
}
