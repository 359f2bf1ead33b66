package io.tianguis.platform.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The results of statements that ran together, taken one after the other. */
public final class Results {

    private final PreparedStatement statement;
    private boolean started;

    Results(PreparedStatement statement) {
        this.statement = statement;
    }

    /** The rows of the next statement. */
    public <T extends Record> List<T> list(Class<T> row) {
        try {
            advance();
            try (ResultSet rows = statement.getResultSet()) {
                if (rows == null) {
                    throw new IllegalStateException("the next statement answered no rows");
                }
                return RowMapper.of(row).all(rows);
            }
        } catch (SQLException fault) {
            throw SqlFault.of(fault);
        }
    }

    /** The one row of the next statement, or nothing. */
    public <T extends Record> Optional<T> find(Class<T> row) {
        return atMostOne(list(row));
    }

    /** The one row of the next statement, which must be there; none is a fault. */
    public <T extends Record> T get(Class<T> row) {
        return find(row).orElseThrow(() -> new IllegalStateException("no row of " + row.getName()));
    }

    /** How many rows the next statement touched. */
    public int updated() {
        try {
            advance();
            int touched = statement.getUpdateCount();
            if (touched < 0) {
                throw new IllegalStateException(
                        "the next statement touched no rows: it answered some, or there is none");
            }
            return touched;
        } catch (SQLException fault) {
            throw SqlFault.of(fault);
        }
    }

    private void advance() throws SQLException {
        if (started) {
            statement.getMoreResults();
        }
        started = true;
    }

    static <T> Optional<T> atMostOne(List<T> rows) {
        if (rows.size() > 1) {
            throw new IllegalStateException("one row expected, got " + rows.size() + " of "
                    + rows.getFirst().getClass().getName());
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }
}
