/** A small house in which every rule is broken once; the tests of the rules look for it. */
@NullMarked
package io.tianguis.architecture.broken;

import org.jspecify.annotations.NullMarked;
