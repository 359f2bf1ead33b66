package io.tianguis.stock;

import io.tianguis.catalog.Catalog.WithOptions;
import io.tianguis.catalog.CatalogRejection;
import io.tianguis.catalog.NewVariant;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a change of a product, which is locked, does to its variants: those that are there first, in the order of their ids. */
final class VariantChanges {

    /** How a product gets one more variant. */
    @FunctionalInterface
    interface Adding {
        Outcome<StockedVariant, CatalogRejection> add(
                Tx tx, ShopId shop, long productId, NewVariant variant, OpeningStock opening, String actor);
    }

    private final Tx tx;
    private final ShopId shop;
    private final Stock stock;
    private final Adding adding;
    private final WithOptions product;
    private final ItemChange only;
    private final String actor;
    private final Map<List<String>, StockedVariant> variants;

    VariantChanges(Tx tx, ShopId shop, Stock stock, Adding adding, WithOptions product, ItemChange only, String actor) {
        this.tx = tx;
        this.shop = shop;
        this.stock = stock;
        this.adding = adding;
        this.product = product;
        this.only = only;
        this.actor = actor;
        this.variants = StockSql.listByProducts(
                        tx, shop, List.of(product.product().productId()))
                .stream()
                .collect(Collectors.toMap(StockedVariant::optionValueWebIds, Function.identity()));
    }

    /** What was refused; the caller then rolls back. */
    Optional<ProductRejection> make(List<VariantOfProduct> said) {
        Map<StockedVariant, List<ItemChange>> changed = new TreeMap<>(Comparator.comparing(StockedVariant::variantId));
        List<VariantOfProduct> added = new ArrayList<>();
        if (product.optionValues().isEmpty()) {
            variants.values().forEach(variant -> changed.put(variant, new ArrayList<>(List.of(only))));
        }
        for (VariantOfProduct variant : said) {
            switch (known(variant)) {
                case Outcome.Rejected<Optional<StockedVariant>, ProductRejection>(ProductRejection rejection) -> {
                    return Optional.of(rejection);
                }
                case Outcome.Ok<Optional<StockedVariant>, ProductRejection>(Optional<StockedVariant> known) ->
                    known.ifPresentOrElse(
                            item -> changed.computeIfAbsent(item, none -> new ArrayList<>())
                                    .add(variant.change()),
                            () -> added.add(variant));
            }
        }
        for (Map.Entry<StockedVariant, List<ItemChange>> entry : changed.entrySet()) {
            for (ItemChange change : entry.getValue()) {
                Optional<ProductRejection> refusal = change(entry.getKey(), change);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
        }
        return added.stream().map(this::add).flatMap(Optional::stream).findFirst();
    }

    private Outcome<Optional<StockedVariant>, ProductRejection> known(VariantOfProduct said) {
        if (said.webId().isPresent()) {
            return variants.values().stream()
                    .filter(variant -> variant.webId().equals(said.webId().get()))
                    .findAny()
                    .<Outcome<Optional<StockedVariant>, ProductRejection>>map(item -> Outcome.ok(Optional.of(item)))
                    .orElseGet(() -> Outcome.rejected(
                            new ProductRejection.VariantNotFound(said.webId().get())));
        }
        return product.combination(said.optionValues())
                .fold(
                        combination -> Outcome.ok(Optional.ofNullable(variants.get(combination))),
                        rejection -> Outcome.rejected(new ProductRejection.NotTaken(rejection)));
    }

    private Optional<ProductRejection> change(StockedVariant item, ItemChange change) {
        return stock.change(tx, shop, item.webId(), change, actor)
                .fold(changed -> Optional.empty(), rejection -> switch (rejection) {
                    case StockRejection.ItemNotFound(String webId) ->
                        Optional.of(new ProductRejection.VariantNotFound(webId));
                    case StockRejection.SkuTaken _ ->
                        Optional.of(new ProductRejection.NotTaken(new CatalogRejection.SkuTaken()));
                    case StockRejection.UnitsOwed _ -> Optional.of(new ProductRejection.UnitsOwed());
                    case StockRejection.UnitsDiffer _ ->
                        throw new IllegalStateException("a change that expects nothing met " + rejection);
                });
    }

    private Optional<ProductRejection> add(VariantOfProduct said) {
        Optional<Long> price =
                said.change().variant().priceCents().or(() -> only.variant().priceCents());
        if (price.isEmpty()) {
            return Optional.of(new ProductRejection.PriceMissing());
        }
        return adding.add(tx, shop, product.product().productId(), said.newVariant(price.get()), said.opening(), actor)
                .fold(item -> Optional.empty(), rejection -> Optional.of(new ProductRejection.NotTaken(rejection)));
    }
}
