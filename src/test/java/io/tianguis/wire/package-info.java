/** The golden wire cases: requests and the exact answers to them, kept as files under {@code wire/}. */
@NullMarked
package io.tianguis.wire;

import org.jspecify.annotations.NullMarked;
