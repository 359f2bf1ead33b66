package io.tianguis.storefront;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tianguis.catalog.Product;
import io.tianguis.kernel.Money;
import io.tianguis.platform.json.Json;
import io.tianguis.stock.StockedProduct;
import io.tianguis.stock.StockedVariant;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;

/** A product in the words of schema.org, for search engines. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StructuredProduct(
        @JsonProperty("@context") String context,
        @JsonProperty("@type") String type,
        String name,
        @Nullable String description,
        @Nullable String sku,
        String url,
        @Nullable List<String> image,
        Offer offers) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Offer(
            @JsonProperty("@type") String type,
            String priceCurrency,
            @Nullable BigDecimal price,
            @Nullable BigDecimal lowPrice,
            @Nullable BigDecimal highPrice,
            @Nullable Integer offerCount,
            String availability) {}

    /**
     * JSON that can stand in a script element: no sign in it can end one.
     *
     * @param pictures where they are, absolute
     */
    static String of(StockedProduct stocked, Prices prices, String url, List<String> pictures) {
        Product product = stocked.product();
        @Nullable
        StockedVariant only =
                stocked.variants().size() == 1 ? stocked.variants().getFirst() : null;
        StructuredProduct structured = new StructuredProduct(
                "https://schema.org",
                "Product",
                product.title(),
                product.description(),
                only == null ? null : only.sku(),
                url,
                pictures.isEmpty() ? null : pictures,
                offer(stocked, prices));
        return new String(Json.write(structured), StandardCharsets.UTF_8)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static Offer offer(StockedProduct stocked, Prices prices) {
        LongSummaryStatistics cents = stocked.variants().stream()
                .mapToLong(StockedVariant::priceCents)
                .summaryStatistics();
        BigDecimal lowest = Money.units(cents.getMin());
        String availability = "https://schema.org/" + availability(stocked);
        return cents.getCount() == 1
                ? new Offer("Offer", prices.currency(), lowest, null, null, null, availability)
                : new Offer(
                        "AggregateOffer",
                        prices.currency(),
                        null,
                        lowest,
                        Money.units(cents.getMax()),
                        stocked.variants().size(),
                        availability);
    }

    private static String availability(StockedProduct stocked) {
        if (stocked.available() > 0) {
            return "InStock";
        }
        return stocked.variants().stream().anyMatch(Offers::isSold) ? "BackOrder" : "OutOfStock";
    }
}
