package io.tianguis.dialects.mercately;

import io.tianguis.catalog.CatalogRejection;
import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.platform.http.Response;
import io.tianguis.stock.ProductRejection;
import io.tianguis.stock.StockRejection;
import java.util.List;

/** The wording of what is refused about products and variants, in Spanish. */
final class CatalogErrors {

    private static final String SKU_TAKEN = "El SKU ya está en uso por otra variante";
    private static final String UNITS_OWED = "No se puede dejar de vender sin existencias:"
            + " los pedidos abiertos apartan más unidades de las que hay";

    static final String NO_CATEGORY = "La subcategoría no existe";

    private CatalogErrors() {}

    static Response variantNotCreated(List<String> faults) {
        return MercatelyErrors.errors(422, "No se pudo crear la variante", faults);
    }

    static Response variantNotChanged(List<String> faults) {
        return MercatelyErrors.errors(422, "No se pudo actualizar la variante", faults);
    }

    static Response productNotCreated(List<String> faults) {
        return MercatelyErrors.errors(422, "No se pudo crear el producto", faults);
    }

    static Response productNotChanged(List<String> faults) {
        return MercatelyErrors.errors(422, "No se pudo actualizar el producto", faults);
    }

    /** A variant that was to be changed. */
    static Response variantNotChanged(StockRejection rejection) {
        return switch (rejection) {
            case StockRejection.ItemNotFound _ -> MercatelyErrors.variantNotFound();
            case StockRejection.SkuTaken _ -> variantNotChanged(List.of(SKU_TAKEN));
            case StockRejection.UnitsDiffer(long available) ->
                QuantityHeaders.before(
                        MercatelyErrors.errors(
                                409, "La cantidad ha cambiado", List.of("La cantidad es ahora " + available)),
                        available);
            case StockRejection.UnitsOwed _ -> variantNotChanged(List.of(UNITS_OWED));
        };
    }

    /** A variant that was to be added: the one combination that exists is a conflict (C18). */
    static Response variantNotCreated(CatalogRejection rejection) {
        return switch (rejection) {
            case CatalogRejection.ProductNotFound _ -> MercatelyErrors.productNotFound();
            case CatalogRejection.CombinationTaken(String values) ->
                MercatelyErrors.errors(409, "La combinación ya existe", List.of(combination(values) + " ya existe"));
            case CatalogRejection.CategoryGone _,
                    CatalogRejection.SkuTaken _,
                    CatalogRejection.UnknownOptionValue _,
                    CatalogRejection.MissingOptionValue _,
                    CatalogRejection.OptionsFixed _,
                    CatalogRejection.TooManyOptions _,
                    CatalogRejection.TooManyValues _,
                    CatalogRejection.TooManyVariants _ -> variantNotCreated(List.of(sentence(rejection)));
        };
    }

    static Response productNotCreated(CatalogRejection rejection) {
        return productNotCreated(List.of(sentence(rejection)));
    }

    static Response productNotChanged(ProductRejection rejection) {
        return switch (rejection) {
            case ProductRejection.NotTaken(CatalogRejection.ProductNotFound _) -> MercatelyErrors.productNotFound();
            case ProductRejection.NotTaken(CatalogRejection refused) -> productNotChanged(List.of(sentence(refused)));
            case ProductRejection.VariantNotFound(String webId) ->
                productNotChanged(List.of("El producto no tiene la variante " + webId));
            case ProductRejection.PriceMissing _ -> productNotChanged(List.of("Una variante nueva necesita un precio"));
            case ProductRejection.UnitsOwed _ -> productNotChanged(List.of(UNITS_OWED));
        };
    }

    private static String sentence(CatalogRejection rejection) {
        return switch (rejection) {
            case CatalogRejection.ProductNotFound _ -> "Producto no encontrado";
            case CatalogRejection.CategoryGone _ -> NO_CATEGORY;
            case CatalogRejection.SkuTaken _ -> SKU_TAKEN;
            case CatalogRejection.CombinationTaken(String values) -> combination(values) + " está repetida";
            case CatalogRejection.UnknownOptionValue(String value) ->
                "El valor " + value + " no existe en las opciones del producto";
            case CatalogRejection.MissingOptionValue(int position) ->
                "Falta el valor de la opción %d (option%d)".formatted(position, position);
            case CatalogRejection.OptionsFixed(String option) ->
                "La opción " + option + " no se puede agregar a un producto que ya tiene variantes";
            case CatalogRejection.TooManyOptions _ ->
                "El producto no puede tener más de " + NewProduct.MAX_OPTIONS + " opciones";
            case CatalogRejection.TooManyValues(String option) ->
                "La opción " + option + " no puede tener más de " + NewOption.MAX_VALUES + " valores";
            case CatalogRejection.TooManyVariants _ ->
                "El producto no puede tener más de " + NewProduct.MAX_VARIANTS + " variantes";
        };
    }

    private static String combination(String values) {
        return values.isEmpty() ? "La variante sin opciones" : "La combinación " + values;
    }
}
