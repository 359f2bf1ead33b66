package io.tianguis.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tianguis.catalog.CatalogRejection.CombinationTaken;
import io.tianguis.catalog.CatalogRejection.SkuTaken;
import io.tianguis.catalog.CatalogRejection.UnknownOptionValue;
import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.catalog.NewVariant.Customs;
import io.tianguis.catalog.NewVariant.Dimensions;
import io.tianguis.catalog.NewVariant.MarketplaceSkus;
import io.tianguis.catalog.VariantRejection.VariantNotFound;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final List<NewOption> SIZES = List.of(new NewOption("Talla", List.of("CH", "M")));

    private final TestBackend backend = new TestBackend();
    private final Catalog catalog = backend.get().catalog();
    private final ShopId shop = backend.shop().id();

    private record Count(long count) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aProductIsCreatedWithItsOptionsAndVariants() {
        Catalog.Created created = backend.accepted(
                tx -> catalog.create(tx, shop, product(variant("PLAYERA-CH", "CH"), variant("PLAYERA-M", "M"))));
        assertThat(created.variantIds()).hasSize(2);
        long productId = sellable("PLAYERA-M").productId();
        assertThat(created.productId()).isEqualTo(productId);
        Catalog.WithOptions found =
                catalog.find(backend.database(), shop, productId).orElseThrow();
        assertThat(found.optionValues())
                .extracting(OptionValue::optionName, OptionValue::value)
                .containsExactly(tuple("Talla", "CH"), tuple("Talla", "M"));
        assertThat(sellable("PLAYERA-M").optionValues()).containsExactly("M");
        assertThat(found.product().status()).isEqualTo(ProductStatus.ACTIVE);
        assertThat(catalog.find(backend.database(), backend.stranger().id(), productId))
                .isEmpty();
    }

    @Test
    void rejectionsComeInTheOrderOfTheChecksAndLeaveNothingBehind() {
        long before = products();
        assertThat(create(product(variant(World.PAQ, "XL"), variant("Z", "XL"))))
                .isEqualTo(Outcome.rejected(new UnknownOptionValue("XL")));
        assertThat(create(product(variant(World.PAQ, "M"), variant("Z", "M"))))
                .isEqualTo(Outcome.rejected(new CombinationTaken("M")));
        assertThat(create(product(variant("Z", "CH"), variant(World.PAQ, "M"))))
                .isEqualTo(Outcome.rejected(new SkuTaken()));
        assertThat(products()).isEqualTo(before);
    }

    @Test
    void anUnknownOrForeignVariantIsNotChanged() {
        assertThat(backend.run(tx -> catalog.changeVariant(tx, shop, "nada", VariantChange.NOTHING)))
                .isEqualTo(Outcome.rejected(new VariantNotFound()));
    }

    @Test
    void skusAreTheShopsOwnAndTheirLetterCaseMatters() {
        List<Sellable> found = backend.database()
                .transaction(
                        tx -> tx.run(catalog.sellableBySku(shop, Set.of("paq-ea", "AJENO-1", World.PAQ))),
                        done -> true);
        assertThat(found).extracting(Sellable::sku).containsExactly(World.PAQ);
    }

    private Outcome<Catalog.Created, CatalogRejection> create(NewProduct product) {
        return backend.run(tx -> catalog.create(tx, shop, product));
    }

    private Sellable sellable(String sku) {
        return backend.database()
                .transaction(tx -> tx.run(catalog.sellableBySku(shop, Set.of(sku))), done -> true)
                .getFirst();
    }

    private long products() {
        return backend.database()
                .get(Count.class, "SELECT count(*) FROM product")
                .count();
    }

    private static NewProduct product(NewVariant... variants) {
        return new NewProduct("Playera", null, null, ProductStatus.ACTIVE, List.of(), SIZES, List.of(variants));
    }

    private static NewVariant variant(String sku, String size) {
        return new NewVariant(
                List.of(size),
                sku,
                null,
                10_000,
                null,
                null,
                null,
                Dimensions.UNKNOWN,
                MarketplaceSkus.NONE,
                Customs.NONE,
                null);
    }
}
