package io.tianguis;

import io.tianguis.catalog.Category;
import io.tianguis.catalog.CategoryRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tianguis catalog category make-default}. */
@Command(
        name = "make-default",
        description = "Makes a category the shop's default one, where products go whose root category is removed.",
        mixinStandardHelpOptions = true)
final class MakeDefaultCategoryStep extends CategoryStep {

    @Option(names = "--category", required = true, paramLabel = "ID", description = "The category's id.")
    private long category;

    @Override
    Outcome<Category, CategoryRejection> step(Backend backend, Tx tx, Shop shop) {
        return backend.categories().makeDefault(tx, shop.id(), category);
    }
}
