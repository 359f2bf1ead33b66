package io.tianguis.stock;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.Catalog.WithOptions;
import io.tianguis.catalog.OptionValue;
import io.tianguis.catalog.Product;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A product with its variants and their levels.
 *
 * @param optionValues every value of every option, option by option
 */
public record StockedProduct(Product product, List<StockedVariant> variants, List<OptionValue> optionValues) {

    /** Whether the shop's own site shows it. */
    public boolean isOffered() {
        return product.status() == ProductStatus.ACTIVE && !variants.isEmpty();
    }

    /** The units of all variants that can be sold now. */
    public long available() {
        return variants.stream().mapToLong(StockedVariant::available).sum();
    }

    /** The product's own pictures in their order; of a product without any, those of its variants. */
    public List<String> pictures() {
        return product.imageUrls().isEmpty()
                ? variants.stream()
                        .map(StockedVariant::imageUrl)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()
                : product.imageUrls();
    }

    static Optional<StockedProduct> find(Statements statements, Catalog catalog, ShopId shop, long productId) {
        return catalog.find(statements, shop, productId)
                .map(product -> list(statements, shop, List.of(product)).getFirst());
    }

    /** Products with their variants, in the order given. */
    static List<StockedProduct> list(Statements statements, ShopId shop, List<WithOptions> products) {
        Map<Long, List<StockedVariant>> variants = StockSql.listByProducts(
                        statements,
                        shop,
                        products.stream()
                                .map(each -> each.product().productId())
                                .toList())
                .stream()
                .collect(Collectors.groupingBy(StockedVariant::productId));
        return products.stream()
                .map(each -> new StockedProduct(
                        each.product(),
                        variants.getOrDefault(each.product().productId(), List.of()),
                        each.optionValues()))
                .toList();
    }
}
