/**
 * Owns the one ledger of units: a level per variant, the movements that add up to it, and the reservations of open orders.
 * Every way to sell takes its units from here, so that no unit is sold twice. A variant together with its level is what the
 * other parts call a stocked variant, and this is the door to it.
 */
@NullMarked
package io.tianguis.stock;

import org.jspecify.annotations.NullMarked;
