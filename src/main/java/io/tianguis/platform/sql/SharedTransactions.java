package io.tianguis.platform.sql;

import io.tianguis.kernel.Outcome;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what callers want at the same time in one transaction, which costs the database much less than one each. Whoever comes
 * while others are at it waits for them, and then shares a transaction with those who wait too. What cannot be done together
 * is done alone, in its caller's own thread, and answered as if nobody else had come (decision 0039).
 *
 * @param <S> what a transaction is for, such as the shop
 * @param <W> what somebody wants
 * @param <T> what it comes to
 * @param <R> why it is refused
 */
public final class SharedTransactions<S, W, T, R> {

    /** The most that a transaction is shared by; what all of them lock is locked until all of them are done. */
    public static final int MOST = 8;

    private final Database database;
    private final Alone<S, W, T, R> alone;
    private final Together<S, W, T> together;
    private final Gathering<S, Asked<W>, Outcome<T, R>> callers;

    /** Does what one caller wants. */
    @FunctionalInterface
    public interface Alone<S, W, T, R> {
        Outcome<T, R> run(Tx tx, S scope, W wanted);
    }

    /**
     * Does what several want, as far as it can be done for each without a refusal. What is left out has changed nothing; where
     * that cannot be had, all are left out, and the transaction is rolled back.
     */
    @FunctionalInterface
    public interface Together<S, W, T> {

        /**
         * @param wanted one, two, four or eight
         * @return what each came to, in their order; nothing for what is left out
         */
        List<Optional<T>> run(Tx tx, S scope, List<W> wanted);
    }

    /** What somebody waits for. Two that want the same are two. */
    private static final class Asked<W> {

        private final W wanted;

        private Asked(W wanted) {
            this.wanted = wanted;
        }
    }

    public SharedTransactions(Database database, Alone<S, W, T, R> alone, Together<S, W, T> together) {
        this.database = database;
        this.alone = alone;
        this.together = together;
        this.callers = new Gathering<>(
                (scope, asked) -> Optional.of(alone(scope, asked.wanted)),
                this::shared,
                waiting -> Math.min(MOST, Integer.highestOneBit(waiting)));
    }

    /** The answer of a {@link Together} that leaves all out. */
    public static <T> List<Optional<T>> nothingOf(List<?> wanted) {
        return Collections.nCopies(wanted.size(), Optional.empty());
    }

    /** Does what somebody wants, in a transaction of its own or in one that is shared. */
    public Outcome<T, R> run(S scope, W wanted) {
        return callers.find(scope, new Asked<>(wanted)).orElseGet(() -> alone(scope, wanted));
    }

    private Outcome<T, R> alone(S scope, W wanted) {
        return database.transaction(tx -> alone.run(tx, scope, wanted));
    }

    /**
     * Does what several want in one transaction. When the database refuses anything of it, nothing is done.
     *
     * @return what each came to, in their order; nothing for what is still to be done alone
     */
    public List<Optional<T>> together(S scope, List<W> wanted) {
        try {
            return database.transaction(
                    tx -> together.run(tx, scope, wanted), done -> done.stream().anyMatch(Optional::isPresent));
        } catch (SqlFault fault) {
            if (fault.isUndone()) {
                return nothingOf(wanted);
            }
            throw fault;
        }
    }

    private Map<Asked<W>, Outcome<T, R>> shared(S scope, List<Asked<W>> asked) {
        List<Optional<T>> done =
                together(scope, asked.stream().map(one -> one.wanted).toList());
        Map<Asked<W>, Outcome<T, R>> answers = new HashMap<>();
        for (int index = 0; index < done.size(); index++) {
            Asked<W> one = asked.get(index);
            done.get(index).ifPresent(value -> answers.put(one, Outcome.ok(value)));
        }
        return answers;
    }
}
