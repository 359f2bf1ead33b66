/**
 * Webhooks: whom a shop wants to be told of what, and the telling. Owns the subscriptions with their secrets, the deliveries
 * with their order, signatures and retries, and the log of both. It reads the outbox alone; what a receiver is sent is
 * written by a dialect, and how bytes get to a receiver is the wiring's business.
 */
@NullMarked
package io.tianguis.webhooks;

import org.jspecify.annotations.NullMarked;
