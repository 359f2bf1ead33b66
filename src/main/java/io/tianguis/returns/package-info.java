/**
 * Owns what buyers send back: a return of an order that left, with units that are announced, received and accepted, each
 * counted for itself. Accepted units go back to the stock, and the order's log tells it, in one transaction.
 */
@NullMarked
package io.tianguis.returns;

import org.jspecify.annotations.NullMarked;
