package io.tianguis.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.TestBackend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final int UNLUCKY = 1_013;

    /** Lets so many trips arrive. */
    private final Semaphore gate = new Semaphore(0);

    private final AtomicInteger departed = new AtomicInteger();
    private final Queue<List<Integer>> arrived = new ConcurrentLinkedQueue<>();
    private final Gathering<String, Integer, String> gathering = new Gathering<>(
            (shop, key) -> Optional.ofNullable(travel(shop, List.of(key)).get(key)), this::travel);

    /** An asker on the way. */
    private record Asker(Thread thread, FutureTask<Optional<String>> answer) {}

    @AfterEach
    void open() {
        gate.release(10_000);
    }

    @Test
    void whoComesAloneGoesAtOnceAndAlone() {
        gate.release(2);
        assertThat(gathering.find("a", 1)).contains("a1");
        assertThat(gathering.find("a", -1)).isEmpty();
        assertThat(arrived).containsExactly(List.of(1), List.of(-1));
    }

    @Test
    void thoseWhoComeMeanwhileShareTheNextTripsAndEachGetsTheirOwnAnswer() throws Exception {
        List<Asker> first = occupyAllTrips("a");
        List<Asker> others =
                waiting("a", IntStream.range(0, 200).map(i -> i - 3).toArray());
        List<Asker> same = waiting("a", 7, 7, 7);
        gate.release(1_000);
        for (int i = 0; i < 200; i++) {
            int key = i - 3;
            assertThat(others.get(i).answer().get()).isEqualTo(key < 0 ? Optional.empty() : Optional.of("a" + key));
        }
        for (Asker asker : same) {
            assertThat(asker.answer().get()).contains("a7");
        }
        for (Asker asker : first) {
            assertThat(asker.answer().get()).contains("a1");
        }
        assertThat(arrived)
                .hasSize(first.size() + 4)
                .allSatisfy(
                        keys -> assertThat(keys).hasSizeLessThanOrEqualTo(64).doesNotHaveDuplicates());
    }

    @Test
    void whatIsAskedOfOneDoesNotWaitForAnother() throws Exception {
        List<Asker> first = occupyAllTrips("a");
        List<Asker> other = asking("b", 1);
        Eventually.await("the other one's trip departs", () -> departed.get() == first.size() + 1);
        gate.release(1_000);
        assertThat(other.getFirst().answer().get()).contains("b1");
    }

    @Test
    void aFaultIsThatOfEverybodyOnTheTripAndOfNobodyElse() throws Exception {
        List<Asker> first = occupyAllTrips("a");
        List<Asker> unlucky = waiting("a", UNLUCKY - 1, UNLUCKY, UNLUCKY + 1);
        gate.release(1_000);
        for (Asker asker : unlucky) {
            assertThatThrownBy(() -> asker.answer().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("no trip with that");
        }
        assertThat(first.getFirst().answer().get()).contains("a1");
        assertThat(gathering.find("a", 2)).contains("a2");
    }

    @Test
    void whoIsInterruptedStillAnswersThoseWhoRelyOnIt() throws Exception {
        occupyAllTrips("a");
        List<Asker> others = waiting("a", 2, 3, 4);
        others.getFirst().thread().interrupt();
        gate.release(1_000);
        for (Asker asker : others) {
            assertThat(asker.answer().get()).isPresent();
        }
    }

    @Test
    void everyAnswerIsReadAfterItsQuestionWasAsked() throws Exception {
        AtomicLong present = new AtomicLong();
        Gathering<String, Integer, Long> reading =
                new Gathering<>((shop, key) -> Optional.of(present.get()), (shop, keys) -> {
                    long read = present.get();
                    return keys.stream().collect(Collectors.toMap(key -> key, key -> read));
                });
        List<Callable<Boolean>> askers = new ArrayList<>();
        for (int asker = 0; asker < 16; asker++) {
            int key = asker % 5;
            askers.add(() -> {
                for (int i = 0; i < 2_000; i++) {
                    long written = present.incrementAndGet();
                    if (reading.find("a", key).orElseThrow() < written) {
                        return false;
                    }
                }
                return true;
            });
        }
        assertThat(TestBackend.race(askers)).doesNotContain(false);
    }

    private List<Asker> occupyAllTrips(String shop) {
        List<Asker> first =
                asking(shop, IntStream.generate(() -> 1).limit(Gathering.TRIPS).toArray());
        Eventually.await("all trips are under way", () -> departed.get() == Gathering.TRIPS);
        return first;
    }

    private List<Asker> waiting(String shop, int... keys) {
        List<Asker> askers = asking(shop, keys);
        Eventually.await(
                "all of them wait",
                () -> askers.stream().allMatch(asker -> asker.thread().getState() == Thread.State.WAITING));
        return askers;
    }

    private List<Asker> asking(String shop, int... keys) {
        return IntStream.of(keys)
                .mapToObj(key -> {
                    FutureTask<Optional<String>> answer = new FutureTask<>(() -> gathering.find(shop, key));
                    return new Asker(Thread.startVirtualThread(answer), answer);
                })
                .toList();
    }

    private Map<Integer, String> travel(String shop, List<Integer> keys) {
        departed.incrementAndGet();
        gate.acquireUninterruptibly();
        arrived.add(keys);
        Map<Integer, String> found = new HashMap<>();
        for (int key : keys) {
            if (key == UNLUCKY) {
                throw new IllegalStateException("no trip with that");
            }
            if (key >= 0) {
                found.put(key, shop + key);
            }
        }
        return found;
    }
}
