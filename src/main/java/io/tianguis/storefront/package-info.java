/**
 * The shop's own site: pages of HTML for buyers, in Spanish, complete without JavaScript. It owns what is seen, its addresses
 * below {@code SitePaths.ROOT} and the guards that a page needs (policies of content, forms of our own, limits per address),
 * and decides nothing about products, questions and orders, which is the capabilities' part.
 *
 * <p>The templates of {@code src/main/jte/storefront} become classes of this package before it is compiled.
 */
@NullMarked
package io.tianguis.storefront;

import org.jspecify.annotations.NullMarked;
