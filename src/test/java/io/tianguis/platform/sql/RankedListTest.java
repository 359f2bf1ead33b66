package io.tianguis.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RankedListTest {

    private static final RankedList LIST = new RankedList("thing_list");

    private static TestDatabase testDatabase;
    private static Database database;

    @BeforeAll
    static void open() {
        testDatabase = TestDatabase.empty();
        database = testDatabase.database();
        database.update("""
                CREATE TABLE thing_list_change (
                    shop_id bigint NOT NULL,
                    list text NOT NULL,
                    change_id bigint GENERATED ALWAYS AS IDENTITY,
                    id bigint NOT NULL,
                    delta bigint NOT NULL,
                    CONSTRAINT thing_list_change_pk PRIMARY KEY (shop_id, list, change_id)
                )
                """);
        database.update("""
                CREATE TABLE thing_list_count (
                    shop_id bigint NOT NULL,
                    list text NOT NULL,
                    level integer NOT NULL,
                    block bigint NOT NULL,
                    rows bigint NOT NULL,
                    CONSTRAINT thing_list_count_pk PRIMARY KEY (shop_id, list, level, block)
                )
                """);
        database.update("CREATE TABLE thing (shop_id bigint, id bigint, PRIMARY KEY (shop_id, id))");
    }

    @AfterAll
    static void close() {
        testDatabase.close();
    }

    @BeforeEach
    void empty() {
        database.update("TRUNCATE thing, thing_list_change, thing_list_count");
    }

    @Test
    void anEmptyListHasNoPositions() {
        assertThat(LIST.position(database, 1, "all", 0)).isEqualTo(new RankedList.Position(0, null, 0));
        assertThat(page(0)).isEqualTo(new RankedList.Page(0, List.of()));
        assertThat(page(1)).isEqualTo(new RankedList.Page(0, List.of()));
    }

    @Test
    void everyOffsetLeadsToItsRowWhateverHasBeenFolded() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TreeSet<Long> model = new TreeSet<>();
        for (int step = 0; step < 300; step++) {
            if (random.nextInt(4) == 0 && !model.isEmpty()) {
                long id = new ArrayList<>(model).get(random.nextInt(model.size()));
                model.remove(id);
                change(1, id, -1);
            } else {
                long id = random.nextInt(3) == 0 ? random.nextLong(5_000) : random.nextLong(9_000_000);
                if (model.add(id)) {
                    change(1, id, 1);
                }
            }
            change(2, step, 1);
            if (random.nextInt(20) == 0) {
                LIST.fold(database);
            }
            assertAgrees(model, random.nextInt(model.size() + 3), seed);
        }
        for (int offset = 0; offset <= model.size(); offset++) {
            assertAgrees(model, offset, seed);
        }
        assertThat(LIST.total(database, 2, "all")).isEqualTo(300);
        assertThat(LIST.total(database, 2, "others")).isZero();
    }

    @Test
    void severalMayFoldWhileOthersWrite() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                long first = writer * 10_000L;
                work.add(() -> {
                    for (int i = 0; i < 200; i++) {
                        change(1, first + i, 1);
                    }
                    return null;
                });
                work.add(() -> {
                    for (int i = 0; i < 50; i++) {
                        LIST.fold(database);
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(LIST.total(database, 1, "all")).isEqualTo(800);
        LIST.fold(database);
        assertThat(LIST.total(database, 1, "all")).isEqualTo(800);
        assertThat(database.update("DELETE FROM thing_list_change")).isZero();
        assertThat(LIST.position(database, 1, "all", 799).fromId()).isEqualTo(1_023);
    }

    @Test
    void aPageOfSeveralListsIsInTheStretchesThatTheyName() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TreeSet<Long> model = new TreeSet<>();
        for (int step = 0; step < 400; step++) {
            long id = random.nextInt(3) == 0 ? random.nextLong(5_000) : random.nextLong(9_000_000);
            if (model.add(id)) {
                change(1, id % 2 == 0 ? "even" : "odd", id, 1);
            }
            change(1, "others", id, 1);
            if (random.nextInt(40) == 0) {
                LIST.fold(database);
            }
            int offset = random.nextInt(model.size());
            int rows = 1 + random.nextInt(Math.min(30, model.size() - offset));
            RankedList.Range range = LIST.range(database, 1, List.of("even", "odd"), offset, rows, step % 2 * 900);
            List<Long> read = range.stretches().stream()
                    .flatMap(stretch ->
                            model.subSet(stretch.fromId(), true, stretch.toId(), true).descendingSet().stream()
                                    .limit(stretch.rows()))
                    .toList();
            List<Long> page =
                    model.descendingSet().stream().skip(offset).limit(rows).toList();
            assertThat(read.stream().skip(range.skip()).limit(rows))
                    .as("seed %d", seed)
                    .isEqualTo(page);
            assertThat(range.stretches())
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(step % 2 == 0 ? rows : 11)
                    .allSatisfy(stretch -> assertThat(page)
                            .as("a block without a row of the page")
                            .anySatisfy(row -> assertThat(row >> 10).isEqualTo(stretch.fromId() >> 10))
                            .anySatisfy(row -> assertThat(row >> 10).isEqualTo(stretch.toId() >> 10)));
        }
        assertThat(LIST.range(database, 1, List.of("even"), model.size(), 1, 0).stretches())
                .isEmpty();
    }

    private static RankedList.Page page(long offset) {
        return LIST.page(database, 1, "all", offset, 7, "SELECT id FROM thing WHERE shop_id = ?", 1);
    }

    private static void assertAgrees(TreeSet<Long> model, int offset, long seed) {
        assertThat(page(offset))
                .as("seed %d", seed)
                .isEqualTo(new RankedList.Page(
                        model.size(),
                        model.descendingSet().stream().skip(offset).limit(7).toList()));
        RankedList.Position position = LIST.position(database, 1, "all", offset);
        assertThat(position.total()).as("seed %d", seed).isEqualTo(model.size());
        if (offset >= model.size()) {
            assertThat(position.fromId()).as("seed %d", seed).isNull();
            return;
        }
        long expected = new ArrayList<>(model.descendingSet()).get(offset);
        List<Long> after =
                new ArrayList<>(model.headSet(position.fromId(), true).descendingSet());
        assertThat(position.skip()).isLessThan(1_024);
        assertThat(after.get((int) position.skip())).as("seed %d", seed).isEqualTo(expected);
    }

    private static void change(long shopId, long id, long delta) {
        database.update(
                delta > 0
                        ? "INSERT INTO thing (shop_id, id) VALUES (?, ?)"
                        : "DELETE FROM thing WHERE shop_id = ? AND id = ?",
                shopId,
                id);
        change(shopId, "all", id, delta);
    }

    private static void change(long shopId, String list, long id, long delta) {
        database.update(
                "INSERT INTO thing_list_change (shop_id, list, id, delta) VALUES (?, ?, ?, ?)",
                shopId,
                list,
                id,
                delta);
    }
}
