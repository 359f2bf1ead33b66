package io.tianguis.dialects.mercately;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.ProductChange;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import io.tianguis.stock.ItemChange;
import io.tianguis.stock.OpeningStock;
import io.tianguis.stock.VariantOfProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what is said of a product (C21), field by field, so that every fault is told at once. The fields of a variant beside
 * the product's own are those of the one variant of a product without options.
 */
final class ProductReader {

    private final Parameters fields;
    private final Function<String, Optional<Long>> categories;
    private final List<String> faults = new ArrayList<>();

    private ProductReader(Parameters fields, Function<String, Optional<Long>> categories) {
        this.fields = fields;
        this.categories = categories;
    }

    /** @param openings one for each variant, in their order */
    record Creation(NewProduct product, List<OpeningStock> openings) {}

    /** @param only what is said of the one variant of a product without options */
    record Update(ProductChange change, ItemChange only, List<VariantOfProduct> variants) {}

    /**
     * A product to be created.
     *
     * @param categories finds a category's id by its web id
     */
    static Outcome<Creation, List<String>> creation(Parameters fields, Function<String, Optional<Long>> categories) {
        return new ProductReader(fields, categories).creation();
    }

    /** The same for a product to be changed. */
    static Outcome<Update, List<String>> update(Parameters fields, Function<String, Optional<Long>> categories) {
        return new ProductReader(fields, categories).update();
    }

    private Outcome<Creation, List<String>> creation() {
        Optional<String> title = title();
        ProductChange face = face(title);
        ItemChange only = VariantChangeReader.read(fields, faults::add);
        List<VariantOfProduct> variants = new VariantsReader(fields, faults::add).read();
        if (face.options().isEmpty() && faults.isEmpty()) {
            variants = onlyVariant(variants, only);
        }
        for (VariantOfProduct variant : variants) {
            if (price(variant, only).isEmpty() && faults.isEmpty()) {
                faults.add("El precio no puede estar vacío");
            }
        }
        if (!faults.isEmpty() || title.isEmpty()) {
            return Outcome.rejected(List.copyOf(faults));
        }
        List<NewVariant> made = variants.stream()
                .map(variant -> variant.newVariant(price(variant, only).orElseThrow()))
                .toList();
        return Outcome.ok(new Creation(
                new NewProduct(
                        title.get(),
                        face.description().value(),
                        face.categoryId().value(),
                        face.status().orElse(ProductStatus.ACTIVE),
                        face.imageUrls().orElse(List.of()),
                        face.options(),
                        made),
                variants.stream().map(VariantOfProduct::opening).toList()));
    }

    private Outcome<Update, List<String>> update() {
        Optional<String> title = fields.has("title") ? title() : Optional.empty();
        ProductChange face = face(title);
        ItemChange only = VariantChangeReader.read(fields, faults::add);
        List<VariantOfProduct> variants = new VariantsReader(fields, faults::add).read();
        return faults.isEmpty() ? Outcome.ok(new Update(face, only, variants)) : Outcome.rejected(List.copyOf(faults));
    }

    private ProductChange face(Optional<String> title) {
        return new ProductChange(
                title, description(), category(), status(), imageUrls(), new OptionsReader(fields, faults::add).read());
    }

    private Optional<String> title() {
        return fields.isBlank("title")
                ? fault("El título no puede estar vacío")
                : FieldTexts.name(fields.text("title"), "El título", NewProduct.MAX_TITLE_LENGTH, faults::add);
    }

    private Change<String> description() {
        if (!fields.has("description")) {
            return Change.none();
        }
        if (fields.isBlank("description")) {
            return Change.to(null);
        }
        Optional<String> text = fields.text("description");
        if (text.isEmpty()) {
            fault("La descripción debe ser un texto");
        }
        if (text.filter(value -> value.length() > NewProduct.MAX_DESCRIPTION_LENGTH)
                .isPresent()) {
            text = fault("La descripción no puede tener más de " + NewProduct.MAX_DESCRIPTION_LENGTH + " caracteres");
        }
        return text.map(Change::to).orElseGet(Change::none);
    }

    private Change<Long> category() {
        if (!fields.has("subcategory_id")) {
            return Change.none();
        }
        if (fields.isBlank("subcategory_id")) {
            return Change.to(null);
        }
        Optional<Long> category = fields.text("subcategory_id").flatMap(categories);
        if (category.isEmpty()) {
            fault(CatalogErrors.NO_CATEGORY);
        }
        return category.map(Change::to).orElseGet(Change::none);
    }

    private Optional<ProductStatus> status() {
        if (fields.isBlank("active")) {
            return Optional.empty();
        }
        Optional<Boolean> active = fields.flag("active");
        if (active.isEmpty()) {
            fault("Activo debe ser verdadero o falso");
        }
        return active.map(yes -> yes ? ProductStatus.ACTIVE : ProductStatus.PAUSED);
    }

    private Optional<List<String>> imageUrls() {
        if (!fields.has("image_urls")) {
            return Optional.empty();
        }
        if (fields.isBlank("image_urls")) {
            return Optional.of(List.of());
        }
        Optional<List<Parameter>> sent = fields.items("image_urls");
        if (sent.isEmpty()) {
            return fault("Las imágenes deben ser una lista de direcciones");
        }
        if (sent.get().size() > NewProduct.MAX_IMAGES) {
            return fault("El producto no puede tener más de " + NewProduct.MAX_IMAGES + " imágenes");
        }
        List<String> urls = new ArrayList<>();
        for (int position = 1; position <= sent.get().size(); position++) {
            FieldTexts.address(sent.get().get(position - 1).text(), "La URL de la imagen " + position, faults::add)
                    .ifPresent(urls::add);
        }
        return Optional.of(urls);
    }

    /** A product without options has one variant, of which the product's fields tell what its own do not. */
    private List<VariantOfProduct> onlyVariant(List<VariantOfProduct> variants, ItemChange only) {
        if (variants.size() > 1) {
            fault("Un producto sin opciones tiene una sola variante");
            return List.of();
        }
        return List.of(
                variants.isEmpty()
                        ? new VariantOfProduct(Optional.empty(), List.of(), only)
                        : variants.getFirst().completedBy(only));
    }

    private static Optional<Long> price(VariantOfProduct variant, ItemChange only) {
        return variant.change().variant().priceCents().or(() -> only.variant().priceCents());
    }

    private <T> Optional<T> fault(String sentence) {
        faults.add(sentence);
        return Optional.empty();
    }
}
