package io.tianguis.dialects.marketful;

import io.tianguis.catalog.NewProduct;
import io.tianguis.kernel.Moments;
import io.tianguis.kernel.Money;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.stock.Availability;
import io.tianguis.stock.Stock;
import io.tianguis.stock.Stock.Registration;
import io.tianguis.stock.StockedVariant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Items as this dialect writes them. */
final class ItemJson {

    private static final String TAKEN = "SKU is already taken";
    private static final String REPEATED = "SKU is repeated in this request";

    private ItemJson() {}

    /** The answer of {@code get_stock}. */
    record Level(String message, String sku, long available_quantity, long item_id, BigDecimal price) {

        static Level of(Availability item) {
            return new Level(
                    "Succes",
                    item.sku(),
                    item.available(),
                    item.variantId(),
                    oneDecimal(Money.units(item.priceCents())));
        }
    }

    /** The answer of {@code get_stock_ean}. */
    record LevelOfEan(String message, @Nullable String ean, long available_quantity, long item_id) {

        static LevelOfEan of(StockedVariant item) {
            return new LevelOfEan("Succes", item.ean(), item.available(), item.variantId());
        }
    }

    /** The answer of the list of items. */
    record Page(String message, Paging.Json paging, List<Listed> results) {

        static Page of(Stock.Page page, Paging paging) {
            return new Page(
                    "Succes",
                    paging.json(page.total()),
                    page.items().stream().map(Listed::of).toList());
        }
    }

    /** An item of a list, with the first three of its pictures. Nobody asks how it is packed and labeled. */
    record Listed(
            long id,
            String title,
            long available_quantity,
            @Nullable String picture_1,
            @Nullable String picture_2,
            @Nullable String picture_3,
            String created_at,
            String updated_at,
            @Nullable String ean,
            @Nullable String description,
            @Nullable String height,
            @Nullable String width,
            @Nullable String length,
            @Nullable String weight,
            @Nullable String seller_sku,
            boolean acepta_bo,
            @Nullable String ml_sku,
            @Nullable String amz_sku,
            @Nullable String clave_sat,
            @Nullable String fraccion_arancelaria,
            @Nullable String embalaje_preferido,
            @Nullable String etiqueta_nom,
            @Nullable Boolean fragil,
            String price) {

        static Listed of(Stock.Listed listed) {
            StockedVariant item = listed.item();
            return new Listed(
                    item.variantId(),
                    item.title(),
                    item.available(),
                    picture(listed, 0),
                    picture(listed, 1),
                    picture(listed, 2),
                    Moments.utc(item.createdAt()),
                    Moments.utc(item.updatedAt()),
                    item.ean(),
                    listed.description(),
                    measure(item.height()),
                    measure(item.width()),
                    measure(item.length()),
                    measure(item.weight()),
                    item.sku(),
                    item.acceptsBackOrders(),
                    item.mercadoLibreSku(),
                    item.amazonSku(),
                    item.taxProductCode(),
                    item.tariffCode(),
                    null,
                    null,
                    item.fragile(),
                    oneDecimal(priceOf(item)).toPlainString());
        }

        private static @Nullable String picture(Stock.Listed listed, int place) {
            return place < listed.pictures().size() ? listed.pictures().get(place) : null;
        }
    }

    /** The answer of {@code update_item}. */
    record Updated(String message, String description, List<Item> items_updated) {

        static Updated of(StockedVariant item) {
            return new Updated("Success", "Item updated", List.of(Item.of(item)));
        }
    }

    /** The answer of {@code delete_item}. */
    record Deleted(String message, String description) {

        static Deleted of(long itemId) {
            return new Deleted("Succes", "Item " + itemId + " deleted");
        }
    }

    /** An item as {@code update_item} shows it, with its EAN (K17). Prices and measures are texts, as in the source. */
    record Item(
            long item_id,
            String title,
            String list_price,
            @Nullable String sku,
            long available_quantity,
            @Nullable String height,
            @Nullable String width,
            @Nullable String length,
            @Nullable String weight,
            @Nullable String ml_sku,
            @Nullable String amz_sku,
            @Nullable String clave_sat,
            @Nullable String fraccion_arancelaria,
            @Nullable Boolean fragil,
            @Nullable String ean) {

        static Item of(StockedVariant item) {
            return new Item(
                    item.variantId(),
                    item.title(),
                    oneDecimal(priceOf(item)).toPlainString(),
                    item.sku(),
                    item.available(),
                    measure(item.height()),
                    measure(item.width()),
                    measure(item.length()),
                    measure(item.weight()),
                    item.mercadoLibreSku(),
                    item.amazonSku(),
                    item.taxProductCode(),
                    item.tariffCode(),
                    item.fragile(),
                    item.ean());
        }
    }

    /** What is wrong with one item of a call. */
    record Errors(@Nullable String sku, List<String> errors) {}

    private record Saved(String message, String description, List<Item> items_saved) {}

    private record PartlySaved(String message, List<Errors> items_errors, List<Item> items_saved, String description) {}

    /**
     * The answer of {@code create_item} to data without fault. SKUs that exist have the first sentence, also when others
     * are repeated besides.
     */
    static Response registration(List<NewProduct> asked, Registration registration) {
        List<Item> saved = registration.saved().stream().map(Item::of).toList();
        if (registration.isComplete()) {
            return Response.json(200, Json.write(new Saved("Succes", "All Items are now registered", saved)));
        }
        String message = registration.taken().isEmpty()
                ? "Not all the items could be saved"
                : "The following Items could not be saved";
        return Response.json(
                201, Json.write(new PartlySaved(message, errors(asked, registration), saved, reason(registration))));
    }

    private static List<Errors> errors(List<NewProduct> asked, Registration registration) {
        Map<Integer, String> unsaved = new TreeMap<>();
        registration.taken().forEach(index -> unsaved.put(index, TAKEN));
        registration.repeated().forEach(index -> unsaved.put(index, REPEATED));
        return unsaved.entrySet().stream()
                .map(error -> new Errors(
                        asked.get(error.getKey()).variants().getFirst().sku(), List.of(error.getValue())))
                .toList();
    }

    private static String reason(Registration registration) {
        if (registration.repeated().isEmpty()) {
            return "The SKU of these items is already registered";
        }
        return registration.taken().isEmpty()
                ? "The same SKU stands more than once in the request"
                : "The SKU of these items is already registered, or stands more than once in the request";
    }

    private static BigDecimal priceOf(StockedVariant item) {
        return Money.units(item.priceCents());
    }

    private static @Nullable String measure(@Nullable BigDecimal value) {
        return value == null ? null : oneDecimal(value).toPlainString();
    }

    /** As Ruby writes decimals: no zeros at the end, and one digit after the point at least. */
    private static BigDecimal oneDecimal(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.scale() < 1 ? shortest.setScale(1) : shortest;
    }
}
