package io.tianguis.dialects.mercadoshops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.OptionValue;
import io.tianguis.catalog.Product;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.platform.http.PublicAddress;
import io.tianguis.shops.Shop;
import io.tianguis.stock.StockedProduct;
import io.tianguis.stock.StockedVariant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingJsonTest {

    private static final Instant CREATED = Instant.parse("2015-09-10T17:54:12Z");
    private static final Shop SHOP = new Shop(
            7,
            "Tienda",
            "active",
            "AR",
            "es_AR",
            "ARS",
            "UTC",
            "a@shop.example",
            "professional",
            null,
            null,
            null,
            null,
            null,
            null);
    private static final Links LINKS = new Links(() -> new PublicAddress("https://shop.example/"));

    @Test
    void thePriceIsTheLowestAndTheStockTheSumOfWhatCanBeSold() {
        ListingJson listing =
                listing(variant(1, 193_050, 5, 3, null, CREATED), variant(2, 190_010, 4, 6, null, CREATED));

        assertThat(listing.price()).isEqualTo(new BigDecimal("1900.1"));
        assertThat(listing.stock()).isEqualTo(2);
        assertThat(listing.variations())
                .extracting(ListingJson.Variation::stock)
                .containsExactly(2L, 0L);
    }

    @Test
    void eachImageIsOnePictureInTheOrderOfTheVariations() {
        ListingJson listing = listing(
                variant(1, 1, 0, 0, null, CREATED),
                variant(2, 1, 0, 0, "https://images.example/b", CREATED),
                variant(3, 1, 0, 0, "https://images.example/a", CREATED),
                variant(4, 1, 0, 0, "https://images.example/b", CREATED));

        assertThat(listing.pictures())
                .containsExactly(
                        new ListingJson.Picture(1, null, null, "https://images.example/b"),
                        new ListingJson.Picture(2, null, null, "https://images.example/a"));
        assertThat(listing.thumbnail()).isEqualTo("https://images.example/b");
    }

    @Test
    void whatBelongsToOneSkuIsToldOfAListingWithOneVariationOnly() {
        ListingJson one = listing(variant(1, 1, 0, 0, null, CREATED));
        ListingJson two = listing(variant(1, 1, 0, 0, null, CREATED), variant(2, 1, 0, 0, null, CREATED));

        assertThat(one.sku()).isEqualTo("SKU-1");
        assertThat(one.depth()).isEqualTo(new BigDecimal("20"));
        assertThat(two.sku()).isNull();
        assertThat(List.of(
                        two.variations().getFirst().sku(),
                        two.variations().getLast().sku()))
                .containsExactly("SKU-1", "SKU-2");
        assertThat(two.depth()).isNull();
    }

    @Test
    void attributesAreTheOptionsOfEachVariation() {
        ListingJson listing = listing(variant(1, 1, 0, 0, null, CREATED));

        assertThat(listing.variations().getFirst().attributes())
                .containsExactly(new ListingJson.NameAndValue("Talle", "S"));
    }

    @Test
    void itWasModifiedWhenAnyOfItsVariationsWas() {
        ListingJson listing =
                listing(variant(1, 1, 0, 0, null, CREATED.plusMillis(123_004)), variant(2, 1, 0, 0, null, CREATED));

        assertThat(listing.date_created()).isEqualTo("2015-09-10T17:54:12.000+00:00");
        assertThat(listing.last_modified()).isEqualTo("2015-09-10T17:56:15.004+00:00");
    }

    @ParameterizedTest
    @CsvSource({"Campera Hombre 0, campera-hombre-0-9", "¡Ñandú & piñón!, nandu-pinon-9", "日本, 9", "a/b?c#d, a-b-c-d-9"
    })
    void theLinkHasTheTitleInLettersThatAnAddressCarries(String title, String segment) {
        Product product = product(title);

        assertThat(LINKS.product(SHOP, product)).isEqualTo("https://shop.example/tienda/7/p/" + segment);
    }

    @Test
    void aLongTitleIsCut() {
        assertThat(LINKS.product(SHOP, product("palabra ".repeat(31))))
                .isEqualTo("https://shop.example/tienda/7/p/" + "palabra-".repeat(10) + "9");
    }

    private static ListingJson listing(StockedVariant... variants) {
        return ListingJson.of(
                SHOP,
                new StockedProduct(
                        product("Campera"), List.of(variants), List.of(new OptionValue("o", "Talle", "s", "S"))),
                LINKS);
    }

    private static Product product(String title) {
        return new Product(
                9,
                "web",
                title,
                null,
                null,
                null,
                null,
                null,
                null,
                ProductStatus.ACTIVE,
                List.of(),
                List.of(),
                CREATED,
                CREATED);
    }

    private static StockedVariant variant(
            long id, long priceCents, long onHand, long reserved, @Nullable String imageUrl, Instant updatedAt) {
        return new StockedVariant(
                id,
                9,
                "v" + id,
                List.of("s"),
                "S",
                "Campera",
                "SKU-" + id,
                null,
                priceCents,
                null,
                imageUrl,
                null,
                new BigDecimal("15"),
                new BigDecimal("15"),
                new BigDecimal("20"),
                new BigDecimal("0.26"),
                null,
                null,
                null,
                null,
                null,
                CREATED,
                updatedAt,
                onHand,
                reserved,
                true);
    }
}
