/** A capability that speaks a dialect. */
@NullMarked
package io.tianguis.architecture.broken.catalog;

import org.jspecify.annotations.NullMarked;
