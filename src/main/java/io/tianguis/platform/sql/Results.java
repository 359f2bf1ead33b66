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
            if (started) {
                statement.getMoreResults();
            }
            started = true;
            try (ResultSet rows = statement.getResultSet()) {
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

    static <T> Optional<T> atMostOne(List<T> rows) {
        if (rows.size() > 1) {
            throw new IllegalStateException("one row expected, got " + rows.size() + " of "
                    + rows.getFirst().getClass().getName());
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }
}
