/** Whole stories across dialects and processes, with the invariants checked after. */
@NullMarked
package io.tianguis.scenario;

import org.jspecify.annotations.NullMarked;
