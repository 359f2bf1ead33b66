package io.tianguis.demonstration;

import io.tianguis.catalog.Catalog.Created;
import io.tianguis.catalog.CatalogRejection;
import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.NewVariant.Customs;
import io.tianguis.catalog.NewVariant.Dimensions;
import io.tianguis.catalog.NewVariant.MarketplaceSkus;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.OpeningStock;
import io.tianguis.stock.Stock;
import java.math.BigDecimal;
import java.util.List;

/**
 * The items that the examples of the Marketful documents ask for, so that they can be sent word for word: the stock of
 * {@code PAQ-EA} is 100 at 403.19, orders take {@code MULTI01} and {@code TERMO10}, an inbound brings {@code BOTLE12}.
 */
final class DocumentedItems {

    private record Item(String title, String sku, long priceCents, long units) {}

    private static final List<Item> ITEMS = List.of(
            new Item("Paquete ecológico", "PAQ-EA", 40_319, 100),
            new Item("Multicontacto de 6 entradas", "MULTI01", 24_900, 10_000),
            new Item("Termo 10 horas", "TERMO10", 35_900, 10_000),
            new Item("Botella 12 onzas", "BOTLE12", 18_900, 25));

    private DocumentedItems() {}

    /** The SKUs that the shop has already, be it by its own doing. */
    static List<String> present(Stock stock, ShopId shop) {
        return ITEMS.stream()
                .map(Item::sku)
                .filter(sku -> stock.findBySku(shop, sku).isPresent())
                .toList();
    }

    static void enter(Tx tx, Stock stock, ShopId shop, List<String> present) {
        for (int index = 0; index < ITEMS.size(); index++) {
            Item item = ITEMS.get(index);
            if (!present.contains(item.sku())) {
                enter(tx, stock, shop, item, index);
            }
        }
    }

    private static void enter(Tx tx, Stock stock, ShopId shop, Item item, int index) {
        NewVariant variant = new NewVariant(
                List.of(),
                item.sku(),
                Ean13.of("750", 900_000_000L + index),
                item.priceCents(),
                null,
                null,
                null,
                new Dimensions(
                        new BigDecimal("15"), new BigDecimal("15"), new BigDecimal("20"), new BigDecimal("0.45")),
                new MarketplaceSkus("ML" + item.sku(), "AMZ" + item.sku()),
                Customs.NONE,
                false);
        NewProduct product = NewProduct.of(item.title(), ProductStatus.ACTIVE, variant);
        switch (stock.create(tx, shop, product, List.of(new OpeningStock(item.units(), false)))) {
            case Outcome.Ok<Created, CatalogRejection> _ -> {}
            case Outcome.Rejected<Created, CatalogRejection>(CatalogRejection rejection) ->
                throw new IllegalStateException(item.sku() + " was refused: " + rejection);
        }
    }
}
