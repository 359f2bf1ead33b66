package io.tianguis.conversations;

import io.tianguis.platform.json.Json;
import io.tianguis.platform.sql.Results;
import io.tianguis.platform.sql.Statements;
import io.tianguis.testkit.TestBackend;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs statements, and counts the blocks of tables and indexes that PostgreSQL says it looked into for each. */
final class Explained implements Statements {

    private final TestBackend backend;
    private long blocks;

    Explained(TestBackend backend) {
        this.backend = backend;
    }

    long blocks() {
        return blocks;
    }

    @Override
    public <T extends Record> List<T> list(Class<T> row, String sql, @Nullable Object... values) {
        try (Connection connection = backend.get().pool().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql)) {
            for (int index = 0; index < values.length; index++) {
                Object value = values[index];
                statement.setObject(
                        index + 1,
                        value instanceof Enum<?> constant
                                ? constant.name().toLowerCase(Locale.ROOT)
                                : value instanceof Long[] ids ? connection.createArrayOf("bigint", ids) : value);
            }
            try (ResultSet plan = statement.executeQuery()) {
                plan.next();
                JsonNode root = Json.read(plan.getString(1).getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .get(0)
                        .get("Plan");
                blocks += root.get("Shared Hit Blocks").asLong()
                        + root.get("Shared Read Blocks").asLong();
            }
        } catch (SQLException fault) {
            throw new AssertionError(fault);
        }
        return backend.database().list(row, sql, values);
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
