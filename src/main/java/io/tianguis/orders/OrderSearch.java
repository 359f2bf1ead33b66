package io.tianguis.orders;

import io.tianguis.orders.OrderNamesSql.Reading;
import io.tianguis.orders.OrderSearchSql.Folded;
import io.tianguis.orders.OrderSearchSql.Narrowing;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.SharedBeginning;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The door for searches among a shop's orders (decision 0032). What there is, is counted as it changes, so that no search
 * counts; a page is found in bounded work, however many orders there are and however few of them match.
 */
public final class OrderSearch {

    /** So many orders are looked at one after the other, in the hope that a page of them matches. */
    private static final int WALKED_AT_MOST = 1_000;

    /** The part of these among which a page is expected, for the hope to be worth a look. */
    private static final double WALKED_FOR = 0.5;

    /** The same by buyers' names, where a look takes longer. */
    private static final double NAMED_WALKED_FOR = 0.25;

    /** How many customers' orders are counted together. */
    private static final int CUSTOMERS_IN_BLOCK = 4;

    /** How many orders a stretch of names has when it is made. */
    static final int STRETCH = 32;

    /** By names, so many cells are looked up one by one in the counts: of more it is quicker to read all that a block has. */
    static final int FEW_CELLS = 45;

    private final Database database;
    private final SharedBeginning<ShopId, OrderCounts> searches;
    private final Set<OrderPageWay> ways;
    private final int walkedAtMost;
    private final int stretch;
    private final int fewCells;

    public OrderSearch(Database database) {
        this(database, EnumSet.allOf(OrderPageWay.class), WALKED_AT_MOST, STRETCH, FEW_CELLS);
    }

    OrderSearch(Database database, Set<OrderPageWay> ways, int walkedAtMost, int stretch, int fewCells) {
        this.database = database;
        this.searches = new SharedBeginning<>(database, OrderSearchSql::count);
        this.ways = ways;
        this.walkedAtMost = walkedAtMost;
        this.stretch = stretch;
        this.fewCells = fewCells;
    }

    /**
     * Counts the orders and looks for what a search needs of them, in one turn (decision 0040). Searches of a shop that wait for
     * theirs share the counting.
     *
     * @param search asks for no other turn
     */
    public <T> T search(ShopId shop, Function<CountedOrders, T> search) {
        return searches.search(
                shop, (statements, counts) -> search.apply(new CountedOrders(this, statements, shop, counts)));
    }

    List<Order> page(Statements statements, ShopId shop, Collection<OrderCriterion> criteria, SoughtPage page) {
        return orders(statements, shop, ids(statements, new Narrowing(shop, criteria), page));
    }

    private static List<Order> orders(Statements statements, ShopId shop, List<Long> ids) {
        Map<Long, Order> found = OrdersSql.listByIds(statements, shop, ids).stream()
                .collect(Collectors.toMap(order -> order.header().orderId(), Function.identity()));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /**
     * The last pages of a descending order are the first ones of the ascending one. Not the other way around: the last pages of
     * an ascending order would then move with every order that comes after the count.
     */
    private List<Long> ids(Statements statements, Narrowing narrowing, SoughtPage page) {
        return page.sorting().ascending() || !page.isNearerToTheEnd()
                ? idsFrom(statements, narrowing, page)
                : idsFrom(statements, narrowing, page.fromTheEnd()).reversed();
    }

    private List<Long> idsFrom(Statements statements, Narrowing narrowing, SoughtPage page) {
        boolean byName = page.sorting().by() == OrderSorting.By.BUYER_NAME;
        if (page.reach() * page.ordersForOne() <= (byName ? NAMED_WALKED_FOR : WALKED_FOR) * walkedAtMost) {
            List<Long> walked = byName
                    ? OrderNamesSql.walk(statements, narrowing, page, walkedAtMost)
                    : OrderSearchSql.walk(statements, narrowing, page, walkedAtMost);
            if (walked.size() >= page.rows()) {
                return walked;
            }
        }
        boolean byCell = byName && page.matching().cells() <= fewCells;
        double block = ordersInBlock(page);
        double inBlock = block / page.ordersForOne();
        OrderPageWay way =
                OrderPageWay.cheapest(ways, page, byCell ? block : page.all().total());
        if (byName) {
            return way == OrderPageWay.SORTED
                    ? OrderNamesSql.listSorted(statements, narrowing, page)
                    : OrderNamesSql.listCounted(
                            statements,
                            narrowing,
                            page,
                            new Reading(inBlock, byCell, OrderPageWay.buyersRead(ways, page)));
        }
        return switch (way) {
            case SORTED ->
                page.sorting().by() == OrderSorting.By.CUSTOMER
                        ? OrderSearchSql.listSorted(statements, narrowing, page)
                        : OrderSearchSql.listFirst(statements, narrowing, page);
            case AMONG -> OrderBlocksSql.listAmong(statements, narrowing, page, inBlock);
            case ALONG -> OrderBlocksSql.listAlong(statements, narrowing, page, inBlock);
        };
    }

    /** About how many orders are in one of the smallest blocks in which they are counted. */
    private double ordersInBlock(SoughtPage page) {
        double perCustomer = 1 / page.all().customersPerOrder();
        return switch (page.sorting().by()) {
            case BUYER_NAME -> Math.max(stretch, perCustomer);
            case CUSTOMER -> CUSTOMERS_IN_BLOCK * perCustomer;
            // By time it differs too much to be told.
            case CREATION, LAST_CHANGE -> page.all().total();
        };
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
