/** The real clock and the real randomness of the machine: the only place that asks for either. */
@NullMarked
package io.tianguis.platform.system;

import org.jspecify.annotations.NullMarked;
