package io.tianguis.platform.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

/**
 * Searches that all begin by finding out the same about one {@code S}, such as how many orders a shop has. Whoever's turn comes
 * first finds it out for all who wait for theirs, who need not ask again then: what each is told was so after they had come. A
 * fault is the fault of all who share it.
 *
 * @param <S> what searches are about, such as the shop
 * @param <V> what they begin with
 */
public final class SharedBeginning<S, V> {

    private final Database database;
    private final BiFunction<Statements, S, V> beginning;

    /** What nobody has asked the database yet. */
    private final Map<S, CompletableFuture<V>> wanted = new HashMap<>();

    public SharedBeginning(Database database, BiFunction<Statements, S, V> beginning) {
        this.database = database;
        this.beginning = beginning;
    }

    /**
     * Runs a search in one turn.
     *
     * @param search asks for no other turn, since there may be none left
     */
    public <T> T search(S about, BiFunction<Statements, V, T> search) {
        CompletableFuture<V> begun = begin(about);
        return database.search(statements -> {
            if (isFirst(about, begun)) {
                find(statements, about, begun);
            }
            return search.apply(statements, found(begun));
        });
    }

    private synchronized CompletableFuture<V> begin(S about) {
        return wanted.computeIfAbsent(about, _ -> new CompletableFuture<>());
    }

    /** Whoever comes from now on might be told what was so before, and waits for the next. */
    private synchronized boolean isFirst(S about, CompletableFuture<V> begun) {
        return wanted.remove(about, begun);
    }

    private void find(Statements statements, S about, CompletableFuture<V> begun) {
        try {
            begun.complete(beginning.apply(statements, about));
        } catch (RuntimeException | Error fault) {
            begun.completeExceptionally(fault);
        }
    }

    /** Some turn of those who share it looks, and each statement ends by its own timeout. */
    private static <V> V found(CompletableFuture<V> begun) {
        try {
            return begun.join();
        } catch (CompletionException shared) {
            throw shared.getCause() instanceof RuntimeException fault ? fault : shared;
        }
    }
}
