package io.tianguis.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.TestBackend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The newest products of several categories, however these share them. */
class NewestInCategoriesTest {

    private static final int PRODUCTS = 120;

    private final TestBackend backend = new TestBackend();
    private final ShopId shop = backend.shop().id();
    private final SeededRandomness dice = new SeededRandomness(5);

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void eachPageIsWhatAWalkOverAllOfThemFinds() {
        List<Long> categories = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            String name = "Anaquel " + number;
            categories.add(backend.accepted(tx -> backend.get().categories().add(tx, shop, null, name))
                    .categoryId());
        }
        Map<Long, Long> categoryOf = new TreeMap<>(Comparator.reverseOrder());
        for (int number = 0; number < PRODUCTS; number++) {
            // Half of them are in the first category, and the last one stays empty.
            int drawn = dice.below(2 * categories.size());
            long category = categories.get(drawn < categories.size() - 1 ? drawn : 0);
            ProductStatus status = dice.below(5) == 0 ? ProductStatus.PAUSED : ProductStatus.ACTIVE;
            long productId = product(number, category, status);
            if (status == ProductStatus.ACTIVE) {
                categoryOf.put(productId, category);
            }
        }
        for (int round = 0; round < 200; round++) {
            List<Long> asked = categories.subList(dice.below(4), 4 + dice.below(5));
            int limit = 1 + dice.below(30);
            long from = dice.below(3) == 0
                    ? Long.MAX_VALUE
                    : categoryOf.keySet().stream()
                            .skip(dice.below(categoryOf.size()))
                            .findFirst()
                            .orElseThrow();

            assertThat(backend.get().products().listOfferedIn(shop, asked, OptionalLong.of(from), limit))
                    .extracting(found -> found.product().productId())
                    .containsExactlyElementsOf(categoryOf.entrySet().stream()
                            .filter(product -> product.getKey() <= from && asked.contains(product.getValue()))
                            .limit(limit)
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    private long product(int number, long category, ProductStatus status) {
        NewProduct product = new NewProduct(
                "Producto " + number,
                null,
                category,
                status,
                List.of(),
                List.of(),
                List.of(NewVariant.of("ANAQUEL-" + number, 100)));
        return backend.accepted(
                        tx -> backend.get().stock().create(tx, shop, product, List.of(new OpeningStock(1, false))))
                .productId();
    }
}
