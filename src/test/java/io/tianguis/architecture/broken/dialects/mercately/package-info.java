/** A dialect that borrows. */
@NullMarked
package io.tianguis.architecture.broken.dialects.mercately;

import org.jspecify.annotations.NullMarked;
