package io.tianguis.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.CatalogRejection;
import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.ProductChange;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.catalog.VariantChange;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Products are created, listed, changed and deleted together with how much there is of their variants. */
class ProductsTest {

    private static final String SHIRT = "CAM-CH-AZUL";
    private static final ItemChange NOTHING = new ItemChange(VariantChange.NOTHING, Optional.empty(), Optional.empty());

    private final TestBackend backend = new TestBackend();
    private final Products products = backend.get().products();
    private final Stock stock = backend.get().stock();
    private final ShopId shop = backend.shop().id();

    @AfterEach
    void stop() {
        Ledger.assertSound(backend.database());
        backend.close();
    }

    @Test
    void theListIsNewestFirstAndItsLengthExactWhateverWasFolded() {
        long before = products.list(shop, 0, 1).total();
        for (int i = 1; i <= 30; i++) {
            create("Lista " + i);
        }
        assertThat(products.delete(shop, World.TERMO, "ana")).isPresent();
        backend.get().catalog().foldLists();
        stock.delete(shop, stock.findBySku(shop, World.SOLD_OUT).orElseThrow().variantId(), "ana");

        Products.Page first = products.list(shop, 0, 25);
        Products.Page second = products.list(shop, 25, 25);

        assertThat(first.total()).isEqualTo(before + 28).isEqualTo(second.total());
        assertThat(titles(first))
                .containsExactlyElementsOf(IntStream.iterate(30, i -> i > 5, i -> i - 1)
                        .mapToObj(i -> "Lista " + i)
                        .toList());
        assertThat(titles(second))
                .containsExactly(
                        "Lista 5",
                        "Lista 4",
                        "Lista 3",
                        "Lista 2",
                        "Lista 1",
                        "Camiseta básica",
                        "Silla a la medida",
                        "Multicontacto",
                        "Paquete ecológico");
        assertThat(products.list(shop, 50, 25).products()).isEmpty();
    }

    @Test
    void aDeletedProductIsGoneWithItsVariantsAndUnitsThatOrdersHoldStayTheirs() {
        StockedVariant multi = stock.findBySku(shop, World.MULTI).orElseThrow();

        StockedProduct deleted = products.delete(shop, World.MULTI, "ana").orElseThrow();

        assertThat(deleted.available()).isEqualTo(8);
        assertThat(products.delete(shop, deleted.product().webId(), "ana")).isEmpty();
        assertThat(stock.findProduct(shop, multi.productId())).isEmpty();
        assertThat(stock.delete(shop, multi.variantId(), "ana"))
                .isEqualTo(Outcome.rejected(new DeletionRejection.AlreadyDeleted()));
        assertThat(level(multi)).isEqualTo(new Level(2, 2));
        assertThat(reserve(multi)).isFalse();
    }

    @Test
    void aSummaryAddsUpWhatTheProductAndItsVariantsSay() {
        create("De pedido", Optional.of("https://fotos.example/una.jpg"), 300, 100, 200);
        create("Sin foto", Optional.empty(), 50);
        StockedVariant paq = stock.findBySku(shop, World.PAQ).orElseThrow();
        assertThat(products.deleteVariant(shop, paq.webId(), "ana")).isTrue();
        StockedVariant owed = stock.findBySku(shop, "De pedido 100").orElseThrow();
        for (int unit = 0; unit < 6; unit++) {
            assertThat(reserve(owed)).isTrue();
        }
        List<StockedProduct> whole = products.list(shop, 0, 100).products();
        List<Long> asked = Stream.concat(
                        whole.stream().map(each -> each.product().productId()), Stream.of(99_999_999L))
                .toList();

        assertThat(stock.summarize(shop, asked))
                .containsExactlyInAnyOrderElementsOf(whole.stream()
                        .map(each -> new ProductSummary(
                                each.product().productId(),
                                each.product().title(),
                                each.pictures().stream().findFirst().orElse(null),
                                each.available(),
                                each.variants().stream()
                                        .map(StockedVariant::priceCents)
                                        .min(Comparator.naturalOrder())
                                        .orElse(null)))
                        .toList())
                .anySatisfy(summary -> assertThat(summary.lowestPriceCents()).isNull())
                .anySatisfy(summary -> assertThat(summary)
                        .extracting(
                                ProductSummary::picture, ProductSummary::available, ProductSummary::lowestPriceCents)
                        .containsExactly("https://fotos.example/una.jpg", 10L, 100L));
        assertThat(stock.summarize(backend.stranger().id(), asked))
                .noneMatch(each -> each.productId() == paq.productId());
        products.delete(shop, World.MULTI, "ana");
        assertThat(stock.summarize(shop, asked)).hasSize(whole.size() - 1);
    }

