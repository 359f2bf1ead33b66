/** A dialect that is imported. */
@NullMarked
package io.tianguis.architecture.broken.dialects.mercadoshops;

import org.jspecify.annotations.NullMarked;
