package io.tianguis.dialects.mercadoshops;

import io.tianguis.shops.Shop;
import io.tianguis.stock.StockedProduct;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A listing as a search finds it: the fields of the source's example in its order, then what else {@link ListingJson} has.
 *
 * @param keywords the option values of the variations, each once
 */
record FoundListingJson(
        String currency_id,
        List<String> keywords,
        @Nullable BigDecimal weight,
        String status,
        @Nullable BigDecimal width,
        @Nullable String promotion,
        long store_id,
        @Nullable Long category_id,
        String date_created,
        @Nullable String sku,
        @Nullable BigDecimal depth,
        long id,
        String last_modified,
        String title,
        @Nullable BigDecimal height,
        long stock,
        BigDecimal price,
        @Nullable String thumbnail,
        @Nullable String category_name,
        String permalink,
        @Nullable Long package_id,
        List<ListingJson.Picture> pictures,
        List<ListingJson.Variation> variations) {

    /** @param stocked with one variant at least */
    static FoundListingJson of(Shop shop, StockedProduct stocked, Links links) {
        ListingJson listing = ListingJson.of(shop, stocked, links);
        return new FoundListingJson(
                listing.currency_id(),
                listing.variations().stream()
                        .flatMap(variation -> variation.attributes().stream())
                        .map(ListingJson.NameAndValue::value)
                        .distinct()
                        .toList(),
                listing.weight(),
                listing.status(),
                listing.width(),
                listing.promotion(),
                listing.store_id(),
                listing.category_id(),
                listing.date_created(),
                listing.sku(),
                listing.depth(),
                listing.id(),
                listing.last_modified(),
                listing.title(),
                listing.height(),
                listing.stock(),
                listing.price(),
                listing.thumbnail(),
                listing.category_name(),
                listing.permalink(),
                listing.package_id(),
                listing.pictures(),
                listing.variations());
    }
}
