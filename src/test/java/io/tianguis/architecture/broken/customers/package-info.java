/** A capability that gossips about orders. */
@NullMarked
package io.tianguis.architecture.broken.customers;

import org.jspecify.annotations.NullMarked;
