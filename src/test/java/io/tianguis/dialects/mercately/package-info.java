/** Tests of the Mercately dialect beyond its golden wire cases. */
@NullMarked
package io.tianguis.dialects.mercately;

import org.jspecify.annotations.NullMarked;