    @Test
    void deletingTheLastVariantLeavesTheProductAndDeletingTheLastItemDoesNot() {
        StockedVariant paq = stock.findBySku(shop, World.PAQ).orElseThrow();
        StockedVariant soldOut = stock.findBySku(shop, World.SOLD_OUT).orElseThrow();

        assertThat(products.deleteVariant(shop, paq.webId(), "ana")).isTrue();
        assertThat(products.deleteVariant(shop, paq.webId(), "ana")).isFalse();
        assertThat(stock.delete(shop, soldOut.variantId(), "ana")).isInstanceOf(Outcome.Ok.class);

        assertThat(stock.findProduct(shop, paq.productId()))
                .hasValueSatisfying(product -> assertThat(product.variants()).isEmpty());
        assertThat(stock.findProduct(shop, soldOut.productId())).isEmpty();
    }

    @Test
    void aVariantThatComesBackIsANewOneUnderItsOldNames() {
        StockedVariant before = stock.findBySku(shop, World.MULTI).orElseThrow();
        String product = stock.findProduct(shop, before.productId())
                .orElseThrow()
                .product()
                .webId();
        products.deleteVariant(shop, before.webId(), "ana");
        long listed = stock.list(shop, 0, 1).total();

        StockedVariant back = backend.accepted(tx ->
                products.addVariant(tx, shop, product, NewVariant.of("MULTI-2", 7), new OpeningStock(4, true), "ana"));

        assertThat(back.variantId()).isEqualTo(before.variantId());
        assertThat(back.webId()).isEqualTo(before.webId());
        assertThat(back.sku()).isEqualTo("MULTI-2");
        assertThat(back.priceCents()).isEqualTo(7);
        assertThat(back.available()).isEqualTo(4);
        assertThat(back.acceptsBackOrders()).isTrue();
        assertThat(level(back)).isEqualTo(new Level(6, 2));
        assertThat(stock.list(shop, 0, 1).total()).isEqualTo(listed + 1);
        assertThat(reserve(back)).isTrue();
    }

    @Test
    void aProductTakesAHundredVariantsAndNoMore() {
        List<String> values =
                IntStream.rangeClosed(1, 51).mapToObj(i -> "V" + i).toList();
        NewOption wide = new NewOption("Ancho", values);
        NewOption high = new NewOption("Alto", List.of("1", "2"));
        List<NewVariant> variants = new ArrayList<>();
        for (String value : values.subList(0, 50)) {
            variants.add(variant(value, "1"));
            variants.add(variant(value, "2"));
        }
        NewProduct product =
                new NewProduct("Estante", null, null, ProductStatus.ACTIVE, List.of(), List.of(wide, high), variants);
        StockedProduct created = backend.accepted(tx -> products.create(
                tx,
                shop,
                product,
                variants.stream().map(each -> OpeningStock.NONE).toList()));
        String webId = created.product().webId();

        assertThat(add(webId, variant("V51", "1"))).isEqualTo(Outcome.rejected(new CatalogRejection.TooManyVariants()));
        assertThat(products.deleteVariant(shop, created.variants().getFirst().webId(), "ana"))
                .isTrue();
        assertThat(add(webId, variant("V51", "1"))).isInstanceOf(Outcome.Ok.class);
        assertThat(add(webId, variant("V1", "1"))).isEqualTo(Outcome.rejected(new CatalogRejection.TooManyVariants()));
        assertThat(add(webId, variant("V51", "1")))
                .isEqualTo(Outcome.rejected(new CatalogRejection.CombinationTaken("V51/1")));
    }

    @Test
    void aChangeRefusedInItsLastVariantChangesNothing() {
        StockedProduct before = stock.findProduct(shop, SHIRT).orElseThrow();
        ProductChange change = new ProductChange(
                Optional.of("Otra"),
                Change.to(null),
                Change.none(),
                Optional.of(ProductStatus.PAUSED),
                Optional.of(List.of("https://images.example/1.webp")),
                List.of(new NewOption("Talla", List.of("G"))));
        List<VariantOfProduct> variants = List.of(
                new VariantOfProduct(Optional.empty(), List.of("M", "Azul"), available(50)),
                new VariantOfProduct(Optional.empty(), List.of("G", "Azul"), available(50)));

        assertThat(products.change(shop, SHIRT, change, NOTHING, variants, "ana"))
                .isEqualTo(Outcome.rejected(new ProductRejection.PriceMissing()));

        assertThat(stock.findProduct(shop, SHIRT)).contains(before);
    }

