package io.tianguis.stock;

import io.tianguis.platform.sql.Database;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Optional;

/**
 * Compares the levels with what they must equal: units on hand with the sum of the movements, units reserved with the sum
 * of the open reservations. Both are changed in one statement with what they sum up, so every comparison is one statement
 * too, and sees them as of one moment, whatever goes on beside it.
 */
public final class LedgerCheck {

    /** How many differences a whole check names. */
    public static final int NAMED_DIFFERENCES = 100;

    private final Database database;

    public LedgerCheck(Database database) {
        this.database = database;
    }

    /**
     * What a whole check found.
     *
     * @param differences how many levels differ
     * @param named the first of those, by shop and variant, {@link #NAMED_DIFFERENCES} at the most
     */
    public record Findings(long levels, long movements, long reservations, long differences, List<CheckedLevel> named) {

        public boolean areSound() {
            return differences == 0;
        }
    }

    /**
     * Where a walk over the levels of all shops stands.
     *
     * @param shopId of the last level that was looked at
     * @param variantId of the same
     */
    public record Position(long shopId, long variantId) {

        /** Before the first level. */
        public static final Position START = new Position(0, 0);
    }

    /** Reads every row of the ledger once, of one shop or of all; ten million movements take seconds. */
    public Findings whole(Optional<ShopId> shop) {
        return database.transaction(
                tx -> {
                    tx.readWholeTables();
                    return LedgerSql.checkWhole(tx, shop.map(ShopId::value).orElse(null), NAMED_DIFFERENCES);
                },
                findings -> true);
    }

    /**
     * Compares the levels that follow a position, in the order of shop and variant.
     *
     * @param limit how many at the most
     * @return as many, or fewer when these are the last
     */
    public List<CheckedLevel> next(Position position, int limit) {
        return LedgerSql.checkNext(database, position, limit);
    }
}
