package io.tianguis.platform.sql;

/**
 * A lock on what no row stands for, held until the transaction ends. It has a name, and a number of what it is about, such as
 * the shop's.
 */
public record NamedLock(String name) {

    record Turn(boolean taken) {}

    /** Several may share it; waits for whoever has it alone. */
    public Query<Boolean> share(long number) {
        return query("pg_advisory_xact_lock_shared(hashtextextended(?, ?)) IS NOT NULL", number);
    }

    /** Waits until nobody else has it. */
    public void take(Tx tx, long number) {
        tx.run(query("pg_advisory_xact_lock(hashtextextended(?, ?)) IS NOT NULL", number));
    }

    /** Takes it unless somebody else has it. */
    public boolean tryTake(Tx tx, long number) {
        return tx.run(query("pg_try_advisory_xact_lock(hashtextextended(?, ?))", number));
    }

    private Query<Boolean> query(String taken, long number) {
        return Query.of(
                "SELECT " + taken + " AS taken",
                results -> results.get(Turn.class).taken(),
                name,
                number);
    }
}
