package io.tianguis.orders;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How many orders a shop has in each state, by channel, at one moment. */
public final class OrderCounts {

    /** @param state as {@code sales_order.state} */
    record Cell(String channelKey, int state, long rows) {}

    private final List<Cell> cells;

    OrderCounts(List<Cell> cells) {
        this.cells = List.copyOf(cells);
    }

    /** The keys of the channels that have orders, in their alphabetical order: names in lower case. */
    public Set<String> channelKeys() {
        return cells.stream().map(Cell::channelKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many orders meet all of these criteria. */
    public long matching(Collection<OrderCriterion> criteria) {
        long rows = 0;
        for (Cell cell : cells) {
            if (isMet(criteria, cell)) {
                rows += cell.rows();
            }
        }
        return rows;
    }

    private static boolean isMet(Collection<OrderCriterion> criteria, Cell cell) {
        for (OrderCriterion criterion : criteria) {
            if (!criterion.isMetBy(cell.channelKey(), cell.state())) {
                return false;
            }
        }
        return true;
    }

    /** The states of orders that meet all of these criteria. */
    Set<Integer> states(Collection<OrderCriterion> criteria) {
        return cells.stream()
                .filter(cell -> isMet(criteria, cell))
                .map(Cell::state)
                .collect(Collectors.toSet());
    }
}
