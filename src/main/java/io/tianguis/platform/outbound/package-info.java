/**
 * Calls to addresses that strangers have named: which may be called, by which address of the network, for how long, and how
 * much of an answer is read. It knows HTTP and no reason for calling.
 */
@NullMarked
package io.tianguis.platform.outbound;

import org.jspecify.annotations.NullMarked;
