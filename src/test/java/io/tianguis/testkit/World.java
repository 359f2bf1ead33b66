package io.tianguis.testkit;

import static io.tianguis.shops.TrackingCode.Provider.EBIT_SURVEY;
import static io.tianguis.shops.TrackingCode.Provider.GOOGLE_ADS;
import static io.tianguis.shops.TrackingCode.Provider.OTHER;

import io.tianguis.Backend;
import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.NewVariant.Customs;
import io.tianguis.catalog.NewVariant.Dimensions;
import io.tianguis.catalog.NewVariant.MarketplaceSkus;
import io.tianguis.catalog.ProductChange;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.catalog.VariantChange;
import io.tianguis.customers.CustomerProfile.Address;
import io.tianguis.customers.CustomerProfile.CustomField;
import io.tianguis.customers.NewCustomer;
import io.tianguis.customers.Person;
import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.fulfillment.Fulfillment;
import io.tianguis.fulfillment.Parcel;
import io.tianguis.inbound.NewEntry;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Money;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.NewPayment;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.ShippingService;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.NewShop;
import io.tianguis.shops.NewStaffMember;
import io.tianguis.shops.NewTrackingCode;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopCreated;
import io.tianguis.shops.ShopId;
import io.tianguis.shops.Tokens;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.stock.ItemChange;
import io.tianguis.stock.OpeningStock;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The same small world for every wire case: the demonstration shop (id 215, Mexico) and a stranger's shop (Argentina), each
 * with items, a customer and orders. On an empty database with seeded randomness all ids are the same every time.
 *
 * @param demo the demonstration shop's credentials
 * @param stranger those of a shop whose ids the demonstration shop must not see, and the other way round
 * @param tokens access tokens of both, the demonstration shop's first
 * @param entryToken of entry 900001, the demonstration shop's only one
 */
public record World(ShopCreated demo, ShopCreated stranger, List<String> tokens, String entryToken) {

    /** 100 units at 403.19, with an EAN, of the source's own examples. */
    public static final String PAQ = "PAQ-EA";

    /** 10 units at 120.00. */
    public static final String MULTI = "MULTI01";

    /** 5 units at 55.50. */
    public static final String TERMO = "TERMO10";

    /** No units, no back-orders. */
    public static final String SOLD_OUT = "AGOTADO";

    /** No units, sold all the same. */
    public static final String BACK_ORDER = "SOBREPEDIDO";

    /** The world as it is in every copy. */
    public static World get() {
        return Template.WORLD;
    }

    static PostgresAddress template() {
        return Template.ADDRESS;
    }

    /** Made when the first test asks. */
    private static final class Template {

        private static final PostgresAddress ADDRESS;
        private static final World WORLD;

        static {
            TestDatabase database = TestDatabase.create();
            WORLD = in(Backend.on(database.pool(), new MovableClock(), new SeededRandomness(1)));
            database.pool().close();
            ADDRESS = database.address();
        }
    }

    /** Builds it through the capabilities' own operations. */
    private static World in(Backend backend) {
        ShopCreated demo = DemonstrationShop.create(backend.shops()).orElseThrow();
        ShopCreated stranger =
                accepted(backend.shops().create(NewShop.of("Tienda Ajena", "AR", "ajena@tianguis.example")));
        stock(backend, demo.shop().id());
        item(backend, stranger.shop().id(), "Botella ajena", "AJENO-1", 9_900, OpeningStock.NONE);
        item(backend, stranger.shop().id(), "Multi ajeno", MULTI, 5_000, new OpeningStock(7, false));
        people(backend, demo.shop());
        order(backend, demo.shop(), "Shopify", "#1082", "1082", false, List.of(new Line(MULTI, 2), new Line(TERMO, 1)));
        order(backend, demo.shop(), "MercadoLibre", "2000004602393885", null, true, List.of(new Line(PAQ, 1)));
        order(backend, stranger.shop(), "Shopify", "#77", null, false, List.of(new Line(MULTI, 1)));
        List<String> tokens = List.of(token(backend, demo), token(backend, stranger));
        paidOrder(backend, stranger.shop());
        String entryToken = entry(backend, demo.shop().id());
        shipped(backend, stranger.shop(), 500_003);
        trackingCodes(backend, demo.shop().id());
        accepted(backend.applications().register(demo.shop().id(), "Conector ERP", "https://erp.example/callback"));
        categories(backend, demo.shop().id());
        paused(backend, stranger.shop().id());
        return new World(demo, stranger, tokens, entryToken);
    }