    @Test
    void anItemShowsItsOwnPictureThenItsProductsOthers() {
        NewVariant plain = variant();
        NewVariant pictured = new NewVariant(
                plain.optionValues(),
                "VASO",
                null,
                1_000,
                null,
                "https://images.example/2.webp",
                null,
                plain.dimensions(),
                plain.marketplaceSkus(),
                plain.customs(),
                null);
        List<String> ofProduct = List.of("https://images.example/1.webp", "https://images.example/2.webp");
        NewProduct product =
                new NewProduct("Vaso", null, null, ProductStatus.ACTIVE, ofProduct, List.of(), List.of(pictured));
        backend.accepted(tx -> products.create(tx, shop, product, List.of(OpeningStock.NONE)));

        assertThat(stock.list(shop, 0, 1).items().getFirst().pictures())
                .containsExactly("https://images.example/2.webp", "https://images.example/1.webp");
    }

    @Test
    void anOptionIsAddedToAProductThatHasNoVariantsLeft() {
        StockedProduct product = stock.findProduct(shop, World.PAQ).orElseThrow();
        ProductChange sized = new ProductChange(
                Optional.empty(),
                Change.none(),
                Change.none(),
                Optional.empty(),
                Optional.empty(),
                List.of(new NewOption("Talla", List.of("CH"))));
        String webId = product.product().webId();
        assertThat(products.change(shop, webId, sized, NOTHING, List.of(), "ana"))
                .isEqualTo(Outcome.rejected(new ProductRejection.NotTaken(new CatalogRejection.OptionsFixed("Talla"))));
        products.deleteVariant(shop, product.variants().getFirst().webId(), "ana");

        assertThat(products.change(shop, webId, sized, NOTHING, List.of(), "ana"))
                .isInstanceOf(Outcome.Ok.class);
        assertThat(add(webId, variant("CH"))).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void aVariantIsErasedOrOrderedNeverBoth() throws Exception {
        for (String sku : List.of(SHIRT, "CAM-M-AZUL", World.BACK_ORDER)) {
            StockedVariant item = stock.findBySku(shop, sku).orElseThrow();
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int caller = 0; caller < 6; caller++) {
                calls.add(() -> reserve(item));
            }
            calls.add(3, () -> products.deleteVariant(shop, item.webId(), "ana"));

            assertThat(TestBackend.race(calls).get(3)).isTrue();

            assertThat(reserve(item)).isFalse();
            Ledger.assertSound(backend.database());
        }
    }

    private record Level(long onHand, long reserved) {}

    private Level level(StockedVariant item) {
        return backend.database()
                .get(Level.class, "SELECT on_hand, reserved FROM stock_level WHERE variant_id = ?", item.variantId());
    }

    private boolean reserve(StockedVariant item) {
        record Order(long orderId) {}
        long order = backend.database()
                .get(Order.class, "SELECT nextval('sales_order_id_sequence') AS order_id")
                .orderId();
        ReservationLine line = new ReservationLine(0, item.variantId(), 1);
        return !backend.database()
                .transaction(tx -> tx.run(stock.reserve(shop, order, List.of(line))), done -> true)
                .isEmpty();
    }

    private Outcome<StockedVariant, CatalogRejection> add(String webId, NewVariant variant) {
        return backend.run(tx -> products.addVariant(tx, shop, webId, variant, OpeningStock.NONE, "ana"));
    }

    private void create(String title) {
        NewVariant variant = NewVariant.of("SKU " + title, 100);
        backend.accepted(tx -> products.create(
                tx, shop, NewProduct.of(title, ProductStatus.ACTIVE, variant), List.of(OpeningStock.NONE)));
    }

    /** One variant for each price, named by it, of which there are five units and more may be sold; the last has a picture. */
    private void create(String title, Optional<String> picture, long... prices) {
        List<NewVariant> variants = Arrays.stream(prices)
                .mapToObj(price -> new NewVariant(
                        prices.length == 1 ? List.of() : List.of("a " + price),
                        title + " " + price,
                        null,
                        price,
                        null,
                        price == prices[prices.length - 1] ? picture.orElse(null) : null,
                        null,
                        NewVariant.Dimensions.UNKNOWN,
                        NewVariant.MarketplaceSkus.NONE,
                        NewVariant.Customs.NONE,
                        null))
                .toList();
        List<NewOption> options = prices.length == 1
                ? List.of()
                : List.of(new NewOption(
                        "Precio",
                        Arrays.stream(prices).mapToObj(price -> "a " + price).toList()));
        NewProduct product = new NewProduct(title, null, null, ProductStatus.ACTIVE, List.of(), options, variants);
        backend.accepted(tx -> products.create(
                tx,
                shop,
                product,
                variants.stream().map(_ -> new OpeningStock(5, true)).toList()));
    }

    private static NewVariant variant(String... values) {
        return new VariantOfProduct(Optional.empty(), List.of(values), NOTHING).newVariant(100);
    }

    private static ItemChange available(long units) {
        return new ItemChange(VariantChange.NOTHING, Optional.of(units), Optional.empty());
    }

    private static List<String> titles(Products.Page page) {
        return page.products().stream().map(each -> each.product().title()).toList();
    }
}
