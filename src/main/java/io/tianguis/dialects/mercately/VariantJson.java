package io.tianguis.dialects.mercately;

import io.tianguis.stock.StockedVariant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variants as this dialect writes them (C17). */
final class VariantJson {

    private VariantJson() {}

    /** The answer to a GET. */
    record Shown(Variant variant) {

        static Shown of(StockedVariant item) {
            return new Shown(Variant.of(item));
        }
    }

    /** The answer to a POST and to a PATCH. */
    record Answered(String message, Variant variant) {

        static Answered created(StockedVariant item) {
            return new Answered("Variante creada con éxito", Variant.of(item));
        }

        static Answered updated(StockedVariant item) {
            return new Answered("Variante actualizada con éxito", Variant.of(item));
        }
    }

    /** The answer to a DELETE. */
    record Deleted(String message) {}

    static final Deleted DELETED = new Deleted("Variante eliminada con éxito");

    /**
     * @param quantity the units that can be sold now
     * @param image empty when there is none
     */
    record Variant(
            String web_id,
            String name,
            String price,
            @Nullable String wholesale_price,
            @Nullable String sku,
            long quantity,
            List<String> variant_option_web_ids,
            String image,
            @Nullable String variant_url) {

        static Variant of(StockedVariant item) {
            @Nullable Long wholesalePrice = item.wholesalePriceCents();
            @Nullable String image = item.imageUrl();
            return new Variant(
                    item.webId(),
                    item.name(),
                    Formats.money(item.priceCents()),
                    wholesalePrice == null ? null : Formats.money(wholesalePrice),
                    item.sku(),
                    item.available(),
                    item.optionValueWebIds(),
                    image == null ? "" : image,
                    item.pageUrl());
        }
    }
}
