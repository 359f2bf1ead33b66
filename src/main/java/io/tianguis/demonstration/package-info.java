/**
 * The demonstration: a shop with the published test credentials, and data such as a real seller in Latin America would
 * have, made from a seed and entered through the capabilities' own operations.
 */
@NullMarked
package io.tianguis.demonstration;

import org.jspecify.annotations.NullMarked;
