package io.tianguis.orders;

import io.tianguis.orders.OrderSearchSql.Folded;
import io.tianguis.orders.OrderSearchSql.Narrowing;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Gathering;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The door for searches among a shop's orders (decision 0032). What there is, is counted as it changes, so that no search
 * counts; a page is found in bounded work, however many orders there are and however few of them match.
 */
public final class OrderSearch {

    /** So many orders are read and sorted in the time that it takes to find out where a page of them begins. */
    private static final long SORTED_AT_MOST = 6_000;

    /** So many orders that do not match are passed over in that time, once the page is found. */
    private static final double PASSED_OVER = 12_000;

    /** An order whose buyer is looked up takes as long as so many others. */
    private static final int LOOKED_UP = 5;

    /** So many orders are looked at one after the other, in the hope that a page of them matches. */
    private static final int WALKED_AT_MOST = 1_000;

    /** The part of these among which a page is expected, for the hope to be worth a look. */
    private static final double WALKED_FOR = 0.5;

    /** The same by buyers' names, where a look takes longer. */
    private static final double NAMED_WALKED_FOR = 0.25;

    /** How many orders a stretch of names has when it is made. */
    private static final int STRETCH = 512;

    private final Database database;
    private final Statements searches;
    private final Gathering<ShopId, ShopId, OrderCounts> counts;
    private final long sortedAtMost;
    private final int walkedAtMost;
    private final int stretch;

    public OrderSearch(Database database) {
        this(database, SORTED_AT_MOST, WALKED_AT_MOST, STRETCH);
    }

    OrderSearch(Database database, long sortedAtMost, int walkedAtMost, int stretch) {
        this.database = database;
        this.searches = database.searches();
        this.counts = new Gathering<>(
                (shop, _) -> Optional.of(OrderSearchSql.count(searches, shop)),
                (shop, _) -> Map.of(shop, OrderSearchSql.count(searches, shop)));
        this.sortedAtMost = sortedAtMost;
        this.walkedAtMost = walkedAtMost;
        this.stretch = stretch;
    }

    /** How many orders there are, exactly, in one round trip, which searches of a shop that come together share. */
    public OrderCounts count(ShopId shop) {
        return counts.find(shop, shop).orElseThrow();
    }

    /**
     * A page of the orders that meet all criteria.
     *
     * @param counts taken for this search
     * @param limit at most as many
     */
    public List<Order> page(
            ShopId shop,
            OrderCounts counts,
            Collection<OrderCriterion> criteria,
            OrderSorting sorting,
            long offset,
            int limit) {
        OrderCounts matching = counts.narrowed(criteria);
        if (offset >= matching.total() || limit == 0) {
            return List.of();
        }
        List<Long> ids = ids(new Narrowing(shop, criteria), counts, matching, sorting, offset, limit);
        Map<Long, Order> found = OrdersSql.listByIds(searches, shop, ids).stream()
                .collect(Collectors.toMap(order -> order.header().orderId(), Function.identity()));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /**
     * The last pages of a descending order are the first ones of the ascending one. Not the other way around: the last pages of
     * an ascending order would then move with every order that comes after the count.
     */
    private List<Long> ids(
            Narrowing narrowing,
            OrderCounts counts,
            OrderCounts matching,
            OrderSorting sorting,
            long offset,
            int limit) {
        long total = matching.total();
        int rows = (int) Math.min(limit, total - offset);
        long behind = total - offset - rows;
        if (sorting.ascending() || offset <= behind) {
            return idsFrom(narrowing, counts, matching, sorting, offset, rows);
        }
        return idsFrom(narrowing, counts, matching, new OrderSorting(sorting.by(), true), behind, rows)
                .reversed();
    }

    private List<Long> idsFrom(
            Narrowing narrowing,
            OrderCounts counts,
            OrderCounts matching,
            OrderSorting sorting,
            long offset,
            int rows) {
        boolean byName = sorting.by() == OrderSorting.By.BUYER_NAME;
        double passedFor = counts.total() / (double) matching.total();
        if ((offset + rows) * passedFor <= (byName ? NAMED_WALKED_FOR : WALKED_FOR) * walkedAtMost) {
            List<Long> walked = byName
                    ? OrderNamesSql.walk(searches, narrowing, sorting.ascending(), walkedAtMost, offset, rows)
                    : OrderSearchSql.walk(searches, narrowing, sorting, walkedAtMost, offset, rows);
            if (walked.size() >= rows) {
                return walked;
            }
        }
        Map<Integer, Long> found = matching.byState();
        Map<Integer, Long> all = counts.byState();
        AmongOrdersSql among = among(narrowing, counts, found, all);
        double worth = sortedAtMost * (1 + rows * passedFor / PASSED_OVER);
        if (byName) {
            return LOOKED_UP * among.cost() <= worth
                    ? OrderNamesSql.listFew(searches, narrowing, among, sorting.ascending(), offset, rows)
                    : OrderNamesSql.list(searches, narrowing, sorting, offset, rows);
        }
        if (sorting.by() != OrderSorting.By.CUSTOMER) {
            Map<Integer, Long> first = firstOfEach(found, offset + rows);
            if (lookedAt(first, found, all) <= Math.min(among.cost(), worth)) {
                return OrderSearchSql.listOfStates(searches, narrowing, first, sorting, offset, rows);
            }
        }
        return among.cost() <= worth
                ? OrderSearchSql.listSorted(searches, among, sorting, offset, rows)
                : OrderBlocksSql.list(searches, narrowing, sorting, offset, rows);
    }

    /** Where all that match are found the quickest: among the orders of their states, or of the channels that are asked for. */
    private static AmongOrdersSql among(
            Narrowing narrowing, OrderCounts counts, Map<Integer, Long> found, Map<Integer, Long> all) {
        long orders = found.keySet().stream().mapToLong(all::get).sum();
        AmongOrdersSql ofStates = AmongOrdersSql.ofStates(narrowing, found.keySet(), orders);
        return narrowing
                .channelKeys()
                .map(keys -> AmongOrdersSql.ofChannels(narrowing, keys, counts.matching(OrderCriterion.channels(keys))))
                .filter(ofChannels -> ofChannels.cost() < ofStates.cost())
                .orElse(ofStates);
    }

    /** How many of each state may be on the page or before it. */
    private static Map<Integer, Long> firstOfEach(Map<Integer, Long> found, long rows) {
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> Math.min(each.getValue(), rows)));
    }

    /** How many are looked at to find these: of each state those of other channels too, if they are spread evenly. */
    private static double lookedAt(Map<Integer, Long> first, Map<Integer, Long> found, Map<Integer, Long> all) {
        return first.entrySet().stream()
                .mapToDouble(each -> each.getValue() * (double) all.get(each.getKey()) / found.get(each.getKey()))
                .sum();
    }

    /**
     * Sums changes up, a bounded number of them, and divides the names of shops that have become twice as large; true when there
     * may be more to do. While somebody else does, there is nothing to do.
     */
    public boolean fold() {
        Folded folded = database.transaction(
                tx -> OrderNamesSql.tryLock(tx) ? OrderSearchSql.fold(tx) : Folded.NOTHING, _ -> true);
        for (long shopId : OrderNamesSql.shopsToDivide(database, folded.shopIds(), stretch)) {
            database.transaction(tx -> OrderNamesSql.divide(tx, shopId, stretch), _ -> true);
        }
        OrderSearchSql.tidy(database);
        return folded.isCut();
    }
}
