package io.tianguis.dialects.marketful;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.NewVariant.Customs;
import io.tianguis.catalog.NewVariant.Dimensions;
import io.tianguis.catalog.NewVariant.MarketplaceSkus;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the items of {@code create_item}: all of them, or what is wrong with each (K16, K17). */
final class ItemIntake {

    private static final int MAX_ITEMS = 1_000;

    /** Why no item is saved, in the order of the checks. */
    sealed interface Refusal {

        /** There is no list of items, it is empty, or one of them has no SKU or no title. */
        record Missing() implements Refusal {}

        /** There are more than 1,000 items, or the data of some are wrong. */
        record Incomplete(List<ItemJson.Errors> items) implements Refusal {}
    }

    static Outcome<List<NewProduct>, Refusal> read(Parameters parameters) {
        List<Parameter> elements = parameters.items("items").orElse(List.of());
        if (elements.isEmpty() || !elements.stream().allMatch(ItemIntake::isNamed)) {
            return Outcome.rejected(new Refusal.Missing());
        }
        if (elements.size() > MAX_ITEMS) {
            return Outcome.rejected(new Refusal.Incomplete(List.of(
                    new ItemJson.Errors(null, List.of("items can't be more than " + MAX_ITEMS + " in one request")))));
        }
        List<NewProduct> products = new ArrayList<>();
        List<ItemJson.Errors> faulty = new ArrayList<>();
        for (Parameter element : elements) {
            Parameters item = element.object().orElse(Parameters.NONE);
            ItemFields fields = new ItemFields(item);
            Optional<NewProduct> product = product(fields);
            product.ifPresent(products::add);
            if (product.isEmpty()) {
                faulty.add(new ItemJson.Errors(item.text("sku").orElse(null), fields.errors()));
            }
        }
        return faulty.isEmpty() ? Outcome.ok(products) : Outcome.rejected(new Refusal.Incomplete(faulty));
    }

    private static boolean isNamed(Parameter element) {
        return element.object()
                .filter(item -> !item.isBlank("sku") && !item.isBlank("title"))
                .isPresent();
    }

    /** Reads every field, in the order of the source's table, so that all errors are told at once. */
    private static Optional<NewProduct> product(ItemFields item) {
        Optional<String> title = item.title();
        Optional<Long> price = item.priceCents();
        Optional<String> sku = item.sku();
        Dimensions dimensions = new Dimensions(
                item.measure("height").orElse(null),
                item.measure("width").orElse(null),
                item.measure("length").orElse(null),
                item.measure("weight").orElse(null));
        Optional<String> ean = item.ean();
        MarketplaceSkus marketplaceSkus = new MarketplaceSkus(
                item.marketplaceSku("ml_sku").orElse(null),
                item.marketplaceSku("amz_sku").orElse(null));
        Customs customs = new Customs(
                item.text("clave_sat").orElse(null),
                item.text("fraccion_arancelaria").orElse(null));
        Optional<Boolean> fragile = item.flag("fragil");
        if (!item.errors().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(NewProduct.unpublished(
                title.orElseThrow(),
                new NewVariant(
                        List.of(),
                        sku.orElseThrow(),
                        ean.orElse(null),
                        price.orElseThrow(),
                        null,
                        null,
                        null,
                        dimensions,
                        marketplaceSkus,
                        customs,
                        fragile.orElse(null))));
    }
}
