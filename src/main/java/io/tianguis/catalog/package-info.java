/**
 * Owns what the shop sells: categories, products, their options, their pictures, and variants, each of which is one SKU. How
 * many units there are is the stock's to know.
 */
@NullMarked
package io.tianguis.catalog;

import org.jspecify.annotations.NullMarked;
