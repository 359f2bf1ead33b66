package io.tianguis.orders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How many orders a shop has in each state, by channel, at one moment; of all its orders, or of those that meet some criteria. */
public final class OrderCounts {

    /** @param state as {@code sales_order.state} */
    record Cell(String channelKey, int state, long rows) {}

    private record Place(String channelKey, int state) {}

    private final Cell[] cells;
    private final double customersPerOrder;
    private final long total;

    private OrderCounts(Collection<Cell> cells, double customersPerOrder) {
        this.cells = cells.toArray(Cell[]::new);
        this.customersPerOrder = customersPerOrder;
        long rows = 0;
        for (Cell cell : this.cells) {
            rows += cell.rows();
        }
        this.total = rows;
    }

    /**
     * @param counted the rows of those of one channel and state add up
     * @param customersPerOrder about how many different customers the orders have, for each of these
     */
    static OrderCounts of(List<Cell> counted, double customersPerOrder) {
        Map<Place, Cell> sums = HashMap.newHashMap(counted.size());
        for (Cell cell : counted) {
            sums.merge(
                    new Place(cell.channelKey(), cell.state()),
                    cell,
                    (one, other) -> new Cell(one.channelKey(), one.state(), one.rows() + other.rows()));
        }
        sums.values().removeIf(cell -> cell.rows() == 0);
        return new OrderCounts(sums.values(), customersPerOrder);
    }

    /** The keys of the channels that have orders, in their alphabetical order: names in lower case. */
    public Set<String> channelKeys() {
        return Arrays.stream(cells).map(Cell::channelKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of those orders alone that meet all of these criteria. */
    public OrderCounts narrowed(Collection<OrderCriterion> criteria) {
        if (criteria.isEmpty()) {
            return this;
        }
        List<Cell> met = new ArrayList<>(cells.length);
        for (Cell cell : cells) {
            if (isMet(criteria, cell)) {
                met.add(cell);
            }
        }
        return new OrderCounts(met, customersPerOrder);
    }

    /** How many orders meet all of these criteria. */
    public long matching(Collection<OrderCriterion> criteria) {
        return narrowed(criteria).total();
    }

    long total() {
        return total;
    }

    /** How many orders meet this criterion. */
    public long matching(OrderCriterion criterion) {
        long rows = 0;
        for (Cell cell : cells) {
            if (criterion.isMetBy(cell.channelKey(), cell.state())) {
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

    /** How many orders may be among the first rows, if all of one channel and state come before the others. */
    long amongFirst(long rows) {
        long first = 0;
        for (Cell cell : cells) {
            first += Math.min(cell.rows(), rows);
        }
        return first;
    }

    /** In how many states of channels these orders are. */
    int cells() {
        return cells.length;
    }

    /** About how many different customers the shop's orders have, for each of these. */
    double customersPerOrder() {
        return customersPerOrder;
    }
}
