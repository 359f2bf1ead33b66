package io.tianguis;

import io.tianguis.catalog.Category;
import io.tianguis.catalog.CategoryRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import org.jspecify.annotations.Nullable;

/** A step that changes a category, and prints it as it is afterwards. */
abstract class CategoryStep extends ShopStep {

    /** A category as it is printed. Moments are UTC. */
    record Printed(
            long id,
            @Nullable Long parent_id,
            int level,
            int position,
            String name,
            boolean default_category,
            String created_at,
            String updated_at) {

        static Printed of(Category category) {
            return new Printed(
                    category.categoryId(),
                    category.parentId(),
                    category.level(),
                    category.position(),
                    category.name(),
                    category.isDefault(),
                    category.createdAt().toString(),
                    category.updatedAt().toString());
        }
    }

    /** What the step does in its transaction. */
    abstract Outcome<Category, CategoryRejection> step(Backend backend, Tx tx, Shop shop);

    @Override
    final Object take(Backend backend, Shop shop) {
        Outcome<Category, CategoryRejection> outcome = backend.database().transaction(tx -> step(backend, tx, shop));
        return outcome.fold(Printed::of, rejection -> {
            throw new CommandRefused(explained(shop, rejection));
        });
    }

    static String explained(Shop shop, CategoryRejection rejection) {
        return switch (rejection) {
            case CategoryRejection.InvalidName _ ->
                "A category's name has 1 to " + Category.MAX_NAME_LENGTH + " characters: give one with --name.";
            case CategoryRejection.TooManyCategories _ ->
                "Shop " + shop.shopId() + " has " + Category.MOST + " categories, and can have no more.";
            case CategoryRejection.CategoryNotFound(long categoryId) ->
                "Shop " + shop.shopId() + " has no category " + categoryId + ".";
            case CategoryRejection.ParentNotFound(long parentId) ->
                "Shop " + shop.shopId() + " has no category " + parentId + " to be the parent.";
            case CategoryRejection.BelowItself(long categoryId, long parentId) ->
                "Category " + parentId + " is " + categoryId + " itself or stands below it: it cannot be the parent.";
            case CategoryRejection.TooDeep(int levels) ->
                "The tree would have " + levels + " levels, and may have " + Category.LEVELS + ".";
            case CategoryRejection.HasChildren(long categoryId, int children) ->
                "Category " + categoryId + " has " + children
                        + (children == 1 ? " category" : " categories") + " below it: move or remove "
                        + (children == 1 ? "it" : "these") + " first.";
        };
    }
}
