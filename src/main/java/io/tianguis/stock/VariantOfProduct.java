package io.tianguis.stock;

import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.NewVariant.Customs;
import io.tianguis.catalog.NewVariant.Dimensions;
import io.tianguis.catalog.NewVariant.MarketplaceSkus;
import io.tianguis.catalog.VariantChange;
import java.util.List;
import java.util.Optional;

/**
 * What a change of a product says of one of its variants.
 *
 * @param webId names the variant; when empty, its option values do
 * @param optionValues in the order of the options
 * @param change what is said of it; of a variant that the product lacks, what it is to be
 */
public record VariantOfProduct(Optional<String> webId, List<String> optionValues, ItemChange change) {

    public VariantOfProduct {
        optionValues = List.copyOf(optionValues);
    }

    /** The same, with what is said elsewhere of price, wholesale price, SKU and stock where this says nothing. */
    public VariantOfProduct completedBy(ItemChange elsewhere) {
        VariantChange own = change.variant();
        VariantChange other = elsewhere.variant();
        return new VariantOfProduct(
                webId,
                optionValues,
                new ItemChange(
                        new VariantChange(
                                own.priceCents().or(other::priceCents),
                                own.wholesalePriceCents().said()
                                        ? own.wholesalePriceCents()
                                        : other.wholesalePriceCents(),
                                own.sku().or(other::sku),
                                own.pageUrl().said() ? own.pageUrl() : other.pageUrl(),
                                own.imageUrl().said() ? own.imageUrl() : other.imageUrl()),
                        change.available().or(elsewhere::available),
                        change.acceptsBackOrders().or(elsewhere::acceptsBackOrders)));
    }

    /** The variant as the product gets it. */
    public NewVariant newVariant(long priceCents) {
        VariantChange said = change.variant();
        return new NewVariant(
                optionValues,
                said.sku().orElse(null),
                null,
                priceCents,
                said.wholesalePriceCents().value(),
                said.imageUrl().value(),
                said.pageUrl().value(),
                Dimensions.UNKNOWN,
                MarketplaceSkus.NONE,
                Customs.NONE,
                null);
    }

    /** What there is of it then. */
    public OpeningStock opening() {
        return new OpeningStock(
                change.available().orElse(0L), change.acceptsBackOrders().orElse(false));
    }
}
