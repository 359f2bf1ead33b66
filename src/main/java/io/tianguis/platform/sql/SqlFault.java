package io.tianguis.platform.sql;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A statement that failed for a reason that no operation declares. */
public sealed class SqlFault extends RuntimeException permits ConstraintViolation, TransactionConflict {

    private static final long serialVersionUID = 1L;

    private final String state;

    SqlFault(SQLException cause) {
        super(cause.getMessage(), cause);
        this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** The fault as the most telling type: a broken constraint, a transaction to try again, or neither. */
    static SqlFault of(SQLException cause) {
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        if (state.startsWith("23") && cause instanceof PSQLException server) {
            ServerErrorMessage message = server.getServerErrorMessage();
            if (message != null && message.getConstraint() != null) {
                return new ConstraintViolation(cause, message.getConstraint());
            }
        }
        return switch (state) {
            case "40001", "40P01" -> new TransactionConflict(cause);
            default -> new SqlFault(cause);
        };
    }

    /**
     * Whether the server refused a statement, and with it undid the transaction. It is not known of a connection that was
     * lost, on which the commit may have been done.
     */
    public boolean isUndone() {
        return !state.isEmpty() && !state.startsWith("08") && !state.startsWith("57P");
    }

    /** The five characters of the SQLSTATE, empty when the driver gave none. */
    public String state() {
        return state;
    }
}
