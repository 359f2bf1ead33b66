/**
 * Where the database is, and the PostgreSQL that this program brings along: {@link
 * io.tianguis.platform.postgres.PostgresAddress} names a server, {@link
 * io.tianguis.platform.postgres.EmbeddedPostgres} unpacks the binaries from the class path, creates a cluster in a data
 * folder, keeps the server running and stops it. Nothing here speaks SQL over a connection.
 */
@NullMarked
package io.tianguis.platform.postgres;

import org.jspecify.annotations.NullMarked;
