package io.tianguis.dialects.mercately;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import io.tianguis.stock.VariantOfProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads variants with their option values: those of a product (C21), or a new one alone (C18). */
final class VariantsReader {

    private final Parameters product;
    private final Consumer<String> faults;

    /** @param faults takes a sentence for each field that cannot be taken */
    VariantsReader(Parameters product, Consumer<String> faults) {
        this.product = product;
        this.faults = faults;
    }

    /** Those of the product, in their order. */
    List<VariantOfProduct> read() {
        if (product.isBlank("variants")) {
            return List.of();
        }
        Optional<List<Parameter>> sent = product.items("variants");
        if (sent.isEmpty()) {
            faults.accept("Las variantes deben ser una lista");
            return List.of();
        }
        if (sent.get().size() > NewProduct.MAX_VARIANTS) {
            faults.accept("El producto no puede tener más de " + NewProduct.MAX_VARIANTS + " variantes");
            return List.of();
        }
        List<VariantOfProduct> variants = new ArrayList<>();
        for (int position = 1; position <= sent.get().size(); position++) {
            String name = "Variante " + position + ": ";
            sent.get()
                    .get(position - 1)
                    .object()
                    .ifPresentOrElse(
                            fields -> variants.add(read(fields, sentence -> faults.accept(name + sentence))),
                            () -> faults.accept(name + "debe ser un objeto"));
        }
        return variants;
    }

    /** One variant. Its web id names it when it has no option values, as in what a product shows of it. */
    static VariantOfProduct read(Parameters fields, Consumer<String> faults) {
        List<String> values = optionValues(fields, faults);
        Optional<String> webId =
                values.isEmpty() && !fields.isBlank("web_id") ? fields.text("web_id") : Optional.empty();
        return new VariantOfProduct(webId, values, VariantChangeReader.read(fields, faults));
    }

    private static List<String> optionValues(Parameters fields, Consumer<String> faults) {
        List<String> values = new ArrayList<>();
        for (int position = 1; position <= NewProduct.MAX_OPTIONS; position++) {
            String key = "option" + position;
            if (!fields.isBlank(key)) {
                if (values.size() < position - 1) {
                    faults.accept("Falta el valor de la opción %d (option%d)"
                            .formatted(values.size() + 1, values.size() + 1));
                    return values;
                }
                FieldTexts.name(fields.text(key), "El valor de " + key, NewOption.MAX_LENGTH, faults)
                        .ifPresent(values::add);
            }
        }
        return values;
    }
}
