package io.tianguis.storefront;

import io.tianguis.shops.Shop;

/**
 * What all pages of a shop share.
 *
 * @param menu the shop's categories
 * @param snippets of its tracking codes that are active
 */
record Front(Shop shop, Menu menu, Snippets snippets, Prices prices) {}
