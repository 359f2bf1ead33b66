package io.tianguis.platform.sql;

import java.sql.SQLException;

/** A row that a named constraint refused. Capabilities turn the names that they declare into rejections. */
public final class ConstraintViolation extends SqlFault {

    private static final long serialVersionUID = 1L;

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private final String constraint;

    ConstraintViolation(SQLException cause, String constraint) {
        super(cause);
        this.constraint = constraint;
    }

    /** Whether other rows made it, one like this or the want of one that this points at, rather than what is in it. */
    boolean ofOtherRows() {
        return switch (state()) {
            case UNIQUE_VIOLATION, FOREIGN_KEY_VIOLATION -> true;
            default -> false;
        };
    }

    /** The constraint's name as the migration gave it. */
    public String constraint() {
        return constraint;
    }
}
