package io.tianguis.platform.sql;

import java.sql.SQLException;

/**
 * A serialization failure, a deadlock, or a change that a statement's snapshot was too old for: the transaction changed
 * nothing and runs again.
 */
public final class TransactionConflict extends SqlFault {

    private static final long serialVersionUID = 1L;

    private static final String SERIALIZATION_FAILURE = "40001";

    TransactionConflict(SQLException cause) {
        super(cause);
    }

    /** Of a transaction whose checks passed before somebody else's row was there, or gone. */
    static TransactionConflict of(ConstraintViolation violation) {
        return new TransactionConflict(new SQLException(violation.getMessage(), SERIALIZATION_FAILURE, violation));
    }

    /** Of a statement that found by itself that somebody else was quicker. */
    public static TransactionConflict of(String reason) {
        return new TransactionConflict(new SQLException(reason, SERIALIZATION_FAILURE));
    }
}
