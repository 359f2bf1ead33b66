package io.tianguis.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.catalog.Categories.Removed;
import io.tianguis.catalog.CategoryRejection.BelowItself;
import io.tianguis.catalog.CategoryRejection.CategoryNotFound;
import io.tianguis.catalog.CategoryRejection.HasChildren;
import io.tianguis.catalog.CategoryRejection.InvalidName;
import io.tianguis.catalog.CategoryRejection.ParentNotFound;
import io.tianguis.catalog.CategoryRejection.TooDeep;
import io.tianguis.catalog.CategoryRejection.TooManyCategories;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.ConstraintViolation;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CategoriesTest {

    private static final long NOBODY = 999_999;

    private final TestBackend backend = new TestBackend();
    private final Categories categories = backend.get().categories();
    private final ShopId shop = backend.stranger().id();
    private final ShopId other = backend.shop().id();

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void categoriesStandInTheOrderInWhichTheyWereAddedBelowTheirParent() {
        Category home = add(null, "  Hogar ");
        Category kitchen = add(home.categoryId(), "Cocina");
        Category bath = add(home.categoryId(), "Baño");
        Category pots = add(kitchen.categoryId(), "Ollas");

        assertThat(home.name()).isEqualTo("Hogar");
        assertThat(home.level()).isEqualTo(1);
        assertThat(pots.level()).isEqualTo(3);
        assertThat(kitchen.position()).isEqualTo(1);
        assertThat(bath.position()).isEqualTo(2);
        assertThat(categories.roots(shop)).extracting(Category::name).containsExactly("Hogar");
        assertThat(categories.find(shop, pots.categoryId())).contains(pots);
        assertThat(categories.find(other, pots.categoryId())).isEmpty();
        assertThat(categories.roots(other)).isNotEmpty().doesNotContain(home);
    }

    @Test
    void anAdditionIsRefusedInTheOrderOfTheChecks() {
        Category third = add(add(add(null, "1").categoryId(), "2").categoryId(), "3");
        for (String name : List.of("", " \t", "x".repeat(Category.MAX_NAME_LENGTH + 1), "a\u0000b")) {
            assertThat(refused(null, name)).isEqualTo(new InvalidName());
        }
        assertThat(refused(NOBODY, "4")).isEqualTo(new ParentNotFound(NOBODY));
        assertThat(refused(third.categoryId(), "4")).isEqualTo(new TooDeep(4));
        long before = version();
        fill();
        assertThat(refused(NOBODY, "4")).isEqualTo(new TooManyCategories());
        assertThat(version()).isEqualTo(before);
        Category foreign = backend.accepted(tx -> categories.add(tx, other, null, "Ajena"));
        assertThat(backend.run(tx -> categories.add(tx, other, third.categoryId(), "4")))
                .isEqualTo(Outcome.rejected(new ParentNotFound(third.categoryId())));
        assertThat(foreign.position()).isEqualTo(3);
    }

    @Test
    void aRenamedCategoryKeepsItsIdAndItsPlace() {
        Category before = add(null, "Hogar");
        backend.clock().advance(Duration.ofHours(1));
        Category after = backend.accepted(tx -> categories.rename(tx, shop, before.categoryId(), "Casa"));
        assertThat(after.name()).isEqualTo("Casa");
        assertThat(after.position()).isEqualTo(before.position());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.updatedAt()).isEqualTo(before.updatedAt().plus(Duration.ofHours(1)));
        assertThat(backend.run(tx -> categories.rename(tx, shop, NOBODY, " ")))
                .isEqualTo(Outcome.rejected(new InvalidName()));
        assertThat(backend.run(tx -> categories.rename(tx, shop, NOBODY, "Casa")))
                .isEqualTo(Outcome.rejected(new CategoryNotFound(NOBODY)));
        assertThat(backend.run(tx -> categories.rename(tx, other, before.categoryId(), "Casa")))
                .isEqualTo(Outcome.rejected(new CategoryNotFound(before.categoryId())));
    }

    @Test
    void aShopHasOneDefaultCategoryAtTheMost() {
        Category first = add(null, "Hogar");
        Category second = add(null, "Jardín");
        assertThat(first.isDefault()).isFalse();
        backend.accepted(tx -> categories.makeDefault(tx, shop, first.categoryId()));
        assertThat(backend.accepted(tx -> categories.makeDefault(tx, shop, second.categoryId()))
                        .isDefault())
                .isTrue();
        assertThat(categories.list(shop).stream().filter(Category::isDefault))
                .extracting(Category::categoryId)
                .containsExactly(second.categoryId());
        assertThat(backend.run(tx -> categories.makeDefault(tx, shop, NOBODY)))
                .isEqualTo(Outcome.rejected(new CategoryNotFound(NOBODY)));
    }

    @Test
    void aMoveTakesWhatIsBelowAlongAndMakesRoom() {
        Category home = add(null, "Hogar");
        Category kitchen = add(home.categoryId(), "Cocina");
        Category bath = add(home.categoryId(), "Baño");
        Category garden = add(null, "Jardín");
        Category pots = add(kitchen.categoryId(), "Ollas");

        Category moved = move(kitchen, null, OptionalInt.of(2));
        assertThat(moved.parentId()).isNull();
        assertThat(moved.level()).isEqualTo(1);
        assertThat(names(null)).containsExactly("Hogar", "Cocina", "Jardín");
        assertThat(categories.find(shop, pots.categoryId()).orElseThrow().level())
                .isEqualTo(2);

        assertThat(move(garden, home.categoryId(), OptionalInt.of(1)).position())
                .isEqualTo(1);
        assertThat(names(home.categoryId())).containsExactly("Jardín", "Baño");
        assertThat(move(garden, home.categoryId(), OptionalInt.empty()).position())
                .isEqualTo(2);
        assertThat(names(home.categoryId())).containsExactly("Baño", "Jardín");
        backend.accepted(tx -> categories.reposition(tx, shop, garden.categoryId(), 1));
        assertThat(names(home.categoryId())).containsExactly("Jardín", "Baño");
        backend.accepted(tx -> categories.reposition(tx, shop, garden.categoryId(), Integer.MAX_VALUE));
        assertThat(names(home.categoryId())).containsExactly("Baño", "Jardín");
        assertThat(categories.find(shop, bath.categoryId()).orElseThrow().parentId())
                .isEqualTo(home.categoryId());
    }

    @Test
    void aMoveIsRefusedInTheOrderOfTheChecksAndChangesNothing() {
        Category home = add(null, "Hogar");
        Category kitchen = add(home.categoryId(), "Cocina");
        Category pots = add(kitchen.categoryId(), "Ollas");
        Category garden = add(null, "Jardín");
        Category tools = add(garden.categoryId(), "Herramienta");
        List<Category> before = categories.list(shop);

        assertThat(moveRefused(NOBODY, NOBODY)).isEqualTo(new CategoryNotFound(NOBODY));
        assertThat(moveRefused(home.categoryId(), NOBODY)).isEqualTo(new ParentNotFound(NOBODY));
        for (Category below : List.of(home, kitchen, pots)) {
            assertThat(moveRefused(home.categoryId(), below.categoryId()))
                    .isEqualTo(new BelowItself(home.categoryId(), below.categoryId()));
        }
        assertThat(moveRefused(home.categoryId(), garden.categoryId())).isEqualTo(new TooDeep(4));
        assertThat(moveRefused(home.categoryId(), tools.categoryId())).isEqualTo(new TooDeep(5));
        assertThat(moveRefused(kitchen.categoryId(), tools.categoryId())).isEqualTo(new TooDeep(4));
        assertThat(backend.run(tx -> categories.reposition(tx, shop, NOBODY, 1)))
                .isEqualTo(Outcome.rejected(new CategoryNotFound(NOBODY)));
        assertThatThrownBy(() -> move(home, null, OptionalInt.of(0))).isInstanceOf(IllegalArgumentException.class);
        assertThat(categories.list(shop)).isEqualTo(before);
    }

    @Test
    void productsOfARemovedCategoryGoToItsParentElseToTheDefaultOneElseToNone() {
        Category fallback = add(null, "Varios");
        Category home = add(null, "Hogar");
        Category kitchen = add(home.categoryId(), "Cocina");
        long product = productIn(kitchen);
        backend.clock().advance(Duration.ofHours(1));

        assertThat(categories.remove(shop, home.categoryId()))
                .isEqualTo(Outcome.rejected(new HasChildren(home.categoryId(), 1)));
        assertThat(categories.remove(shop, NOBODY)).isEqualTo(Outcome.rejected(new CategoryNotFound(NOBODY)));
        assertThat(categories.remove(other, kitchen.categoryId()))
                .isEqualTo(Outcome.rejected(new CategoryNotFound(kitchen.categoryId())));

        assertThat(removed(kitchen)).isEqualTo(new Removed(kitchen, 1, OptionalLong.of(home.categoryId())));
        assertThat(product(product).categoryId()).isEqualTo(home.categoryId());
        assertThat(product(product).updatedAt()).isEqualTo(backend.clock().now());
        assertThat(removed(home)).isEqualTo(new Removed(home, 1, OptionalLong.empty()));
        assertThat(product(product).categoryId()).isNull();

        Category again = add(null, "Hogar");
        changeCategory(product, again);
        backend.accepted(tx -> categories.makeDefault(tx, shop, fallback.categoryId()));
        assertThat(removed(again).productsTo()).hasValue(fallback.categoryId());
        assertThat(removed(categories.find(shop, fallback.categoryId()).orElseThrow())
                        .productsTo())
                .isEmpty();
        assertThat(categories.roots(shop)).isEmpty();
    }

    @Test
    void aCategoryOfManyProductsIsEmptiedInSeveralTransactions() {
        Category home = add(null, "Hogar");
        backend.database().update("""
                INSERT INTO product (shop_id, web_id, title, category_id, created_at, updated_at)
                SELECT ?, 'mucho-' || n, 'Mucho', ?, now(), now() FROM generate_series(1, 2000) AS n
                """, shop.value(), home.categoryId());
        assertThat(removed(home).products()).isEqualTo(2_000);
    }

    @Test
    void theTreeIsReadAgainOnlyWhenItHasChanged() {
        assertThat(categories.treeUnless(shop, Categories.NO_VERSION)).contains(new Categories.Tree(0, List.of()));
        assertThat(categories.treeUnless(shop, 0)).isEmpty();
        add(null, "Jardín");
        Categories.Tree tree =
                categories.treeUnless(shop, Categories.NO_VERSION).orElseThrow();
        assertThat(tree.categories()).isEqualTo(categories.list(shop));
        assertThat(categories.treeUnless(shop, tree.version())).isEmpty();
        Category home = add(null, "Hogar");
        Categories.Tree grown = categories.treeUnless(shop, tree.version()).orElseThrow();
        assertThat(grown.categories()).isEqualTo(categories.list(shop)).contains(home);
        removed(home);
        assertThat(categories.treeUnless(shop, grown.version()).orElseThrow().categories())
                .isEqualTo(tree.categories());
    }

    @Test
    void theTableItselfTakesNeitherACircleNorAFourthLevel() {
        Category home = add(null, "Hogar");
        Category kitchen = add(home.categoryId(), "Cocina");
        Category pots = add(kitchen.categoryId(), "Ollas");
        assertThatThrownBy(() -> backend.database()
                        .update(
                                "UPDATE category SET parent_id = ?, level = 2 WHERE shop_id = ? AND category_id = ?",
                                pots.categoryId(),
                                shop.value(),
                                home.categoryId()))
                .isInstanceOf(ConstraintViolation.class);
        assertThatThrownBy(() -> backend.database()
                        .update(
                                "UPDATE category SET level = 4 WHERE shop_id = ? AND category_id = ?",
                                shop.value(),
                                pots.categoryId()))
                .isInstanceOf(ConstraintViolation.class);
    }

    /** Callers move the same few categories to and fro at once. */
    @Test
    void racingMovesNeverMakeACircleOrAFourthLevel() throws Exception {
        List<Category> nodes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            nodes.add(add(null, "N" + i));
        }
        Random random = new Random(5);
        List<Callable<Boolean>> moves = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Category moved = nodes.get(random.nextInt(nodes.size()));
            Category parent = nodes.get(random.nextInt(nodes.size()));
            boolean root = random.nextInt(4) == 0;
            moves.add(() -> backend.run(tx -> categories.move(
                            tx, shop, moved.categoryId(), root ? null : parent.categoryId(), OptionalInt.empty()))
                    instanceof Outcome.Ok);
        }
        List<Boolean> made = TestBackend.race(moves);
        assertThat(made).contains(true, false);
        Map<Long, Category> tree = new HashMap<>();
        categories.list(shop).forEach(category -> tree.put(category.categoryId(), category));
        for (Category category : tree.values()) {
            int steps = 1;
            Optional<Category> up = Optional.of(category);
            while (up.map(Category::parentId).isPresent() && steps <= Category.LEVELS) {
                up = up.map(Category::parentId).map(tree::get);
                steps++;
            }
            assertThat(steps).isEqualTo(category.level()).isLessThanOrEqualTo(Category.LEVELS);
        }
    }

    @Test
    void whoeverPutsAProductIntoACategoryThatIsBeingRemovedIsToldOrHasItMoved() throws Exception {
        for (int round = 0; round < 10; round++) {
            Category home = add(null, "Hogar " + round);
            long product = productIn(add(null, "Origen " + round));
            List<Boolean> done = TestBackend.race(List.of(
                    () -> changeCategory(product, home),
                    () -> categories.remove(shop, home.categoryId()) instanceof Outcome.Ok));
            assertThat(done.getLast()).isTrue();
            assertThat(product(product).categoryId()).isNotEqualTo(Long.valueOf(home.categoryId()));
        }
    }

    private Category add(@Nullable Long parentId, String name) {
        return backend.accepted(tx -> categories.add(tx, shop, parentId, name));
    }

    private CategoryRejection refused(@Nullable Long parentId, String name) {
        return rejection(backend.run(tx -> categories.add(tx, shop, parentId, name)));
    }

    private CategoryRejection moveRefused(long categoryId, @Nullable Long parentId) {
        return rejection(backend.run(tx -> categories.move(tx, shop, categoryId, parentId, OptionalInt.empty())));
    }

    private static CategoryRejection rejection(Outcome<Category, CategoryRejection> outcome) {
        return outcome.fold(
                category -> {
                    throw new AssertionError("accepted: " + category);
                },
                rejection -> rejection);
    }

    private Category move(Category category, @Nullable Long parentId, OptionalInt position) {
        return backend.accepted(tx -> categories.move(tx, shop, category.categoryId(), parentId, position));
    }

    private Removed removed(Category category) {
        return categories.remove(shop, category.categoryId()).fold(removed -> removed, rejection -> {
            throw new AssertionError(rejection);
        });
    }

    private List<String> names(@Nullable Long parentId) {
        return new CategoryTree(categories.list(shop))
                .children(parentId).stream().map(Category::name).toList();
    }

    private long productIn(Category category) {
        long product = backend.get()
                .catalog()
                .findProductId(backend.database(), shop, "AJENO-1")
                .orElseThrow();
        assertThat(changeCategory(product, category)).isTrue();
        return product;
    }

    private boolean changeCategory(long productId, Category category) {
        ProductChange change = new ProductChange(
                Optional.empty(),
                Change.none(),
                Change.to(category.categoryId()),
                Optional.empty(),
                Optional.empty(),
                List.of());
        return backend.run(tx -> backend.get().catalog().change(tx, shop, productId, change)) instanceof Outcome.Ok;
    }

    private Product product(long productId) {
        return backend.get()
                .catalog()
                .find(backend.database(), shop, productId)
                .orElseThrow()
                .product();
    }

    private long version() {
        return categories.treeUnless(shop, Categories.NO_VERSION).orElseThrow().version();
    }

    private void fill() {
        backend.database().update("""
                INSERT INTO category (shop_id, level, web_id, position, name, created_at, updated_at)
                SELECT ?, 1, 'lleno-' || n, 1000 + n, 'Lleno', now(), now() FROM generate_series(1, 5000) AS n
                """, shop.value());
    }
}
