/**
 * Owns the orders, whoever took them: one record with independent axes (paid, processed, delivered, closed, contact,
 * fulfillment), lines that keep the title, SKU and price of the day, shipments, payments, notes, and a log of events that
 * only grows. An order takes its units from the stock and its buyer from the customers, in its own transaction.
 */
@NullMarked
package io.tianguis.orders;

import org.jspecify.annotations.NullMarked;
