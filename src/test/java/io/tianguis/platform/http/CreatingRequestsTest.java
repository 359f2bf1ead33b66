package io.tianguis.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.IdempotentAnswers;
import io.tianguis.platform.sql.Tx;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CreatingRequestsTest {

    private static final long SHOP = 1001;
    private static final CreatingRequests.KeyRefusals REFUSALS = new CreatingRequests.KeyRefusals() {
        @Override
        public Response malformedKey(Request request) {
            return Response.text(400, "text/plain", "malformed");
        }

        @Override
        public Response stillRunning(Request request) {
            return Response.text(409, "text/plain", "still running");
        }

        @Override
        public Response usedDifferently(Request request) {
            return Response.text(422, "text/plain", "used differently");
        }
    };

    private final MovableClock clock = new MovableClock();
    private final IdempotentAnswers answers = new IdempotentAnswers(clock);
    private TestDatabase testDatabase;
    private Database database;
    private CreatingRequests requests;

    @BeforeEach
    void open() {
        testDatabase = TestDatabase.create();
        database = testDatabase.database();
        database.update("CREATE TABLE thing (thing_id bigint GENERATED ALWAYS AS IDENTITY, name text NOT NULL)");
        requests = new CreatingRequests(database, answers);
    }

    @AfterEach
    void close() {
        testDatabase.close();
    }

    @Test
    void aReplayAnswersTheStoredBytesAndCreatesNothing() {
        Response first = requests.answer(request("key", "body"), SHOP, REFUSALS, creating(201));
        Response replay = requests.answer(request("key", "body"), SHOP, REFUSALS, CreatingRequestsTest::neverRuns);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.headers()).doesNotContainKey("Idempotency-Replayed");
        assertThat(replay.status()).isEqualTo(201);
        assertThat(replay.contentType()).isEqualTo(first.contentType());
        assertThat(replay.body()).isEqualTo(first.body());
        assertThat(replay.headers()).containsEntry("Idempotency-Replayed", "true");
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void anAnswerWithoutABodyIsReplayedToo() {
        requests.answer(request("key", "body"), SHOP, REFUSALS, tx -> Response.empty(204));
        Response replay = requests.answer(request("key", "body"), SHOP, REFUSALS, CreatingRequestsTest::neverRuns);

        assertThat(replay.status()).isEqualTo(204);
        assertThat(replay.contentType()).isNull();
        assertThat(replay.body()).isEmpty();
    }

    @Test
    void withoutAKeyEveryRequestCreates() {
        requests.answer(request(null, "body"), SHOP, REFUSALS, creating(201));
        requests.answer(request(null, "body"), SHOP, REFUSALS, creating(201));

        assertThat(things()).isEqualTo(2);
        assertThat(stored()).isZero();
    }

    @Test
    void aSecondRequestIsToldToWaitWhileTheFirstRuns() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Response> first =
                    executor.submit(() -> requests.answer(request("key", "body"), SHOP, REFUSALS, tx -> {
                        running.countDown();
                        await(release);
                        return creating(201).apply(tx);
                    }));
            running.await();

            Response second = requests.answer(request("key", "body"), SHOP, REFUSALS, CreatingRequestsTest::neverRuns);
            Response different =
                    requests.answer(request("key", "other"), SHOP, REFUSALS, CreatingRequestsTest::neverRuns);
            Response otherKey = requests.answer(request("other key", "body"), SHOP, REFUSALS, creating(201));
            release.countDown();

            assertThat(second.status()).isEqualTo(409);
            assertThat(different.status()).isEqualTo(409);
            assertThat(otherKey.status()).isEqualTo(201);
            assertThat(first.get().status()).isEqualTo(201);
        }
        assertThat(things()).isEqualTo(2);
        assertThat(requests.answer(request("key", "body"), SHOP, REFUSALS, CreatingRequestsTest::neverRuns)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aKeyUsedForAnotherRequestIsRefused() {
        requests.answer(request("key", "body"), SHOP, REFUSALS, creating(201));

        for (Request different : new Request[] {
            request("key", "POST", "/things", "", "another body"),
            request("key", "PUT", "/things", "", "body"),
            request("key", "POST", "/others", "", "body"),
            request("key", "POST", "/things", "a=b", "body")
        }) {
            assertThat(requests.answer(different, SHOP, REFUSALS, CreatingRequestsTest::neverRuns)
                            .status())
                    .isEqualTo(422);
        }
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void aRefusingAnswerIsNotStoredAndLeavesNothing() {
        assertThat(requests.answer(request("key", "body"), SHOP, REFUSALS, creating(422))
                        .status())
                .isEqualTo(422);
        assertThat(things()).isZero();
        assertThat(stored()).isZero();

        assertThat(requests.answer(request("key", "body"), SHOP, REFUSALS, creating(201))
                        .status())
                .isEqualTo(201);
        assertThat(things()).isEqualTo(1);
    }

    @Test
    void aRefusingAnswerWithoutAKeyLeavesNothingEither() {
        requests.answer(request(null, "body"), SHOP, REFUSALS, creating(400));

        assertThat(things()).isZero();
    }

    @Test
    void theKeyOfAnotherShopIsAnotherKey() {
        requests.answer(request("key", "body"), SHOP, REFUSALS, creating(201));

        Response other = requests.answer(request("key", "another body"), SHOP + 1, REFUSALS, creating(201));

        assertThat(other.status()).isEqualTo(201);
        assertThat(things()).isEqualTo(2);
    }

    @Test
    void anExceptionLeavesNothingAndFreesTheKey() {
        IllegalStateException fault = new IllegalStateException("broken");

        assertThatThrownBy(() -> requests.answer(request("key", "body"), SHOP, REFUSALS, tx -> {
                    creating(201).apply(tx);
                    throw fault;
                }))
                .isSameAs(fault);

        assertThat(things()).isZero();
        assertThat(stored()).isZero();
        assertThat(requests.answer(request("key", "body"), SHOP, REFUSALS, creating(201))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void keysHaveOneTo255Characters() {
        assertThat(requests.answer(request("", "body"), SHOP, REFUSALS, CreatingRequestsTest::neverRuns)
                        .status())
                .isEqualTo(400);
        assertThat(requests.answer(request("k".repeat(256), "body"), SHOP, REFUSALS, CreatingRequestsTest::neverRuns)
                        .status())
                .isEqualTo(400);
        assertThat(requests.answer(request("k".repeat(255), "body"), SHOP, REFUSALS, creating(201))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void answersAreKeptForADayAtLeastAndForgottenAfterThirtyHours() {
        requests.answer(request("old", "body"), SHOP, REFUSALS, creating(201));
        clock.advance(Duration.ofHours(30));
        requests.answer(request("new", "body"), SHOP, REFUSALS, creating(201));
        assertThat(answers.forgetOld(database)).isZero();

        clock.advance(Duration.ofSeconds(1));

        assertThat(answers.forgetOld(database)).isEqualTo(1);
        assertThat(requests.answer(request("new", "body"), SHOP, REFUSALS, CreatingRequestsTest::neverRuns)
                        .status())
                .isEqualTo(201);
        assertThat(requests.answer(request("old", "body"), SHOP, REFUSALS, creating(201))
                        .status())
                .isEqualTo(201);
        assertThat(things()).isEqualTo(3);
    }

    @Test
    void oldAnswersAreForgottenABoundedNumberAtATime() {
        database.update("""
                INSERT INTO idempotent_answer
                       (shop_id, idempotency_key, request_hash, status, content_type, body, created_at)
                SELECT ?, 'key ' || n, '', 201, NULL, '', ? FROM generate_series(1, 1500) n
                """, SHOP, clock.now().minus(Duration.ofHours(31)));

        assertThat(answers.forgetOld(database)).isEqualTo(1000);
        assertThat(answers.forgetOld(database)).isEqualTo(500);
        assertThat(answers.forgetOld(database)).isZero();
    }

    /** Writes a row and answers its number. */
    private static Function<Tx, Response> creating(int status) {
        record Thing(long thingId) {}
        return tx -> {
            Thing thing = tx.get(Thing.class, "INSERT INTO thing (name) VALUES ('new') RETURNING thing_id");
            return Response.json(status, ("{\"id\":" + thing.thingId() + "}").getBytes(StandardCharsets.UTF_8));
        };
    }

    private static Response neverRuns(Tx tx) {
        throw new AssertionError("created again");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static Request request(@Nullable String key, String body) {
        return request(key, "POST", "/things", "", body);
    }

    private static Request request(@Nullable String key, String method, String path, String query, String body) {
        return new Request(
                "request-1",
                "",
                method,
                path,
                query,
                Map.of(),
                name -> name.equals("Idempotency-Key") ? Optional.ofNullable(key) : Optional.empty(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private record Count(long count) {}

    private long things() {
        return database.get(Count.class, "SELECT count(*) FROM thing").count();
    }

    private long stored() {
        return database.get(Count.class, "SELECT count(*) FROM idempotent_answer")
                .count();
    }
}
