package io.tianguis.dialects.mercately;

import io.tianguis.catalog.OptionValue;
import io.tianguis.catalog.Product;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.stock.Products;
import io.tianguis.stock.StockedProduct;
import io.tianguis.stock.StockedVariant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Products as this dialect writes them (C21). */
final class ProductJson {

    private ProductJson() {}

    /** The answer to a list. */
    record Page(List<Shown> products, long total_pages) {

        static Page of(Products.Page page, Paging paging) {
            return new Page(
                    page.products().stream()
                            .map(product -> Shown.of(product, false))
                            .toList(),
                    paging.totalPages(page.total()));
        }
    }

    /** The answer to a POST, a PUT and a DELETE. */
    record Answered(String message, Shown product) {

        static Answered created(StockedProduct product) {
            return new Answered("Producto creado con éxito", Shown.of(product, false));
        }

        static Answered updated(StockedProduct product) {
            return new Answered("Producto actualizado con éxito", Shown.of(product, false));
        }

        static Answered deleted(StockedProduct product) {
            return new Answered("Producto eliminado con éxito", Shown.of(product, true));
        }
    }

    /**
     * @param quantity the units of all variants that can be sold now
     * @param price the lowest of the variants', with the wholesale price of that one
     * @param sku of the one variant of a product without options, else null
     * @param category the root of the tree
     * @param subcategory the node itself where it is deeper than the root
     */
    record Shown(
            String web_id,
            String title,
            @Nullable String description,
            long quantity,
            String price,
            @Nullable String wholesale_price,
            boolean active,
            boolean deleted,
            @Nullable String url,
            @Nullable String sku,
            List<String> images,
            @Nullable Category category,
            @Nullable Category subcategory,
            List<Option> options,
            List<VariantJson.Variant> variants) {

        static Shown of(StockedProduct stocked, boolean deleted) {
            Product product = stocked.product();
            Optional<StockedVariant> cheapest =
                    stocked.variants().stream().min(Comparator.comparingLong(StockedVariant::priceCents));
            Optional<StockedVariant> only = stocked.optionValues().isEmpty() ? cheapest : Optional.empty();
            return new Shown(
                    product.webId(),
                    product.title(),
                    product.description(),
                    stocked.available(),
                    Formats.money(cheapest.map(StockedVariant::priceCents).orElse(0L)),
                    cheapest.map(StockedVariant::wholesalePriceCents)
                            .map(Formats::money)
                            .orElse(null),
                    product.status() == ProductStatus.ACTIVE,
                    deleted,
                    only.map(StockedVariant::pageUrl).orElse(null),
                    only.map(StockedVariant::sku).orElse(null),
                    stocked.pictures(),
                    Category.of(product.rootCategoryWebId(), product.rootCategoryName()),
                    Objects.equals(product.categoryWebId(), product.rootCategoryWebId())
                            ? null
                            : Category.of(product.categoryWebId(), product.categoryName()),
                    Option.of(stocked.optionValues()),
                    stocked.variants().stream().map(VariantJson.Variant::of).toList());
        }
    }

    record Category(String web_id, String name) {

        static @Nullable Category of(@Nullable String webId, @Nullable String name) {
            return webId == null || name == null ? null : new Category(webId, name);
        }
    }

    record Option(String web_id, String name, List<Value> values) {

        record Value(String web_id, String value) {}

        static List<Option> of(List<OptionValue> values) {
            Map<String, Option> options = new LinkedHashMap<>();
            for (OptionValue value : values) {
                options.computeIfAbsent(
                                value.optionWebId(), webId -> new Option(webId, value.optionName(), new ArrayList<>()))
                        .values()
                        .add(new Value(value.webId(), value.value()));
            }
            return List.copyOf(options.values());
        }
    }
}
