package io.tianguis.storefront;

import io.tianguis.catalog.SitePaths;
import io.tianguis.stock.StockedProduct;
import io.tianguis.stock.StockedVariant;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * A product among others.
 *
 * @param price the lowest one, for people
 * @param severalPrices whether other variants cost more
 */
record Tile(String title, String path, String price, boolean severalPrices, boolean soldOut, Face face) {

    /** @param stocked with one variant at least */
    static Tile of(Front front, StockedProduct stocked, Optional<Picture> picture) {
        LongSummaryStatistics prices = stocked.variants().stream()
                .mapToLong(StockedVariant::priceCents)
                .summaryStatistics();
        return new Tile(
                stocked.product().title(),
                SitePaths.product(front.shop().id(), stocked.product()),
                front.prices().of(prices.getMin()),
                prices.getMin() < prices.getMax(),
                stocked.variants().stream().noneMatch(Offers::isSold),
                Face.of(stocked.product(), picture));
    }
}
