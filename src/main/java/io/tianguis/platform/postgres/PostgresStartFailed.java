package io.tianguis.platform.postgres;

/** PostgreSQL could not be started. The message is a sentence for the operator and holds no secret. */
public final class PostgresStartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PostgresStartFailed(String message) {
        super(message);
    }

    PostgresStartFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
