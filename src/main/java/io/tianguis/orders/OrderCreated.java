package io.tianguis.orders;

import java.util.List;

/**
 * An order that stands.
 *
 * @param unsavedLines the indexes of the lines whose units could not be reserved; empty when the order is whole
 */
public record OrderCreated(long orderId, List<Integer> unsavedLines) {

    public boolean isPartial() {
        return !unsavedLines.isEmpty();
    }
}
