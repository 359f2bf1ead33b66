/** A kernel that knows too much. */
@NullMarked
package io.tianguis.architecture.broken.kernel;

import org.jspecify.annotations.NullMarked;
