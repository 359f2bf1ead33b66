/** A transaction to pass on, and one that surfaces must not have. */
@NullMarked
package io.tianguis.architecture.broken.platform.sql;

import org.jspecify.annotations.NullMarked;
