package io.tianguis.platform.sql;

import java.sql.SQLException;

/** A row that a named constraint refused. Capabilities turn the names that they declare into rejections. */
public final class ConstraintViolation extends SqlFault {

    private static final long serialVersionUID = 1L;

    private final String constraint;

    ConstraintViolation(SQLException cause, String constraint) {
        super(cause);
        this.constraint = constraint;
    }

    /** Whether the row was refused because there is one like it. */
    boolean ofUniqueness() {
        return state().equals("23505");
    }

    /** The constraint's name as the migration gave it. */
    public String constraint() {
        return constraint;
    }
}
