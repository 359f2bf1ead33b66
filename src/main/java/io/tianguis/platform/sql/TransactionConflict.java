package io.tianguis.platform.sql;

import java.sql.SQLException;

/** A serialization failure or a deadlock: the transaction changed nothing and may be tried again. */
final class TransactionConflict extends SqlFault {

    private static final long serialVersionUID = 1L;

    TransactionConflict(SQLException cause) {
        super(cause);
    }
}
