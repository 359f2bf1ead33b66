/**
 * Owns the way of an order through the warehouse and to its buyer: which moves are legal, what each does to the units that
 * the order holds, and the sentences in which the buyer is told. The order's state, its label and its log are kept by the
 * orders; the stock gives the units out or takes them back.
 */
@NullMarked
package io.tianguis.fulfillment;

import org.jspecify.annotations.NullMarked;
