package io.tianguis.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.sql.Results;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person with very many entries, among others who have some. */
class TimelineCostTest {

    private static final Pattern HITS = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");
    private static final ShopId SHOP = new ShopId(215);
    private static final Instant LATER = Instant.parse("2026-03-02T15:00:00Z");

    private final TestBackend backend = new TestBackend();

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aPageOfSomebodyWithVeryManyEntriesReadsAsManyRowsAsItShows() throws Exception {
        long customer = fill();

        List<String> first = explained(customer, TimelineCursor.START);
        List<String> middle = explained(customer, new TimelineCursor(LATER, TimelineSource.PAYMENT, 800_500));

        assertThat(first).noneMatch(line -> line.contains("Seq Scan"));
        assertThat(pages(first)).as(String.join("\n", first)).isLessThan(3_000);
        assertThat(pages(middle)).as(String.join("\n", middle)).isLessThan(3_000);
    }

    /**
     * 30,000 orders, payments, deliveries, questions and answers of one customer, 300 of each of a hundred others; answers the
     * customer's id.
     */
    private long fill() {
        record Id(long id) {}
        backend.database().update("""
                INSERT INTO sales_channel (shop_id, channel_key, name) VALUES (215, 'carga', 'Carga')
                """);
        backend.database().update("""
                INSERT INTO customer (shop_id, customer_id, public_id, created_at, updated_at)
                SELECT 215, 400000 + n, '1a' || lpad(n::text, 11, '0'), now(), now() FROM generate_series(0, 100) AS n
                """);
        backend.database().update("""
                WITH placed AS (
                    INSERT INTO sales_order (shop_id, order_id, web_id, channel_key, number, customer_id, currency,
                                             products_total_cents, created_at, updated_at)
                    SELECT 215, 600000 + n, lpad(n::text, 10, '0'), 'carga', n::text,
                           CASE WHEN n % 2 = 0 THEN 400000 ELSE 400001 + n % 100 END, 'MXN', 100, at, at
                      FROM (SELECT n, timestamptz '2026-01-01' + n * interval '1 minute' AS at
                              FROM generate_series(1, 60000) AS n) AS made
                    RETURNING shop_id, order_id, customer_id, created_at),
                paid AS (
                    INSERT INTO order_payment (shop_id, order_id, customer_id, status, amount_cents, created_at)
                    SELECT shop_id, order_id, customer_id, 'approved', 100, created_at FROM placed)
                INSERT INTO order_event (shop_id, order_id, customer_id, kind, at)
                SELECT shop_id, order_id, customer_id, kind, created_at
                  FROM placed, unnest('{created,paid,delivered}'::text[]) AS kind
                """);
        backend.database().update("""
                INSERT INTO question_thread (shop_id, thread_id, channel, asker, listing, customer_id, answered, state,
                                             last_question_at)
                SELECT 215, 400000 + n, 'storefront', 400000 + n, '', 400000 + n, 1, 'answered', '2026-02-01'
                  FROM generate_series(0, 100) AS n
                """);
        backend.database().update("""
                INSERT INTO question (shop_id, thread_id, channel, customer_id, state, text, asked_at, answer, answer_source,
                                      answered_at, created_at)
                SELECT 215, customer_id, 'storefront', customer_id, 'answered', 'Hola', at, 'Hola', 'here',
                       at + interval '1 hour', at
                  FROM (SELECT CASE WHEN n % 2 = 0 THEN 400000 ELSE 400001 + n % 100 END AS customer_id,
                               timestamptz '2026-01-01' + n * interval '1 minute' AS at
                          FROM generate_series(1, 60000) AS n) AS made
                """);
        backend.database().refreshStatistics();
        return backend.database()
                .get(Id.class, "SELECT customer_id AS id FROM customer WHERE shop_id = 215 AND customer_id = 400000")
                .id();
    }

    private List<String> explained(long customer, TimelineCursor after) throws SQLException {
        Explaining explaining = new Explaining(backend.get().pool().getConnection());
        try (Connection _ = explaining.connection()) {
            TimelineSql.page(explaining, SHOP, customer, after, 100);
        }
        return explaining.lines();
    }

    private static long pages(List<String> plan) {
        Matcher whole = HITS.matcher(plan.stream()
                .filter(line -> line.contains("Buffers: shared"))
                .findFirst()
                .orElseThrow());
        assertThat(whole.find()).isTrue();
        return Long.parseLong(whole.group(1)) + (whole.group(2) == null ? 0 : Long.parseLong(whole.group(2)));
    }

    /** Shows how the server runs a statement, with the plan that it has for all values, and answers no row of it. */
    private record Explaining(Connection connection, List<String> lines) implements Statements {

        Explaining(Connection connection) {
            this(connection, new java.util.ArrayList<>());
        }

        @Override
        public <T extends Record> List<T> list(Class<T> row, String sql, @Nullable Object... values) {
            try (PreparedStatement statement = connection.prepareStatement("EXPLAIN (ANALYZE, BUFFERS) " + sql)) {
                for (int index = 0; index < values.length; index++) {
                    statement.setObject(
                            index + 1,
                            values[index] instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : values[index]);
                }
                try (ResultSet plan = statement.executeQuery()) {
                    while (plan.next()) {
                        lines.add(plan.getString(1));
                    }
                }
                return List.of();
            } catch (SQLException fault) {
                throw new IllegalStateException(fault);
            }
        }

        @Override
        public <T> T together(String sql, Function<Results, T> reader, @Nullable Object... values) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int update(String sql, @Nullable Object... values) {
            throw new UnsupportedOperationException();
        }
    }
}
