package io.tianguis.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.kernel.Outcome;
import io.tianguis.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaterStatementsTest {

    private static TestDatabase testDatabase;
    private static Database database;

    private record Entry(long id, long amount) {}

    @BeforeAll
    static void open() {
        testDatabase = TestDatabase.empty();
        database = testDatabase.database();
        database.update("""
                CREATE TABLE entry (
                    id bigint NOT NULL,
                    amount bigint NOT NULL,
                    CONSTRAINT entry_pk PRIMARY KEY (id),
                    CONSTRAINT entry_amount_positive CHECK (amount >= 0)
                )
                """);
        database.update("CREATE TABLE remark (entry_id bigint NOT NULL REFERENCES entry (id))");
    }

    @AfterAll
    static void close() {
        testDatabase.close();
    }

    @BeforeEach
    void clear() {
        database.update("DELETE FROM entry");
    }

    @Test
    void whatWaitsIsCommittedInItsOrder() {
        database.transaction(tx -> {
            tx.later(insert(1, 10));
            tx.later(Query.update("UPDATE entry SET amount = amount + 5 WHERE id = ?", 1L));
            return Outcome.ok(1);
        });
        assertThat(entries(database)).containsExactly(new Entry(1, 15));
    }

    @Test
    void theNextStatementSeesWhatWaited() {
        List<Entry> seen = new ArrayList<>();
        List<Integer> touched = new ArrayList<>();
        database.transaction(tx -> {
            tx.later(insert(1, 10));
            seen.addAll(entries(tx));
            tx.later(insert(2, 20));
            touched.add(tx.update("UPDATE entry SET amount = 0"));
            tx.later(insert(3, 30));
            seen.add(tx.run(Query.of("SELECT * FROM entry WHERE id = ?", results -> results.get(Entry.class), 3L)));
            return Outcome.ok(1);
        });
        assertThat(seen).containsExactly(new Entry(1, 10), new Entry(3, 30));
        assertThat(touched).containsExactly(2);
        assertThat(entries(database)).containsExactly(new Entry(1, 0), new Entry(2, 0), new Entry(3, 30));
    }

    @Test
    void aRefusalLeavesNothingOfWhatWaited() {
        database.transaction(tx -> {
            tx.later(insert(1, 10));
            return Outcome.rejected("no");
        });
        assertThat(entries(database)).isEmpty();
    }

    @Test
    void whatFailsOnTheWayToTheCommitUndoesEverything() {
        assertThatThrownBy(() -> database.transaction(tx -> {
                    tx.run(insert(1, 10));
                    tx.later(insert(2, -1));
                    tx.later(insert(3, 30));
                    return Outcome.ok(1);
                }))
                .isInstanceOfSatisfying(
                        ConstraintViolation.class,
                        violation -> assertThat(violation.constraint()).isEqualTo("entry_amount_positive"));
        assertThat(entries(database)).isEmpty();
        assertThat(database.transaction(tx -> {
                    tx.later(insert(4, 40));
                    return Outcome.ok("the connection goes on");
                }))
                .isEqualTo(Outcome.ok("the connection goes on"));
    }

    @Test
    void whoWasSlowerRunsAgainAndIsRefusedByItsOwnCheck() {
        List<Integer> runs = new ArrayList<>();
        Outcome<String, String> outcome = database.transaction(tx -> {
            runs.add(runs.size());
            if (!entries(tx).isEmpty()) {
                return Outcome.rejected("taken");
            }
            database.update("INSERT INTO entry (id, amount) VALUES (1, 10)");
            tx.later(insert(1, 99));
            return Outcome.ok("mine");
        });
        assertThat(outcome).isEqualTo(Outcome.rejected("taken"));
        assertThat(runs).hasSize(2);
        assertThat(entries(database)).containsExactly(new Entry(1, 10));
    }

    @Test
    void whoPointsAtARowThatSomebodyRemovedRunsAgainAndSeesThatItIsGone() {
        database.update("INSERT INTO entry (id, amount) VALUES (1, 10)");
        Outcome<String, String> outcome = database.transaction(tx -> {
            if (entries(tx).isEmpty()) {
                return Outcome.rejected("gone");
            }
            database.update("DELETE FROM entry WHERE id = 1");
            tx.later(Query.update("INSERT INTO remark (entry_id) VALUES (?)", 1L));
            return Outcome.ok("mine");
        });
        assertThat(outcome).isEqualTo(Outcome.rejected("gone"));
    }

    @Test
    void moreThanATripTakesIsSentOnTheWay() {
        database.transaction(tx -> {
            LongStream.range(0, 1_000).forEach(id -> tx.later(insert(id, id)));
            return Outcome.ok(1);
        });
        assertThat(entries(database)).hasSize(1_000);
    }

    private static Query<Integer> insert(long id, long amount) {
        return Query.update("INSERT INTO entry (id, amount) VALUES (?, ?)", id, amount);
    }

    private static List<Entry> entries(Statements statements) {
        return statements.list(Entry.class, "SELECT id, amount FROM entry ORDER BY id");
    }
}
