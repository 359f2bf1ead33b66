/** A demonstration through the back door. */
@NullMarked
package io.tianguis.architecture.broken.demonstration;

import org.jspecify.annotations.NullMarked;
