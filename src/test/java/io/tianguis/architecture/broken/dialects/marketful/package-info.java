/** A dialect that queries. */
@NullMarked
package io.tianguis.architecture.broken.dialects.marketful;

import org.jspecify.annotations.NullMarked;
