/**
 * Owns what comes into the warehouse before it is stock: entries, which announce the units that the shop sends, and what is
 * received of each. Announced and received units stay apart, so that the difference can be seen; only received ones enter the
 * ledger, which is the stock's.
 */
@NullMarked
package io.tianguis.inbound;

import org.jspecify.annotations.NullMarked;
