package io.tianguis.platform.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Does together what callers ask for at the same time, such as looking keys up. A caller who comes while nobody, or few, are asking goes at
 * once and alone. Those who come while enough trips to the database are under way would only queue for it, so they wait for
 * the next trip and share it: the more are waiting, the less each costs. Every answer is read after its question was asked.
 * A fault of a trip is the fault of all who share it.
 *
 * @param <S> what keys belong to, such as the shop; a trip is for keys of one
 * @param <K> what somebody asks for, such as the key by which something is found
 * @param <V> the answer
 */
public final class Gathering<S, K, V> {

    /** A trip that takes more than these would make the first of them wait for the last. */
    private static final int MOST_AT_ONCE = 64;

    /** How many trips may be under way for one {@code S}: one keeps a processor busy here and one in the database. */
    static final int TRIPS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final BiFunction<S, K, Optional<V>> one;
    private final BiFunction<S, List<K>, Map<K, V>> many;
    private final IntUnaryOperator seats;
    private final Map<S, Callers<S, K, V>> callers = new HashMap<>();

    /** Those who ask about one {@code S}: how many trips are under way, and who waits for the next. */
    private static final class Callers<S, K, V> {
        private int underWay;
        private final ArrayDeque<Question<K, V>> waiting = new ArrayDeque<>();
    }

    /** Somebody's question, until it is answered, or its asker is told to answer it with others. */
    private static final class Question<K, V> {
        private final K key;
        private final CountDownLatch over = new CountDownLatch(1);
        private List<Question<K, V>> toAnswer = List.of();
        private @Nullable V answer;
        private @Nullable RuntimeException fault;

        private Question(K key) {
            this.key = key;
        }
    }

    /**
     * @param one finds one key's value
     * @param many finds the values of several keys in one trip; those that have none are absent
     */
    public Gathering(BiFunction<S, K, Optional<V>> one, BiFunction<S, List<K>, Map<K, V>> many) {
        this(one, many, waiting -> Math.min(waiting, MOST_AT_ONCE));
    }

    /** @param seats how many of those who wait go on the next trip, at least one */
    public Gathering(
            BiFunction<S, K, Optional<V>> one, BiFunction<S, List<K>, Map<K, V>> many, IntUnaryOperator seats) {
        this.one = one;
        this.many = many;
        this.seats = seats;
    }

    /** What the key leads to. */
    public Optional<V> find(S scope, K key) {
        Question<K, V> question = new Question<>(key);
        if (mustWait(scope, question)) {
            await(question);
            if (question.toAnswer.isEmpty()) {
                return answer(question);
            }
        } else {
            question.toAnswer = List.of(question);
        }
        List<Question<K, V>> together = question.toAnswer;
        try {
            travel(scope, together);
        } finally {
            // The next trip first: else it would depart behind all the answers of this one, and the database would idle
            // meanwhile.
            handOn(scope);
            together.forEach(answered -> answered.over.countDown());
        }
        return answer(question);
    }

    private synchronized boolean mustWait(S scope, Question<K, V> question) {
        Callers<S, K, V> asking = callers.computeIfAbsent(scope, _ -> new Callers<>());
        if (asking.underWay < TRIPS) {
            asking.underWay++;
            return false;
        }
        asking.waiting.add(question);
        return true;
    }

    /** Whoever comes back sends the first of those who wait on the next trip, for all of them. */
    private void handOn(S scope) {
        Question<K, V> next;
        synchronized (this) {
            Callers<S, K, V> asking = callers.get(scope);
            if (asking.waiting.isEmpty()) {
                asking.underWay--;
                if (asking.underWay == 0) {
                    callers.remove(scope);
                }
                return;
            }
            List<Question<K, V>> together = new ArrayList<>();
            for (int seat = seats.applyAsInt(asking.waiting.size()); seat > 0; seat--) {
                together.add(asking.waiting.remove());
            }
            next = together.getFirst();
            next.toAnswer = together;
        }
        next.over.countDown();
    }

    private void travel(S scope, List<Question<K, V>> questions) {
        try {
            if (questions.size() == 1) {
                Question<K, V> only = questions.getFirst();
                only.answer = one.apply(scope, only.key).orElse(null);
            } else {
                Map<K, V> found = many.apply(
                        scope,
                        questions.stream()
                                .map(question -> question.key)
                                .distinct()
                                .toList());
                questions.forEach(question -> question.answer = found.get(question.key));
            }
        } catch (RuntimeException fault) {
            questions.forEach(question -> question.fault = fault);
        }
    }

    /** A question may make its asker answer others, so nobody leaves before it is over; each trip ends by its own timeout. */
    private static void await(Question<?, ?> question) {
        boolean interrupted = false;
        while (true) {
            try {
                question.over.await();
                break;
            } catch (InterruptedException asked) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <V> Optional<V> answer(Question<?, V> question) {
        if (question.fault != null) {
            throw question.fault;
        }
        return Optional.ofNullable(question.answer);
    }
}
