package io.tianguis.stock;

import io.tianguis.catalog.OptionValue;
import io.tianguis.catalog.Product;
import java.util.List;

/**
 * A product with its variants and their levels.
 *
 * @param optionValues every value of every option, option by option
 */
public record StockedProduct(Product product, List<StockedVariant> variants, List<OptionValue> optionValues) {

    /** The units of all variants that can be sold now. */
    public long available() {
        return variants.stream().mapToLong(StockedVariant::available).sum();
    }
}
