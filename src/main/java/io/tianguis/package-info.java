/** The program: {@link io.tianguis.App} builds every object by hand, in order, and runs the command it was given. */
@NullMarked
package io.tianguis;

import org.jspecify.annotations.NullMarked;
