package io.tianguis.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tianguis.kernel.Outcome;
import io.tianguis.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    private static TestDatabase testDatabase;
    private static Database database;

    private enum Color {
        DEEP_RED,
        BLUE
    }

    private record Account(long id, long balance) {}

    private record Number(long number) {}

    @BeforeAll
    static void open() {
        testDatabase = TestDatabase.empty();
        database = testDatabase.database();
        database.update("""
                CREATE TABLE account (
                    id bigint NOT NULL,
                    balance bigint NOT NULL,
                    CONSTRAINT account_pk PRIMARY KEY (id),
                    CONSTRAINT account_balance_positive CHECK (balance >= 0)
                )
                """);
    }

    @AfterAll
    static void close() {
        testDatabase.close();
    }

    @BeforeEach
    void twoAccounts() {
        database.update("TRUNCATE account");
        database.update("INSERT INTO account (id, balance) VALUES (1, 100), (2, 100)");
    }

    @Test
    void anAcceptedOutcomeIsCommitted() {
        Outcome<Long, String> outcome = database.transaction(tx -> {
            withdraw(tx, 1, 30);
            return Outcome.ok(30L);
        });

        assertThat(outcome).isEqualTo(Outcome.ok(30L));
        assertThat(balance(1)).isEqualTo(70);
    }

    @Test
    void aRejectedOutcomeIsRolledBack() {
        Outcome<Long, String> outcome = database.transaction(tx -> {
            withdraw(tx, 1, 30);
            return Outcome.rejected("no");
        });

        assertThat(outcome).isEqualTo(Outcome.rejected("no"));
        assertThat(balance(1)).isEqualTo(100);
    }

    @Test
    void anExceptionRollsBackAndComesOutAsItWas() {
        IllegalStateException fault = new IllegalStateException("broken");

        assertThat(catchThrowable(() -> database.transaction(tx -> {
                    withdraw(tx, 1, 30);
                    throw fault;
                })))
                .isSameAs(fault);
        assertThat(balance(1)).isEqualTo(100);
    }

    @Test
    void nobodyElseSeesWhatIsNotCommitted() {
        database.transaction(
                tx -> {
                    withdraw(tx, 1, 30);
                    assertThat(balance(1)).isEqualTo(100);
                    return true;
                },
                committed -> committed);

        assertThat(balance(1)).isEqualTo(70);
    }

    @Test
    void aRefusedConstraintIsReportedByItsName() {
        ConstraintViolation violation = catchThrowableOfType(
                ConstraintViolation.class,
                () -> database.transaction(tx -> {
                    withdraw(tx, 1, 101);
                    return Outcome.ok(true);
                }));

        assertThat(violation.constraint()).isEqualTo("account_balance_positive");
        assertThat(violation.state()).isEqualTo("23514");
        assertThat(catchThrowableOfType(
                                ConstraintViolation.class,
                                () -> database.update("INSERT INTO account (id, balance) VALUES (1, 1)"))
                        .constraint())
                .isEqualTo("account_pk");
    }

    @Test
    void aConstraintThatIsCheckedAtTheEndIsReportedByItsNameToo() {
        database.update(
                "CREATE TABLE late (id bigint, CONSTRAINT late_unique UNIQUE (id) DEFERRABLE INITIALLY DEFERRED)");

        assertThat(catchThrowableOfType(
                                ConstraintViolation.class,
                                () -> database.transaction(
                                        tx -> tx.update("INSERT INTO late (id) VALUES (1), (1)"), rows -> true))
                        .constraint())
                .isEqualTo("late_unique");
    }

    @Test
    void aConstraintViolationThatBecomesARefusalLeavesNothing() {
        Outcome<Long, String> outcome = database.transaction(tx -> {
            withdraw(tx, 2, 10);
            try {
                withdraw(tx, 1, 101);
                return Outcome.ok(101L);
            } catch (ConstraintViolation violation) {
                return Outcome.rejected(violation.constraint());
            }
        });

        assertThat(outcome).isEqualTo(Outcome.rejected("account_balance_positive"));
        assertThat(balance(2)).isEqualTo(100);
    }

    @Test
    void aViolationThatTheBodyHidesIsNotTakenForACommit() {
        assertThatThrownBy(() -> database.transaction(tx -> {
                    withdraw(tx, 2, 10);
                    try {
                        withdraw(tx, 1, 101);
                    } catch (ConstraintViolation hidden) {
                        assertThat(hidden.constraint()).isEqualTo("account_balance_positive");
                    }
                    return Outcome.ok(true);
                }))
                .isInstanceOf(SqlFault.class);
        assertThat(balance(2)).isEqualTo(100);
    }

    @Test
    void twoTransactionsThatLockInOppositeOrderBothSucceedInTheEnd() throws Exception {
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> oneWay = executor.submit(transfer(1, 2, bothHoldOne, runs));
            Future<?> otherWay = executor.submit(transfer(2, 1, bothHoldOne, runs));
            oneWay.get();
            otherWay.get();
        }

        assertThat(runs).hasValueGreaterThan(2);
        assertThat(balance(1)).isEqualTo(100);
        assertThat(balance(2)).isEqualTo(100);
    }

    private static Callable<?> transfer(long from, long to, CyclicBarrier bothHoldOne, AtomicInteger runs) {
        AtomicInteger attempts = new AtomicInteger();
        return () -> database.transaction(tx -> {
            runs.incrementAndGet();
            withdraw(tx, from, 10);
            if (attempts.incrementAndGet() == 1) {
                meet(bothHoldOne);
            }
            withdraw(tx, to, -10);
            return Outcome.ok(true);
        });
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception fault) {
            throw new IllegalStateException(fault);
        }
    }

    @Test
    void aConflictThatNeverEndsIsAFaultAfterNineRuns() {
        AtomicInteger runs = new AtomicInteger();

        SqlFault fault = catchThrowableOfType(
                SqlFault.class,
                () -> database.transaction(
                        tx -> {
                            runs.incrementAndGet();
                            return tx.update("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$");
                        },
                        rows -> true));

        assertThat(fault.state()).isEqualTo("40001");
        assertThat(runs).hasValue(9);
    }

    @Test
    void aFaultOfAnotherKindIsNotTriedAgain() {
        AtomicInteger runs = new AtomicInteger();

        SqlFault fault = catchThrowableOfType(
                SqlFault.class,
                () -> database.transaction(
                        tx -> {
                            runs.incrementAndGet();
                            return tx.update("SELECT 1 / 0");
                        },
                        rows -> true));

        assertThat(fault.state()).isEqualTo("22012");
        assertThat(runs).hasValue(1);
    }

    @Test
    void aLostConnectionIsReportedByWhatLostItAndNotByTheRollbackThatFailed() {
        SqlFault fault = catchThrowableOfType(
                SqlFault.class,
                () -> database.transaction(
                        tx -> tx.list(Number.class, "SELECT pg_terminate_backend(pg_backend_pid())::int AS number"),
                        rows -> true));

        assertThat(fault.state()).isEqualTo("57P01");
        assertThat(balance(1)).isEqualTo(100);
    }

    @Test
    void aFaultOfTheBodySurvivesALostConnection() {
        IllegalStateException cause = new IllegalStateException("the first cause");

        Throwable fault = catchThrowable(() -> database.transaction(
                tx -> {
                    long session = tx.get(Number.class, "SELECT pg_backend_pid() AS number")
                            .number();
                    database.list(Number.class, "SELECT pg_terminate_backend(?)::int AS number", (int) session);
                    throw cause;
                },
                value -> true));

        assertThat(fault).isSameAs(cause);
        assertThat(fault.getSuppressed()).isNotEmpty();
        assertThat(balance(1)).isEqualTo(100);
    }

    @Test
    void everyTypeComesBackAsItWasBound() {
        record Everything(
                long id,
                int count,
                boolean active,
                Long boxedId,
                Integer boxedCount,
                Boolean boxedActive,
                String text,
                BigDecimal amount,
                byte[] hash,
                Instant moment,
                LocalDate day,
                Color color) {}
        Instant moment = Instant.parse("2026-03-02T23:59:59.123457Z");

        Everything row = database.get(
                Everything.class,
                """
                SELECT ?::bigint AS id, ?::int AS count, ?::boolean AS active, ?::bigint AS boxed_id,
                       ?::int AS boxed_count, ?::boolean AS boxed_active, ?::text AS text, ?::numeric AS amount,
                       ?::bytea AS hash, ?::timestamptz AS moment, ?::date AS day, ?::text AS color
                """,
                Long.MAX_VALUE,
                Integer.MIN_VALUE,
                true,
                Long.MIN_VALUE,
                Integer.MAX_VALUE,
                false,
                "¿Qué tal? ''",
                new BigDecimal("403.190"),
                new byte[] {0, -1, 127},
                moment,
                LocalDate.of(2024, 2, 29),
                Color.DEEP_RED);

        assertThat(row)
                .usingRecursiveComparison()
                .isEqualTo(new Everything(
                        Long.MAX_VALUE,
                        Integer.MIN_VALUE,
                        true,
                        Long.MIN_VALUE,
                        Integer.MAX_VALUE,
                        false,
                        "¿Qué tal? ''",
                        new BigDecimal("403.190"),
                        new byte[] {0, -1, 127},
                        moment,
                        LocalDate.of(2024, 2, 29),
                        Color.DEEP_RED));
    }

    @Test
    void enumsAreStoredInLowerCase() {
        record Text(String text) {}
        assertThat(database.get(Text.class, "SELECT ?::text AS text", Color.DEEP_RED))
                .isEqualTo(new Text("deep_red"));
    }

    @Test
    void nullsComeBackAsNulls() {
        record Nothing(
                @Nullable Long boxedId,
                @Nullable Integer boxedCount,
                @Nullable Boolean boxedActive,
                @Nullable String text,
                @Nullable BigDecimal amount,
                byte @Nullable [] hash,
                @Nullable Instant moment,
                @Nullable LocalDate day,
                @Nullable Color color,
                @Nullable List<String> texts) {}

        Nothing row = database.get(Nothing.class, """
                SELECT ?::bigint AS boxed_id, ?::int AS boxed_count, ?::boolean AS boxed_active, ?::text AS text,
                       ?::numeric AS amount, ?::bytea AS hash, ?::timestamptz AS moment, ?::date AS day,
                       ?::text AS color, ?::text[] AS texts
                """, new @Nullable Object[10]);

        assertThat(row).hasAllNullFieldsOrProperties();
    }

    @Test
    void aNullForAPrimitiveIsAFaultThatNamesTheColumn() {
        assertThatThrownBy(() -> database.get(Number.class, "SELECT NULL::bigint AS number"))
                .isInstanceOf(SqlFault.class)
                .hasMessageContaining("number");
    }

    @Test
    void arraysComeBackAsListsWithTheirNulls() {
        record Lists(
                List<@Nullable String> texts,
                List<Long> ids,
                List<Integer> counts,
                List<Boolean> flags,
                List<BigDecimal> amounts,
                List<Instant> moments,
                List<LocalDate> days,
                List<Color> colors,
                List<String> none) {}
        Instant moment = Instant.parse("2026-03-02T23:59:59.123457Z");

        Lists row = database.get(
                Lists.class,
                """
                SELECT ?::text[] AS texts, ?::bigint[] AS ids, ?::int[] AS counts, ?::boolean[] AS flags,
                       ?::numeric[] AS amounts, ?::timestamptz[] AS moments, ?::date[] AS days, ?::text[] AS colors,
                       ?::text[] AS none
                """,
                new @Nullable String[] {"a,\"b\" {c}", null, "NULL", ""},
                new Long[] {1L, Long.MAX_VALUE},
                new Integer[] {-1},
                new Boolean[] {true, false},
                new BigDecimal[] {new BigDecimal("0.10")},
                new Instant[] {moment},
                new LocalDate[] {LocalDate.of(2024, 2, 29)},
                new Color[] {Color.BLUE, Color.DEEP_RED},
                new String[0]);

        assertThat(row)
                .isEqualTo(new Lists(
                        Arrays.asList("a,\"b\" {c}", null, "NULL", ""),
                        List.of(1L, Long.MAX_VALUE),
                        List.of(-1),
                        List.of(true, false),
                        List.of(new BigDecimal("0.10")),
                        List.of(moment),
                        List.of(LocalDate.of(2024, 2, 29)),
                        List.of(Color.BLUE, Color.DEEP_RED),
                        List.of()));
    }

    @Test
    void arraysUnnestIntoRows() {
        record Line(@Nullable String sku, long units, byte[] hash) {}
        List<Line> lines = database.list(
                Line.class,
                "SELECT sku, units, hash FROM unnest(?, ?, ?) AS line (sku, units, hash) ORDER BY units",
                new @Nullable String[] {"A", null},
                new Long[] {1L, 2L},
                new byte[][] {{1}, {-2}});

        assertThat(lines)
                .usingRecursiveComparison()
                .isEqualTo(List.of(new Line("A", 1, new byte[] {1}), new Line(null, 2, new byte[] {-2})));
    }

    @Test
    void columnsFindTheirComponentsWhateverTheOrder() {
        assertThat(database.get(Account.class, "SELECT balance, 'unused' AS more, id FROM account WHERE id = 2"))
                .isEqualTo(new Account(2, 100));
    }

    @Test
    void statementsTogetherAnswerInTheirOrder() {
        List<Object> answers = database.together(
                """
                SELECT id, balance FROM account ORDER BY id;
                UPDATE account SET balance = balance + ? WHERE id = ?;
                SELECT id, balance FROM account WHERE id = ?;
                SELECT id, balance FROM account WHERE id = 99
                """,
                results -> {
                    List<Object> read = new ArrayList<>();
                    read.add(results.list(Account.class));
                    read.add(results.updated());
                    read.add(results.get(Account.class));
                    read.add(results.find(Account.class));
                    return read;
                },
                5L,
                2L,
                2L);

        assertThat(answers)
                .containsExactly(
                        List.of(new Account(1, 100), new Account(2, 100)),
                        1,
                        new Account(2, 105),
                        java.util.Optional.empty());
    }

    @Test
    void statementsTogetherHappenTogetherOrNotAtAll() {
        assertThatThrownBy(() -> database.together("""
                        UPDATE account SET balance = balance + 5 WHERE id = 2;
                        UPDATE account SET balance = -1 WHERE id = 1
                        """, Results::updated)).isInstanceOf(ConstraintViolation.class);

        assertThat(balance(2)).isEqualTo(100);
    }

    @Test
    void readingAResultAsWhatItIsNotIsAFault() {
        assertThatThrownBy(() -> database.together("SELECT 1 AS number", Results::updated))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> database.together("TRUNCATE account", results -> results.list(Account.class)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void twoRowsWhereOneIsExpectedAreAFault() {
        String sql = "SELECT id, balance FROM account";
        assertThatThrownBy(() -> database.find(Account.class, sql))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2");
        assertThatThrownBy(() -> database.get(Account.class, sql)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noRowIsNothingToFindAndAFaultToGet() {
        String sql = "SELECT id, balance FROM account WHERE id = ?";
        assertThat(database.find(Account.class, sql, 99L)).isEmpty();
        assertThatThrownBy(() -> database.get(Account.class, sql, 99L))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(sql);
    }

    @Test
    void updatesTellHowManyRowsTheyTouched() {
        assertThat(database.update("UPDATE account SET balance = 1")).isEqualTo(2);
        assertThat(database.update("UPDATE account SET balance = 1 WHERE id = 99"))
                .isZero();
    }

    private static void withdraw(Statements statements, long id, long amount) {
        statements.update("UPDATE account SET balance = balance - ? WHERE id = ?", amount, id);
    }

    private static long balance(long id) {
        return database.get(Account.class, "SELECT id, balance FROM account WHERE id = ?", id)
                .balance();
    }
}
