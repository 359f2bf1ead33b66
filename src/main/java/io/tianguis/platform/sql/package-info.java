/**
 * PostgreSQL used as PostgreSQL: whole statements, bound values, rows mapped onto records, transactions as an explicit
 * argument, migrations, and the idempotency of creating requests. It knows no business word.
 */
@NullMarked
package io.tianguis.platform.sql;

import org.jspecify.annotations.NullMarked;
