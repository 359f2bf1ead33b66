package io.tianguis.catalog;

import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.kernel.Change;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a product's face; what is not said stays.
 *
 * @param title as {@link NewProduct#title()}
 * @param description cleared by a change to nothing, like the category
 * @param imageUrls all of them, as {@link NewProduct#imageUrls()}
 * @param options that the product is to have beside its own, known by their names, each with the values that it is to have
 *     beside its own; of different names, at most {@link NewProduct#MAX_OPTIONS}
 */
public record ProductChange(
        Optional<String> title,
        Change<String> description,
        Change<Long> categoryId,
        Optional<ProductStatus> status,
        Optional<List<String>> imageUrls,
        List<NewOption> options) {

    public ProductChange {
        imageUrls = imageUrls.map(List::copyOf);
        options = List.copyOf(options);
        imageUrls.ifPresent(NewProduct::checkImages);
        if (title.isPresent() && (title.get().isBlank() || title.get().length() > NewProduct.MAX_TITLE_LENGTH)) {
            throw new IllegalArgumentException("a title has 1 to 255 characters: " + title.get());
        }
        @Nullable String text = description.value();
        if (text != null && text.length() > NewProduct.MAX_DESCRIPTION_LENGTH) {
            throw new IllegalArgumentException("a description of " + text.length() + " characters");
        }
    }
}
