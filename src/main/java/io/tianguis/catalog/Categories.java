package io.tianguis.catalog;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The door to the tree of categories. Whoever changes a shop's tree holds its one row in {@code category_tree} until the end
 * of the transaction, so that each change is checked against what the one before it left.
 */
public final class Categories {

    /** A version that no tree has. */
    public static final long NO_VERSION = -1;

    private static final int MOVED_AT_ONCE = 1_000;

    private final Database database;
    private final Clock clock;
    private final Randomness randomness;

    public Categories(Database database, Clock clock, Randomness randomness) {
        this.database = database;
        this.clock = clock;
        this.randomness = randomness;
    }

    /**
     * Adds a category at the end of its parent's. Rejections in the order of the checks: {@code InvalidName},
     * {@code TooManyCategories}, {@code ParentNotFound}, {@code TooDeep}.
     *
     * @param parentId null for a root
     */
    public Outcome<Category, CategoryRejection> add(Tx tx, ShopId shop, @Nullable Long parentId, String name) {
        if (!isName(name)) {
            return Outcome.rejected(new CategoryRejection.InvalidName());
        }
        CategoryTree tree = lock(tx, shop);
        if (tree.categories().size() >= Category.MOST) {
            return Outcome.rejected(new CategoryRejection.TooManyCategories());
        }
        return tree.levelBelow(parentId)
                .fold(
                        level -> Outcome.ok(CategoriesSql.insert(
                                tx,
                                shop,
                                parentId,
                                level,
                                name.strip(),
                                randomness.text(Catalog.WEB_ID_LENGTH, Randomness.ALPHANUMERIC),
                                clock.now())),
                        Outcome::rejected);
    }

    /** Gives a category another name. Rejections in the order of the checks: {@code InvalidName}, {@code CategoryNotFound}. */
    public Outcome<Category, CategoryRejection> rename(Tx tx, ShopId shop, long categoryId, String name) {
        if (!isName(name)) {
            return Outcome.rejected(new CategoryRejection.InvalidName());
        }
        if (lock(tx, shop).find(categoryId).isEmpty()) {
            return Outcome.rejected(new CategoryRejection.CategoryNotFound(categoryId));
        }
        return Outcome.ok(CategoriesSql.rename(tx, shop, categoryId, name.strip(), clock.now()));
    }

    /** Makes a category the shop's default one instead of the one that is. Rejection: {@code CategoryNotFound}. */
    public Outcome<Category, CategoryRejection> makeDefault(Tx tx, ShopId shop, long categoryId) {
        if (lock(tx, shop).find(categoryId).isEmpty()) {
            return Outcome.rejected(new CategoryRejection.CategoryNotFound(categoryId));
        }
        return Outcome.ok(CategoriesSql.makeDefault(tx, shop, categoryId, clock.now()));
    }

    /**
     * Moves a category, with all that is below it, to another parent, or to another position below the same one. Rejections
     * in the order of the checks: {@code CategoryNotFound}, {@code ParentNotFound}, {@code BelowItself}, {@code TooDeep}.
     *
     * @param parentId null to make it a root
     * @param position among those of the parent, from 1; beyond the end, or empty, is the end
     */
    public Outcome<Category, CategoryRejection> move(
            Tx tx, ShopId shop, long categoryId, @Nullable Long parentId, OptionalInt position) {
        CategoryTree tree = lock(tx, shop);
        Optional<Category> category = tree.find(categoryId);
        if (category.isEmpty()) {
            return Outcome.rejected(new CategoryRejection.CategoryNotFound(categoryId));
        }
        return moved(tx, shop, tree, category.get(), parentId, position);
    }

    /** Moves a category to a position below the parent that it has. Rejection: {@code CategoryNotFound}. */
    public Outcome<Category, CategoryRejection> reposition(Tx tx, ShopId shop, long categoryId, int position) {
        CategoryTree tree = lock(tx, shop);
        Optional<Category> category = tree.find(categoryId);
        if (category.isEmpty()) {
            return Outcome.rejected(new CategoryRejection.CategoryNotFound(categoryId));
        }
        return moved(tx, shop, tree, category.get(), category.get().parentId(), OptionalInt.of(position));
    }

    private Outcome<Category, CategoryRejection> moved(
            Tx tx, ShopId shop, CategoryTree tree, Category category, @Nullable Long parentId, OptionalInt position) {
        return tree.move(category, parentId, position)
                .fold(
                        places -> {
                            CategoriesSql.place(tx, shop, places, clock.now());
                            return Outcome.ok(CategoriesSql.find(tx, shop, category.categoryId())
                                    .orElseThrow());
                        },
                        Outcome::rejected);
    }

