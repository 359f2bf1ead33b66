package io.tianguis.storefront;

import io.tianguis.shops.Shop;
import java.time.format.DateTimeFormatter;

/**
 * What all pages of a shop share.
 *
 * @param menu the shop's categories
 * @param snippets of its tracking codes that are active
 * @param day writes a day as people of the shop's country do
 */
record Front(Shop shop, Menu menu, Snippets snippets, Prices prices, DateTimeFormatter day) {}
