package io.tianguis.dialects.mercadoshops;

import io.tianguis.catalog.OptionValue;
import io.tianguis.catalog.Product;
import io.tianguis.kernel.Moments;
import io.tianguis.shops.Shop;
import io.tianguis.stock.StockedProduct;
import io.tianguis.stock.StockedVariant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A product as this dialect writes it (S15). Every variant that is not deleted is an active variation, so that the price is
 * the lowest of all and the stock their sum. What belongs to one SKU (sku, height, width, depth, weight) is told of the
 * listing only when it has one variation.
 */
record ListingJson(
        long id,
        long store_id,
        String title,
        @Nullable String sku,
        @Nullable Long category_id,
        @Nullable String category_name,
        long stock,
        String currency_id,
        BigDecimal price,
        String status,
        String permalink,
        @Nullable String thumbnail,
        @Nullable String promotion,
        @Nullable BigDecimal height,
        @Nullable BigDecimal width,
        @Nullable BigDecimal depth,
        @Nullable BigDecimal weight,
        @Nullable Long package_id,
        List<Picture> pictures,
        List<Variation> variations,
        String date_created,
        String last_modified) {

    /** The size in pixels is not known. */
    record Picture(
            int position, @Nullable Integer width, @Nullable Integer height, String url) {}

    record Variation(long id, @Nullable String sku, long stock, String status, List<NameAndValue> attributes) {}

    record NameAndValue(String name, String value) {}

    /** @param stocked with one variant at least */
    static ListingJson of(Shop shop, StockedProduct stocked, Links links) {
        Product product = stocked.product();
        List<StockedVariant> variants = stocked.variants();
        @Nullable StockedVariant only = variants.size() == 1 ? variants.getFirst() : null;
        List<Picture> pictures = pictures(stocked);
        return new ListingJson(
                product.productId(),
                shop.shopId(),
                product.title(),
                only == null ? null : only.sku(),
                product.categoryId(),
                product.categoryName(),
                stocked.available(),
                shop.currency(),
                MercadoShopsFormats.inUnits(variants.stream()
                        .mapToLong(StockedVariant::priceCents)
                        .min()
                        .orElseThrow()),
                MercadoShopsFormats.word(product.status()),
                links.product(shop, product),
                pictures.isEmpty() ? null : pictures.getFirst().url(),
                null,
                only == null ? null : only.height(),
                only == null ? null : only.width(),
                only == null ? null : only.length(),
                only == null ? null : only.weight(),
                null,
                pictures,
                variations(stocked),
                Moments.local(product.createdAt(), shop.zone()),
                Moments.local(lastModified(stocked), shop.zone()));
    }

    private static List<Picture> pictures(StockedProduct stocked) {
        List<Picture> pictures = new ArrayList<>();
        stocked.pictures().forEach(url -> pictures.add(new Picture(pictures.size() + 1, null, null, url)));
        return pictures;
    }

    private static List<Variation> variations(StockedProduct stocked) {
        Map<String, OptionValue> values =
                stocked.optionValues().stream().collect(Collectors.toMap(OptionValue::webId, Function.identity()));
        return stocked.variants().stream()
                .map(variant -> new Variation(
                        variant.variantId(),
                        variant.sku(),
                        variant.available(),
                        "active",
                        variant.optionValueWebIds().stream()
                                .map(values::get)
                                .filter(Objects::nonNull)
                                .map(value -> new NameAndValue(value.optionName(), value.value()))
                                .toList()))
                .toList();
    }

    private static Instant lastModified(StockedProduct stocked) {
        Instant last = stocked.product().updatedAt();
        for (StockedVariant variant : stocked.variants()) {
            last = variant.updatedAt().isAfter(last) ? variant.updatedAt() : last;
        }
        return last;
    }
}
