package io.tianguis.dialects.mercately;

import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.VariantChange;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Money;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Parameters;
import io.tianguis.stock.ItemChange;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads what is said of a variant (C19), field by field in the order of the source, so that every fault is told at once. A
 * field that is not there is not changed. Null or an empty text removes what a variant can be without: the wholesale price,
 * the address of its page, its image. In the other fields both are faults of a PATCH, while in a product and of a new variant
 * they say nothing.
 */
final class VariantChangeReader {

    private static final BigDecimal MAX_PRICE = Money.units(VariantChange.MAX_PRICE_CENTS);

    private final Parameters fields;
    private final boolean blanksSayNothing;
    private final Consumer<String> faults;

    private VariantChangeReader(Parameters fields, boolean blanksSayNothing, Consumer<String> faults) {
        this.fields = fields;
        this.blanksSayNothing = blanksSayNothing;
        this.faults = faults;
    }

    /** The change of a PATCH, or a sentence for each field that cannot be taken. */
    static Outcome<ItemChange, List<String>> read(Parameters fields) {
        List<String> faults = new ArrayList<>();
        ItemChange change = new VariantChangeReader(fields, false, faults::add).read();
        return faults.isEmpty() ? Outcome.ok(change) : Outcome.rejected(List.copyOf(faults));
    }

    /**
     * What is said of a variant that is new, or within its product.
     *
     * @param faults takes a sentence for each field that cannot be taken, which reads as not said
     */
    static ItemChange read(Parameters fields, Consumer<String> faults) {
        return new VariantChangeReader(fields, true, faults).read();
    }

    private ItemChange read() {
        Optional<Long> price = said("price", () -> price("price", "El precio"));
        Change<Long> wholesalePrice =
                removable("wholesale_price", () -> price("wholesale_price", "El precio al por mayor"));
        Optional<Long> quantity = said("quantity", this::quantity);
        Optional<String> sku = said("sku", this::sku);
        Optional<Boolean> sellingWithoutStock = said("selling_without_stock", this::sellingWithoutStock);
        Change<String> page = removable("variant_url", () -> address("variant_url", "La URL de la variante"));
        Change<String> image = removable("image", () -> address("image", "La URL de la imagen"));
        return new ItemChange(
                new VariantChange(price, wholesalePrice, sku, page, image), quantity, sellingWithoutStock);
    }

    private <T> Optional<T> said(String key, Supplier<Optional<T>> reader) {
        boolean said = blanksSayNothing ? !fields.isBlank(key) : fields.has(key);
        return said ? reader.get() : Optional.empty();
    }

    private <T> Change<T> removable(String key, Supplier<Optional<T>> reader) {
        if (!fields.has(key)) {
            return Change.none();
        }
        return fields.isBlank(key)
                ? Change.to(null)
                : reader.get().map(Change::to).orElseGet(Change::none);
    }

    /** Cents; the sign is looked at before rounding, which would make nothing of a tenth of a cent. */
    private Optional<Long> price(String key, String name) {
        Optional<BigDecimal> units = fields.decimal(key);
        if (units.isEmpty()) {
            return fault(name + " debe ser un número");
        }
        if (units.get().signum() < 0) {
            return fault(name + " no puede ser negativo");
        }
        return units.get().compareTo(MAX_PRICE) > 0
                ? fault(name + " no puede ser mayor que " + MAX_PRICE.toPlainString())
                : Optional.of(Money.cents(units.get()));
    }

    private Optional<Long> quantity() {
        Optional<BigDecimal> number = fields.decimal("quantity");
        if (number.isPresent() && number.get().signum() < 0) {
            return fault("La cantidad no puede ser negativa");
        }
        if (number.isPresent() && number.get().compareTo(BigDecimal.valueOf(ItemChange.MAX_UNITS)) > 0) {
            return fault("La cantidad no puede ser mayor que " + ItemChange.MAX_UNITS);
        }
        Optional<Long> units = fields.integer("quantity");
        return units.isEmpty() ? fault("La cantidad debe ser un número entero") : units;
    }

    private Optional<String> sku() {
        Optional<String> sku = fields.text("sku");
        if (sku.isEmpty() && !fields.isBlank("sku")) {
            return fault("El SKU debe ser un texto");
        }
        if (sku.isEmpty() || sku.get().isBlank()) {
            return fault("El SKU no puede estar vacío");
        }
        if (sku.get().length() > NewVariant.MAX_SKU_LENGTH) {
            return fault("El SKU no puede tener más de " + NewVariant.MAX_SKU_LENGTH + " caracteres");
        }
        return FieldTexts.isPrintable(sku.get()) ? sku : fault("El SKU contiene caracteres no imprimibles");
    }

    private Optional<Boolean> sellingWithoutStock() {
        Optional<Boolean> flag = fields.flag("selling_without_stock");
        return flag.isEmpty() ? fault("Vender sin existencias debe ser verdadero o falso") : flag;
    }

    private Optional<String> address(String key, String name) {
        return FieldTexts.address(fields.text(key), name, faults);
    }

    private <T> Optional<T> fault(String sentence) {
        faults.accept(sentence);
        return Optional.empty();
    }
}
