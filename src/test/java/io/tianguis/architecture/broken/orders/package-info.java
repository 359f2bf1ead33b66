/** A capability that does everything wrong. */
@NullMarked
package io.tianguis.architecture.broken.orders;

import org.jspecify.annotations.NullMarked;
