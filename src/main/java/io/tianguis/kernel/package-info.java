/** The few values that every part of Tianguis shares: money, time, randomness, digests, outcomes. It knows the JDK alone. */
@NullMarked
package io.tianguis.kernel;

import org.jspecify.annotations.NullMarked;
