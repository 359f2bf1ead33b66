package io.tianguis.customers;

import io.tianguis.customers.CustomerDirectorySql.Found;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The directory of people, in which a fragment is looked for (decision 0030). A fragment that many have in common is counted
 * from the first time that it is looked for; what few have is found by its groups of signs, and counted one by one.
 */
final class CustomerDirectory {

    /** A fragment has to have a group of three signs to be found by one. */
    private static final int SHORTEST_GROUPED = 3;

    private static final int MOST_ATTEMPTS = 3;
    private static final String EVERYBODY = "";

    private final Database database;

    CustomerDirectory(Database database) {
        this.database = database;
    }

    /**
     * A page, in one turn with those who are on it (decision 0040).
     *
     * @param people finds them
     */
    DirectoryPage page(
            ShopId shop,
            Optional<String> word,
            DirectoryOrder order,
            long offset,
            int limit,
            BiFunction<Statements, List<Long>, List<CustomerStanding>> people) {
        String fragment = word.map(CustomerDirectory::plain).orElse(EVERYBODY);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<DirectoryPage> page =
                    database.search(statements -> find(statements, shop, fragment, order, offset, limit)
                            .map(found -> new DirectoryPage(found.total(), people.apply(statements, found.ids()))));
            if (page.isPresent()) {
                return page.get();
            }
            database.transaction(
                    tx -> {
                        DirectoryCountsSql.waitForOthers(tx);
                        DirectoryCountsSql.count(tx, shop, fragment);
                        return true;
                    },
                    done -> done);
        }
        throw new IllegalStateException("a fragment was counted " + MOST_ATTEMPTS + " times and is not");
    }

    /** Nothing when the fragment has to be counted first. */
    private static Optional<Found> find(
            Statements statements, ShopId shop, String fragment, DirectoryOrder order, long offset, int limit) {
        Found counted = CustomerDirectorySql.listCounted(statements, shop, fragment, order, offset, limit);
        if (counted.counted() || fragment.equals(EVERYBODY)) {
            return Optional.of(counted);
        }
        return fragment.codePointCount(0, fragment.length()) < SHORTEST_GROUPED
                ? Optional.empty()
                : Optional.of(CustomerDirectorySql.listFew(statements, shop, fragment, order, offset, limit))
                        .filter(Found::counted);
    }

    /**
     * Counts who came and went, a bounded number of changes, and when few are left divides what has become too long; true when
     * there may be more to do.
     */
    boolean fold() {
        return database.transaction(
                tx -> DirectoryCountsSql.isAlone(tx)
                        && (DirectoryCountsSql.fold(tx) || DirectoryCountsSql.divideLongStretches(tx)),
                done -> true);
    }

    /** As {@code customer_plain} has it: each letter by itself in lower case, without accents. */
    private static String plain(String word) {
        StringBuilder lower = new StringBuilder();
        word.strip().codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
        return Normalizer.normalize(lower, Normalizer.Form.NFD)
                .replaceAll("[\\u0300-\\u036f]", "")
                .replaceAll("[\\n\\u0000]", " ");
    }
}