    private static void stock(Backend backend, ShopId shop) {
        NewVariant parcel = new NewVariant(
                List.of(),
                PAQ,
                "07852236842",
                40_319,
                35_000L,
                "https://images.example/paq-ea.webp",
                "https://tienda.example/paq-ea",
                new Dimensions(
                        new BigDecimal("15"), new BigDecimal("15"), new BigDecimal("20"), new BigDecimal("0.26")),
                new MarketplaceSkus("MLPAQ-EA", "AMZPAQ-EA"),
                new Customs("1234533", "123456.4"),
                false);
        product(backend, shop, "Paquete ecológico", parcel, new OpeningStock(100, false));
        item(backend, shop, "Multicontacto", MULTI, 12_000, new OpeningStock(10, false));
        item(backend, shop, "Termo 1 litro", TERMO, 5_550, new OpeningStock(5, false));
        item(backend, shop, "Calendario 2020", SOLD_OUT, 3_000, OpeningStock.NONE);
        item(backend, shop, "Silla a la medida", BACK_ORDER, 250_000, new OpeningStock(0, true));
        NewProduct shirt = new NewProduct(
                "Camiseta básica",
                "Algodón peinado",
                category(backend, shop, category(backend, shop, null, "Ropa"), "Camisetas"),
                ProductStatus.ACTIVE,
                List.of(),
                List.of(new NewOption("Talla", List.of("CH", "M")), new NewOption("Color", List.of("Azul", "Negro"))),
                List.of(
                        worn("CAM-CH-AZUL", "CH", "Azul", 15_000),
                        worn("CAM-M-AZUL", "M", "Azul", 16_000),
                        worn("CAM-M-NEGRO", "M", "Negro", 16_050)));
        in(
                backend,
                tx -> accepted(backend.stock()
                        .create(
                                tx,
                                shop,
                                shirt,
                                List.of(new OpeningStock(3, false), new OpeningStock(4, false), OpeningStock.NONE))));
    }

    private static long category(Backend backend, ShopId shop, @Nullable Long parentId, String name) {
        return in(backend, tx -> accepted(backend.categories().add(tx, shop, parentId, name)))
                .categoryId();
    }

    /** The stranger's MULTI01, with pictures of its own. */
    private static void paused(Backend backend, ShopId shop) {
        ProductChange change = new ProductChange(
                Optional.empty(),
                Change.none(),
                Change.none(),
                Optional.of(ProductStatus.PAUSED),
                Optional.of(List.of("https://images.example/multi-1.webp", "https://images.example/multi-2.webp")),
                List.of());
        accepted(backend.products()
                .change(
                        shop,
                        MULTI,
                        change,
                        new ItemChange(VariantChange.NOTHING, Optional.empty(), Optional.empty()),
                        List.of(),
                        "prueba"));
    }

    /** Below Ropa (5001) and Camisetas (5002) a third level, 5003, and a root that is the default one, 5004. */
    private static void categories(Backend backend, ShopId shop) {
        category(backend, shop, 5_002L, "Manga corta");
        long fallback = category(backend, shop, null, "Artículos varios");
        in(backend, tx -> accepted(backend.categories().makeDefault(tx, shop, fallback)));
    }

    private static NewVariant worn(String sku, String first, String second, long priceCents) {
        return new NewVariant(
                List.of(first, second),
                sku,
                null,
                priceCents,
                null,
                null,
                null,
                Dimensions.UNKNOWN,
                MarketplaceSkus.NONE,
                Customs.NONE,
                null);
    }

    private static void item(
            Backend backend, ShopId shop, String title, String sku, long priceCents, OpeningStock opening) {
        product(backend, shop, title, NewVariant.of(sku, priceCents), opening);
    }

    private static void product(Backend backend, ShopId shop, String title, NewVariant variant, OpeningStock opening) {
        NewProduct product = NewProduct.of(title, ProductStatus.ACTIVE, variant);
        in(backend, tx -> accepted(backend.stock().create(tx, shop, product, List.of(opening))));
    }

    private static void people(Backend backend, Shop shop) {
        long agent = in(
                backend,
                tx -> backend.shops()
                        .addStaff(
                                tx,
                                shop.id(),
                                new NewStaffMember(
                                        "agente@tianguis.example",
                                        "Alma",
                                        "Reyes",
                                        "una-clave-larga",
                                        NewStaffMember.Role.AGENT)));
        NewCustomer customer = new NewCustomer(
                new Person("Carlos", "Pérez", "+52 449 123 4567", "Carlos.Perez@Example.com"),
                "rfc",
                "PEPC800101AB1",
                "Madero 34",
                "Aguascalientes",
                "MX-AGU",
                "20290",
                "MX",
                "Prefiere entregas por la tarde",
                true,
                "Carlitos",
                agent,
                List.of(
                        new Address(
                                0,
                                "Madero 34",
                                "Aguascalientes",
                                "AGU",
                                "20290",
                                "MX",
                                "21.88",
                                "-102.29",
                                "Casa",
                                true),
                        new Address(0, "Juárez 1", "Jesús María", "AGU", "20900", "MX", null, null, null, false)),
                List.of("mayorista", "frecuente"),
                List.of(new CustomField("talla", "M"), new CustomField("puntos", "120")));
        in(backend, tx -> accepted(backend.customers().create(tx, shop.id(), customer, shop.country())));
    }

