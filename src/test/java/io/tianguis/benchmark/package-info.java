/** The benchmark in {@code bench/}, which no build compiles because it runs from its sources. */
@NullMarked
package io.tianguis.benchmark;

import org.jspecify.annotations.NullMarked;
