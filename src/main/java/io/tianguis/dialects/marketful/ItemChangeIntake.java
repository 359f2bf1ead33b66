package io.tianguis.dialects.marketful;

import io.tianguis.catalog.VariantChange;
import io.tianguis.catalog.VariantChange.Particulars;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Parameters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Reads what {@code update_item} says of an item (K19). An attribute that is not there stays; a blank one is cleared, which
 * the SKU, the title and the price cannot be.
 */
final class ItemChangeIntake {

    private static final List<String> ATTRIBUTES = List.of(
            "title",
            "height",
            "width",
            "length",
            "weigth",
            "weight",
            "list_price",
            "sku",
            "ean",
            "ml_sku",
            "amz_sku",
            "clave_sat",
            "fraccion_arancelaria",
            "fragil");

    /** Why the parameters are no change, in the order of the checks. */
    sealed interface Refusal {

        /** No attribute was sent. */
        record Nothing() implements Refusal {}

        /** The SKU would be blank. */
        record SkuBlank() implements Refusal {}

        /**
         * Some data are wrong. What the shop has is looked at before they are told.
         *
         * @param sku as it was sent, if it was
         */
        record Invalid(Optional<String> sku, List<String> errors) implements Refusal {}
    }

    private ItemChangeIntake() {}

    static Outcome<VariantChange, Refusal> read(Parameters parameters) {
        if (ATTRIBUTES.stream().noneMatch(parameters::has)) {
            return Outcome.rejected(new Refusal.Nothing());
        }
        if (parameters.has("sku") && parameters.isBlank("sku")) {
            return Outcome.rejected(new Refusal.SkuBlank());
        }
        ItemFields fields = new ItemFields(parameters);
        VariantChange change = change(parameters, fields);
        return fields.errors().isEmpty()
                ? Outcome.ok(change)
                : Outcome.rejected(new Refusal.Invalid(parameters.text("sku"), fields.errors()));
    }

    /** Reads every attribute, in the order of the source's table, so that all errors are told at once. */
    private static VariantChange change(Parameters parameters, ItemFields fields) {
        Optional<String> title = parameters.has("title") ? fields.title() : Optional.empty();
        Change<BigDecimal> height = fields.change("height", fields::measure);
        Change<BigDecimal> width = fields.change("width", fields::measure);
        Change<BigDecimal> length = fields.change("length", fields::measure);
        Change<BigDecimal> weight = fields.change(parameters.has("weigth") ? "weigth" : "weight", fields::measure);
        Optional<Long> price = parameters.has("list_price") ? fields.priceCents() : Optional.empty();
        Optional<String> sku = fields.sku();
        Change<String> ean = fields.change("ean", _ -> fields.ean());
        return new VariantChange(
                price,
                Change.none(),
                sku,
                Change.none(),
                Change.none(),
                new Particulars(
                        title,
                        ean,
                        height,
                        width,
                        length,
                        weight,
                        fields.change("ml_sku", fields::marketplaceSku),
                        fields.change("amz_sku", fields::marketplaceSku),
                        fields.change("clave_sat", fields::text),
                        fields.change("fraccion_arancelaria", fields::text),
                        fields.change("fragil", fields::flag)));
    }
}