    private static void order(
            Backend backend,
            Shop shop,
            String channel,
            String number,
            String externalId,
            boolean paused,
            List<Line> lines) {
        CreateOrder order = new CreateOrder(
                channel,
                number,
                externalId,
                new Person("Nombre", "Shipping", "4493868618", null),
                new ShipTo(
                        "Nombre Shipping",
                        "4493868618",
                        null,
                        "Av Ezfuerzon nacional",
                        "916",
                        null,
                        "Centro",
                        "Aguascalientes",
                        "MX - AG",
                        "20199",
                        shop.country()),
                new Shipping(ShippingService.ECONOMY, "DHL", null, null, false),
                paused,
                lines,
                Optional.empty(),
                "seller_de_prueba");
        in(backend, tx -> accepted(backend.orders().create(tx, shop, order)));
    }

    /** Order 500004: one pair of shoes at 1462.99, a product of their own, paid in full through a provider. */
    private static void paidOrder(Backend backend, Shop shop) {
        NewProduct shoes = new NewProduct(
                "Zapatillas",
                null,
                null,
                ProductStatus.ACTIVE,
                List.of(),
                List.of(new NewOption("Color", List.of("Negro")), new NewOption("Talle", List.of("41.5"))),
                List.of(worn("ZAP-NEGRO-41", "Negro", "41.5", 146_299)));
        in(backend, tx -> accepted(backend.stock().create(tx, shop.id(), shoes, List.of(new OpeningStock(2, false)))));
        CreateOrder order = new CreateOrder(
                "MercadoLibre",
                "2000004711224466",
                null,
                new Person("Nora", "Ibarra", "+54 11 4777 5555", "nora.ibarra@example.com"),
                new ShipTo(
                        "Nora Ibarra",
                        "1147775555",
                        "nora.ibarra@example.com",
                        "Calle",
                        "51",
                        "Dto 1",
                        null,
                        "Olivos",
                        "AR-B",
                        "1636",
                        shop.country()),
                new Shipping(ShippingService.ECONOMY, "OCA", "3899999999999961", null, false),
                false,
                List.of(new Line("ZAP-NEGRO-41", 1)),
                Optional.empty(),
                "seller_de_prueba");
        long orderId = in(backend, tx -> accepted(backend.orders().create(tx, shop, order)))
                .orderId();
        NewPayment payment = new NewPayment(
                "130299999999999",
                PaymentState.APPROVED,
                "mercadopago",
                "pagofacil",
                new Money(146_299, shop.currency()),
                1,
                0L,
                null,
                null);
        in(backend, tx -> accepted(backend.orders().recordPayment(tx, shop.id(), orderId, payment)));
    }

    /** 10 units of {@link #PAQ} and none of {@link #MULTI} were announced, and nothing was received. */
    private static String entry(Backend backend, ShopId shop) {
        NewEntry entry = new NewEntry(
                List.of(new NewEntry.Line(PAQ, Optional.of(10L)), new NewEntry.Line(MULTI, Optional.of(0L))),
                "Estafeta",
                "3011234567");
        return in(backend, tx -> accepted(backend.inbound().announce(tx, shop, entry)))
                .token();
    }

    /** 30000001 on every page, 30000002 after a purchase, 30000003 inactive. */
    private static void trackingCodes(Backend backend, ShopId shop) {
        for (NewTrackingCode code : List.of(
                new NewTrackingCode("Visitas", "<script>visita()</script>", "{}", OTHER, Event.NAVIGATION, true),
                new NewTrackingCode("Ventas", "", "{\"id\":\"AW-1\"}", GOOGLE_ADS, Event.PURCHASE, true),
                new NewTrackingCode("Encuesta vieja", "", "{}", EBIT_SURVEY, Event.PURCHASE, false))) {
            in(backend, tx -> accepted(backend.trackingCodes().add(tx, shop, code)));
        }
    }

    private static void shipped(Backend backend, Shop shop, long orderId) {
        Fulfillment fulfillment = backend.fulfillment();
        in(backend, tx -> accepted(fulfillment.pick(tx, shop.id(), orderId, "almacen")));
        in(backend, tx -> accepted(fulfillment.pack(tx, shop.id(), orderId, "almacen")));
        Parcel parcel = new Parcel("OCA", "3899999999999977");
        in(backend, tx -> accepted(fulfillment.ship(tx, shop.id(), orderId, parcel, "almacen")));
    }

    private static String token(Backend backend, ShopCreated shop) {
        return accepted(backend.tokenGrants()
                        .inOwnName(
                                Long.toString(shop.clientId()),
                                shop.clientSecret(),
                                new Tokens.Prefixes("APP_USR-", "TG-")))
                .accessToken();
    }

    private static <T> T in(Backend backend, Function<Tx, T> work) {
        return backend.database().transaction(work, done -> true);
    }

    private static <T, R> T accepted(Outcome<T, R> outcome) {
        return outcome.fold(Function.identity(), rejection -> {
            throw new AssertionError("the world was refused: " + rejection);
        });
    }
}
