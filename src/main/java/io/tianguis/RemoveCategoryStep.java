package io.tianguis;

import io.tianguis.catalog.Categories.Removed;
import io.tianguis.shops.Shop;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tianguis catalog category remove}. */
@Command(
        name = "remove",
        description = {
            "Removes a category that has none below it, and prints it as it was, with what became of its products.",
            "They go to its parent; those of a root go to the default category, and to none where there is no such."
        },
        mixinStandardHelpOptions = true)
final class RemoveCategoryStep extends ShopStep {

    @Option(names = "--category", required = true, paramLabel = "ID", description = "The category's id.")
    private long category;

    /** What is printed. */
    record Printed(
            CategoryStep.Printed removed,
            long products,
            @Nullable Long products_to) {

        static Printed of(Removed removed) {
            return new Printed(
                    CategoryStep.Printed.of(removed.category()),
                    removed.products(),
                    removed.productsTo().isPresent() ? removed.productsTo().getAsLong() : null);
        }
    }

    @Override
    Object take(Backend backend, Shop shop) {
        return backend.categories().remove(shop.id(), category).fold(Printed::of, rejection -> {
            throw new CommandRefused(CategoryStep.explained(shop, rejection));
        });
    }
}
