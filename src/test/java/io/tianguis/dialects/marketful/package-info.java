/** The Marketful API: the order of its checks, its readers of orders and items, and what holds beyond one call. */
@NullMarked
package io.tianguis.dialects.marketful;

import org.jspecify.annotations.NullMarked;
