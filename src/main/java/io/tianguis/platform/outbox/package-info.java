/**
 * The outbox: what happened, written in the transaction in which it happened, and handed on afterwards at least once, in
 * order per key, by however many processes there are.
 */
@NullMarked
package io.tianguis.platform.outbox;

import org.jspecify.annotations.NullMarked;
