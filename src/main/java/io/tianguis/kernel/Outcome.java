package io.tianguis.kernel;

import java.util.function.Function;

/**
 * What an operation answers: the value it promised, or the refusal it declared. Refusals are values, so that a caller
 * cannot forget them; faults are exceptions. A transaction that ends in {@link Rejected} is rolled back.
 *
 * @param <T> the value of an accepted operation
 * @param <R> the refusals of the operation, a sealed type without texts and without status numbers
 */
public sealed interface Outcome<T, R> {

    record Ok<T, R>(T value) implements Outcome<T, R> {}

    record Rejected<T, R>(R rejection) implements Outcome<T, R> {}

    static <T, R> Outcome<T, R> ok(T value) {
        return new Ok<>(value);
    }

    static <T, R> Outcome<T, R> rejected(R rejection) {
        return new Rejected<>(rejection);
    }

    /** Folds both cases into one answer; a surface renders its response with it. */
    default <A> A fold(Function<? super T, ? extends A> accepted, Function<? super R, ? extends A> refused) {
        return switch (this) {
            case Ok<T, R>(T value) -> accepted.apply(value);
            case Rejected<T, R>(R rejection) -> refused.apply(rejection);
        };
    }
}