    /**
     * A category that is gone.
     *
     * @param category as it was
     * @param products how many stood in it
     * @param productsTo where they stand now; empty for in none
     */
    public record Removed(Category category, long products, OptionalLong productsTo) {}

    /**
     * Removes a category below which no other stands. Its products go to its parent, those of a root to the shop's default
     * category, and to none where there is no such. Rejections in the order of the checks: {@code CategoryNotFound},
     * {@code HasChildren}.
     *
     * <p>Products move in transactions of a thousand, so that nobody waits for all of them; the category goes with the last.
     */
    public Outcome<Removed, CategoryRejection> remove(ShopId shop, long categoryId) {
        long moved = 0;
        while (true) {
            Outcome<Emptied, CategoryRejection> outcome = database.transaction(tx -> emptied(tx, shop, categoryId));
            switch (outcome) {
                case Outcome.Rejected<Emptied, CategoryRejection>(CategoryRejection rejection) -> {
                    return Outcome.rejected(rejection);
                }
                case Outcome.Ok<Emptied, CategoryRejection>(Emptied emptied) -> {
                    moved += emptied.products();
                    if (emptied.whole()) {
                        return Outcome.ok(new Removed(emptied.category(), moved, emptied.productsTo()));
                    }
                }
            }
        }
    }

    /** @param whole whether no product was left, so that the category is gone */
    private record Emptied(Category category, int products, OptionalLong productsTo, boolean whole) {}

    private Outcome<Emptied, CategoryRejection> emptied(Tx tx, ShopId shop, long categoryId) {
        CategoryTree tree = lock(tx, shop);
        Optional<Category> found = tree.find(categoryId);
        if (found.isEmpty()) {
            return Outcome.rejected(new CategoryRejection.CategoryNotFound(categoryId));
        }
        int children = tree.children(categoryId).size();
        if (children > 0) {
            return Outcome.rejected(new CategoryRejection.HasChildren(categoryId, children));
        }
        Category category = found.get();
        @Nullable Long heir = heir(tree, category);
        CategoriesSql.hold(tx, shop, categoryId);
        int products = CategoriesSql.moveProducts(tx, shop, categoryId, heir, MOVED_AT_ONCE, clock.now());
        boolean whole = products < MOVED_AT_ONCE;
        if (whole) {
            CategoriesSql.delete(tx, shop, categoryId);
        }
        return Outcome.ok(
                new Emptied(category, products, heir == null ? OptionalLong.empty() : OptionalLong.of(heir), whole));
    }

    private static @Nullable Long heir(CategoryTree tree, Category category) {
        return category.parentId() != null
                ? category.parentId()
                : tree.categories().stream()
                        .filter(other -> other.isDefault() && !other.equals(category))
                        .map(Category::categoryId)
                        .findAny()
                        .orElse(null);
    }

    /** The first category of a name under a parent; null for the roots. */
    public Optional<Category> findByName(Tx tx, ShopId shop, @Nullable Long parentId, String name) {
        return new CategoryTree(CategoriesSql.list(tx, shop))
                .children(parentId).stream()
                        .filter(category -> category.name().equals(name))
                        .findFirst();
    }

    /** The shop's category of a web id. */
    public Optional<Long> findByWebId(ShopId shop, String webId) {
        return CategoriesSql.findByWebId(database, shop, webId);
    }

    /** One category of the shop. */
    public Optional<Category> find(ShopId shop, long categoryId) {
        return CategoriesSql.find(database, shop, categoryId);
    }

    /** The shop's roots in their order. */
    public List<Category> roots(ShopId shop) {
        return CategoriesSql.roots(database, shop);
    }

    /** The shop's categories, each parent's in their order; {@link Category#MOST} at the most. */
    public List<Category> list(ShopId shop) {
        return CategoriesSql.list(database, shop);
    }

    /**
     * A tree as a change left it.
     *
     * @param version of the shop's tree, which each change of it makes higher; 0 for one that nobody has begun
     */
    public record Tree(long version, List<Category> categories) {}

    /**
     * The shop's tree, unless it is of a version that the caller has; every category as in {@link #list}. Whether it is, is
     * asked of the database each time.
     */
    public Optional<Tree> treeUnless(ShopId shop, long version) {
        return CategoriesSql.treeUnless(database, shop, version);
    }

    private static CategoryTree lock(Tx tx, ShopId shop) {
        CategoriesSql.lock(tx, shop);
        return new CategoryTree(CategoriesSql.list(tx, shop));
    }

    private static boolean isName(String name) {
        return !name.isBlank() && name.length() <= Category.MAX_NAME_LENGTH && name.indexOf('\u0000') < 0;
    }
}
