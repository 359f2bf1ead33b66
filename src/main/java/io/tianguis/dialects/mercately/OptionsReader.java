package io.tianguis.dialects.mercately;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the options of a product (C21): a name each, and values as texts or as a product shows them. */
final class OptionsReader {

    private final Parameters product;
    private final Consumer<String> faults;

    /** @param faults takes a sentence for each option that cannot be taken */
    OptionsReader(Parameters product, Consumer<String> faults) {
        this.product = product;
        this.faults = faults;
    }

    List<NewOption> read() {
        if (product.isBlank("options")) {
            return List.of();
        }
        Optional<List<Parameter>> sent = product.items("options");
        if (sent.isEmpty()) {
            faults.accept("Las opciones deben ser una lista");
            return List.of();
        }
        if (sent.get().size() > NewProduct.MAX_OPTIONS) {
            faults.accept("El producto no puede tener más de " + NewProduct.MAX_OPTIONS + " opciones");
            return List.of();
        }
        List<NewOption> options = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int position = 1; position <= sent.get().size(); position++) {
            option(sent.get().get(position - 1), position).ifPresent(option -> {
                if (names.add(option.name())) {
                    options.add(option);
                } else {
                    faults.accept("La opción " + option.name() + " está repetida");
                }
            });
        }
        return options;
    }

    private Optional<NewOption> option(Parameter sent, int position) {
        Parameters option = sent.object().orElse(Parameters.NONE);
        Optional<String> name = option.isBlank("name")
                ? fault("El nombre de la opción " + position + " no puede estar vacío")
                : FieldTexts.name(
                        option.text("name"), "El nombre de la opción " + position, NewOption.MAX_LENGTH, faults);
        return name.flatMap(known -> values(option, known).map(values -> new NewOption(known, values)));
    }

    private Optional<List<String>> values(Parameters option, String name) {
        List<Parameter> sent = option.items("values").orElse(List.of());
        if (sent.isEmpty()) {
            return fault("La opción " + name + " necesita una lista de valores");
        }
        if (sent.size() > NewOption.MAX_VALUES) {
            return fault("La opción " + name + " no puede tener más de " + NewOption.MAX_VALUES + " valores");
        }
        Set<String> values = new java.util.LinkedHashSet<>();
        for (Parameter value : sent) {
            Optional<String> text = FieldTexts.name(
                    value.object().map(shown -> shown.text("value")).orElseGet(value::text),
                    "El valor de la opción " + name,
                    NewOption.MAX_LENGTH,
                    faults);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            if (!values.add(text.get())) {
                return fault("El valor " + text.get() + " de la opción " + name + " está repetido");
            }
        }
        return Optional.of(List.copyOf(values));
    }

    private <T> Optional<T> fault(String sentence) {
        faults.accept(sentence);
        return Optional.empty();
    }
}
