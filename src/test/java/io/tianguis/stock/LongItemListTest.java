package io.tianguis.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.tianguis.Backend;
import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.sql.ConnectionPool;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.testkit.World;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A list of 100,000 items. What a page costs is counted, not timed: the blocks of the tables and indexes of items that the one
 * connection of this test looks at.
 */
class LongItemListTest {

    private static final int ITEMS = 100_000;
    private static final int ITEMS_PER_CALL = 1_000;
    private static final int LIMIT = 50;
    private static final List<String> TABLES =
            List.of("variant", "product", "stock_level", "item_list_change", "item_list_count");

    private static final ShopId SHOP = World.get().demo().shop().id();

    private static TestDatabase testDatabase;
    private static AgroalDataSource pool;
    private static Database database;
    private static Stock stock;

    @BeforeAll
    static void load() {
        testDatabase = TestDatabase.ofWorld();
        PostgresAddress address = testDatabase.address();
        pool = ConnectionPool.open(address.jdbcUrl(), address.user(), address.password(), 1);
        Backend backend = Backend.on(pool, new MovableClock(), new SeededRandomness(4));
        database = backend.database();
        stock = backend.stock();
        TABLES.forEach(table -> database.update("ALTER TABLE " + table + " SET (autovacuum_enabled = false)"));
        for (int call = 0; call < ITEMS / ITEMS_PER_CALL; call++) {
            int first = call * ITEMS_PER_CALL;
            List<NewProduct> items = IntStream.range(first, first + ITEMS_PER_CALL)
                    .mapToObj(index ->
                            NewProduct.unpublished("Producto " + index, NewVariant.of("LARGA-" + index, 1_000)))
                    .toList();
            database.transaction(tx -> stock.register(tx, SHOP, items), done -> true);
            if (call == 0) {
                database.refreshStatistics();
            }
        }
        fold(backend);
        TABLES.forEach(table -> database.update("VACUUM ANALYZE " + table));
    }

    private static void fold(Backend backend) {
        boolean more = true;
        while (more) {
            more = backend.catalog().foldLists();
        }
    }

    @AfterAll
    static void close() {
        pool.close();
        testDatabase.close();
    }

    @Test
    void everyPageIsWhereItsOffsetSays() {
        Stock.Page page = stock.list(SHOP, 0, LIMIT);
        assertThat(page.total()).isEqualTo(ITEMS + 8);
        for (int offset : List.of(0, 1, 1_023, 1_024, 50_000, ITEMS - 1)) {
            assertThat(stock.list(SHOP, offset, LIMIT).items().getFirst().item().sku())
                    .isEqualTo("LARGA-" + (ITEMS - 1 - offset));
        }
    }

    @Test
    void theLastPageCostsAtMostTwiceTheFirst() {
        long first = blocks(0);
        long last = blocks(ITEMS + 8 - LIMIT);

        assertThat(first).as("something is counted").isPositive();
        assertThat(last).isLessThanOrEqualTo(2 * first);
    }

    /** What a page looks at, when the caches of the connection know the statements already. */
    private static long blocks(long offset) {
        assertThat(stock.list(SHOP, offset, LIMIT).items()).hasSize(LIMIT);
        long before = counted();
        stock.list(SHOP, offset, LIMIT);
        return counted() - before;
    }

    private static long counted() {
        record Blocks(long blocks) {}
        record Flushed(String nothing) {}
        database.list(Flushed.class, "SELECT pg_stat_force_next_flush()::text AS nothing");
        return database.get(Blocks.class, """
                        SELECT sum(heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit)::bigint AS blocks
                          FROM pg_statio_user_tables
                         WHERE relname = ANY (?)
                        """, (Object) TABLES.toArray(String[]::new))
                .blocks();
    }
}
