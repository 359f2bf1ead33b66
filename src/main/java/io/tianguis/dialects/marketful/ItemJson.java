package io.tianguis.dialects.marketful;

import io.tianguis.kernel.Money;
import io.tianguis.stock.StockedVariant;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Items as this dialect writes them. */
final class ItemJson {

    private ItemJson() {}

    /** The answer of {@code get_stock}. */
    record Level(String message, @Nullable String sku, long available_quantity, long item_id, BigDecimal price) {

        static Level of(StockedVariant item) {
            return new Level("Succes", item.sku(), item.available(), item.variantId(), Money.units(item.priceCents()));
        }
    }
}
