package io.tianguis.catalog;

import io.tianguis.catalog.ProductSearchSql.Counted;
import io.tianguis.catalog.ProductSearchSql.Found;
import io.tianguis.catalog.ProductSearchSql.NearEnds;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.RankedList;
import io.tianguis.platform.sql.RankedList.Range;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Optional;

/**
 * The products that are offered, as searches find them (decision 0029). They are divided into stretches along their titles and
 * along their prices, which are counted, and so are those of them that have some words which many have.
 */
final class ProductListing {

    /** So many products are passed over in less time than the counts take to tell where they end. */
    private static final int PASSED_OVER_AT_MOST = 2_000;

    /** As many are found, counted and sorted in a few milliseconds. */
    private static final int COMMON_FROM = 1_000;

    private static final int STRETCH = 512;

    /** As {@code product_list_count_too_long} has it. */
    private static final int LONGEST_STRETCH = 4_096;

    private static final int MOST_ATTEMPTS = 3;

    static final RankedList LISTS = new RankedList("product_list");

    private final Database database;
    private final Statements searches;
    private final int passedOverAtMost;
    private final int commonFrom;
    private final int stretch;
    private final int longestStretch;

    ProductListing(Database database) {
        this(database, PASSED_OVER_AT_MOST, COMMON_FROM, STRETCH, LONGEST_STRETCH);
    }

    /**
     * @param commonFrom words that so many titles have are counted, once somebody looked for them
     * @param stretch how long stretches are made
     * @param longestStretch from when on they are made anew
     */
    ProductListing(Database database, int passedOverAtMost, int commonFrom, int stretch, int longestStretch) {
        this.database = database;
        this.searches = database.searches();
        this.passedOverAtMost = passedOverAtMost;
        this.commonFrom = commonFrom;
        this.stretch = stretch;
        this.longestStretch = longestStretch;
    }

    /** What a page has is told again if the products are divided anew meanwhile. */
    Found search(ShopId shop, ProductSearch search, long offset, int limit) {
        for (int attempt = 1; ; attempt++) {
            Found found = search.words().isPresent()
                    ? byWords(shop, search, search.words().get(), offset, limit)
                    : byCounts(shop, search, offset, limit);
            if (found.ids().size() == rows(search, found, offset, limit) || attempt == MOST_ATTEMPTS) {
                return found;
            }
        }
    }

    private Found byCounts(ShopId shop, ProductSearch search, long offset, int limit) {
        NearEnds ends = ProductSearchSql.nearEnds(searches, shop, search, offset, limit, passedOverAtMost);
        if (ends.near()) {
            return ends.found();
        }
        Range range = range(shop, search, "", ends.found(), offset, limit);
        boolean divided = range.stretches().stream().noneMatch(part -> part.fromId() == 0);
        return divided
                ? inStretches(shop, search, ends.found(), range, offset, limit)
                : ProductSearchSql.nearEnds(searches, shop, search, offset, limit, Long.MAX_VALUE)
                        .found();
    }

    /** By counts where the words are counted; else by an index, and the next time perhaps by counts. */
    private Found byWords(ShopId shop, ProductSearch search, String words, long offset, int limit) {
        Optional<Counted> counted = ProductSearchSql.findCounted(searches, shop, words);
        if (counted.isEmpty()) {
            Found found = ProductSearchSql.byWords(searches, shop, search, words, offset, limit);
            if (found.total() >= commonFrom) {
                database.transaction(
                        tx -> ProductListingSql.countWords(tx, shop, ProductSearchSql.text(words)), begun -> begun);
            }
            return found;
        }
        Found found = new Found(counted.get().active(), counted.get().paused(), List.of());
        Range range = range(shop, search, ProductListingSql.prefix(counted.get().wordsId()), found, offset, limit);
        return inStretches(shop, search, found, range, offset, limit);
    }

    private Range range(ShopId shop, ProductSearch search, String prefix, Found found, long offset, int limit) {
        List<String> lists = search.statuses().stream()
                .map(status -> prefix + search.order().axis().list(status))
                .toList();
        long rows = rows(search, found, offset, limit);
        long fromLast = search.order().ascending() ? total(search, found) - offset - rows : offset;
        return rows == 0 ? new Range(0, List.of()) : LISTS.range(searches, shop.value(), lists, fromLast, rows, 0);
    }

    private Found inStretches(ShopId shop, ProductSearch search, Found found, Range range, long offset, int limit) {
        if (range.stretches().isEmpty()) {
            return found;
        }
        List<Long> ids =
                ProductSearchSql.inStretches(searches, shop, search, range, rows(search, found, offset, limit));
        return new Found(found.active(), found.paused(), search.order().ascending() ? ids.reversed() : ids);
    }

    private static long total(ProductSearch search, Found found) {
        return search.statuses().stream().mapToLong(found::of).sum();
    }

    private static long rows(ProductSearch search, Found found, long offset, int limit) {
        return Math.max(0, Math.min(limit, total(search, found) - offset));
    }

    /**
     * Sums up how many products there are, a bounded number of changes, and when few are left divides anew where stretches have
     * become too long; true when there may be more to do.
     */
    boolean fold() {
        return LISTS.fold(database) || divide();
    }

    private boolean divide() {
        boolean divided = false;
        for (long shopId : ProductListingSql.shopsToDivide(database, longestStretch)) {
            divided |= database.transaction(tx -> ProductListingSql.divide(tx, shopId, stretch), done -> done);
        }
        return divided;
    }
}
