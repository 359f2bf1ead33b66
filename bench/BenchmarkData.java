import io.agroal.api.AgroalDataSource;
import io.tianguis.Backend;
import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.customers.Person;
import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.orders.CreateOrder;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.ShippingService;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.sql.ConnectionPool;
import io.tianguis.platform.system.SecureRandomness;
import io.tianguis.platform.system.SystemClock;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.OpeningStock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the operations work on, entered through the capabilities' own operations: 10,000 items with numeric SKUs and far
 * more stock than a run can sell, and 20,000 orders of 1,000 buyers. Web ids become numbers afterwards, and ids follow from
 * SKUs by a fixed distance, so that a load generator can name any of them without asking.
 *
 * @param variantDistance from a SKU to the id of its variant
 * @param productDistance from a SKU to the id of its product
 * @param flatShippingCents what the shop's own site asks for a shipment
 */
record BenchmarkData(long variantDistance, long productDistance, long firstOrder, long flatShippingCents) {

    static final long PRICE_CENTS = 12_000;

    private static final int ITEMS = 10_000;
    private static final int ORDERS = 20_000;
    private static final int BUYERS = 1_000;
    private static final long FIRST_SKU = 100_000;
    private static final long WEB_ID_DISTANCE = 1_000_000_000L;
    private static final long FIRST_PHONE = 4_497_890_000L;
    private static final long UNITS = 1_000_000_000L;
    private static final int CONNECTIONS = 8;

    /** Loads a fresh database, which may forget the last moment in a crash while that lasts. */
    static BenchmarkData load(PostgresAddress address, Connection connection) throws Exception {
        Sql.run(connection, "ALTER DATABASE " + address.database() + " SET synchronous_commit = off");
        long flatShippingCents;
        try (AgroalDataSource pool =
                ConnectionPool.open(address.jdbcUrl(), address.user(), address.password(), CONNECTIONS)) {
            Backend backend = Backend.on(pool, new SystemClock(), new SecureRandomness());
            Shop shop = backend.shops().get(DemonstrationShop.ID);
            flatShippingCents =
                    Objects.requireNonNull(backend.shops().checkoutTerms(shop.id()).flatShippingCents());
            for (int item = 0; item < ITEMS; item++) {
                register(backend, shop.id(), FIRST_SKU + item);
            }
            // The plans of an empty table would otherwise be kept until the server's own look at the tables.
            order(backend, shop, 0, new Random(CONNECTIONS));
            Sql.run(connection, "ANALYZE");
            try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
                List<Future<Void>> parts = new java.util.ArrayList<>();
                for (int part = 0; part < CONNECTIONS; part++) {
                    int first = part;
                    parts.add(threads.submit(() -> {
                        Random random = new Random(first);
                        for (int order = first + 1; order < ORDERS; order += CONNECTIONS) {
                            order(backend, shop, order, random);
                        }
                        return null;
                    }));
                }
                for (Future<Void> part : parts) {
                    part.get();
                }
            }
        }
        Sql.run(connection, "ALTER DATABASE " + address.database() + " RESET synchronous_commit");
        Sql.run(
                connection,
                "UPDATE variant SET web_id = (sku::bigint + " + WEB_ID_DISTANCE + ")::text WHERE shop_id = "
                        + DemonstrationShop.ID.value() + " AND sku ~ '^[0-9]{6}$'");
        Sql.run(connection, "VACUUM (ANALYZE)");
        return measured(connection, flatShippingCents);
    }

    private static void register(Backend backend, ShopId shop, long sku) {
        NewProduct product = new NewProduct(
                "Artículo de prueba",
                null,
                null,
                ProductStatus.ACTIVE,
                List.of(),
                List.of(),
                List.of(NewVariant.of(Long.toString(sku), PRICE_CENTS)));
        accepted(backend.database()
                .transaction(tx -> backend.stock().create(tx, shop, product, List.of(new OpeningStock(UNITS, false)))));
    }

    private static void order(Backend backend, Shop shop, int number, Random random) {
        String phone = Long.toString(FIRST_PHONE + number % BUYERS);
        CreateOrder order = new CreateOrder(
                "Shopify",
                "C-" + number,
                "C-" + number,
                new Person("Charlie", "Hebdo", phone, null),
                new ShipTo(
                        "Charlie Hebdo",
                        phone,
                        null,
                        "Francisco I. Madero",
                        "34",
                        null,
                        "Centro",
                        "Aguascalientes",
                        "MX - AG",
                        "20290",
                        shop.country()),
                new Shipping(ShippingService.ECONOMY, "Fedex", null, null, false),
                false,
                List.of(new Line(randomSku(random), 1), new Line(randomSku(random), 2)),
                Optional.empty(),
                DemonstrationShop.USER);
        accepted(backend.database().transaction(tx -> backend.orders().create(tx, shop, order)));
    }

    private static String randomSku(Random random) {
        return Long.toString(FIRST_SKU + random.nextInt(ITEMS));
    }

    private static <T, R> T accepted(io.tianguis.kernel.Outcome<T, R> outcome) {
        return outcome.fold(value -> value, rejection -> {
            throw new IllegalStateException("the benchmark's data was refused: " + rejection);
        });
    }

    private static BenchmarkData measured(Connection connection, long flatShippingCents) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT min(v.variant_id - v.sku::bigint), max(v.variant_id - v.sku::bigint),
                               min(v.product_id - v.sku::bigint), max(v.product_id - v.sku::bigint),
                               (SELECT min(order_id) FROM sales_order WHERE number LIKE 'C-%%'),
                               (SELECT max(order_id) FROM sales_order WHERE number LIKE 'C-%%'),
                               (SELECT count(*) FROM customer WHERE phone LIKE '+52449789%%')
                          FROM variant v
                         WHERE v.shop_id = %d AND v.sku ~ '^[0-9]{6}$'
                        """.formatted(DemonstrationShop.ID.value()))) {
            row.next();
            boolean even = row.getLong(1) == row.getLong(2)
                    && row.getLong(3) == row.getLong(4)
                    && row.getLong(6) - row.getLong(5) == ORDERS - 1
                    && row.getLong(7) == BUYERS;
            if (!even) {
                throw new IllegalStateException("the ids of the benchmark's data have gaps: load it again");
            }
            return new BenchmarkData(row.getLong(1), row.getLong(3), row.getLong(5), flatShippingCents);
        }
    }

    Variable.Uniform sku(String name) {
        return new Variable.Uniform(name, FIRST_SKU, FIRST_SKU + ITEMS - 1);
    }

    Variable.Uniform webId(String name) {
        return new Variable.Uniform(name, FIRST_SKU + WEB_ID_DISTANCE, FIRST_SKU + WEB_ID_DISTANCE + ITEMS - 1);
    }

    /** The SKU of an item whose web id is known, as its ids after it. */
    Variable.Shifted skuOf(String name, Variable.Uniform webId) {
        return new Variable.Shifted(name, webId, -WEB_ID_DISTANCE);
    }

    Variable.Shifted variantIdOf(String name, Variable.Uniform webId) {
        return new Variable.Shifted(name, webId, variantDistance - WEB_ID_DISTANCE);
    }

    Variable.Shifted productIdOf(String name, Variable.Uniform webId) {
        return new Variable.Shifted(name, webId, productDistance - WEB_ID_DISTANCE);
    }

    Variable.Uniform phone(String name) {
        return new Variable.Uniform(name, FIRST_PHONE, FIRST_PHONE + BUYERS - 1);
    }

    Variable.Uniform orderId(String name) {
        return new Variable.Uniform(name, firstOrder, firstOrder + ORDERS - 1);
    }

    /** @param of how many parts of the items this is one, from 0 on; what is drawn from different parts is never the same */
    Variable.Uniform variantId(String name, int part, int of) {
        long first = FIRST_SKU + variantDistance;
        return new Variable.Uniform(name, first + part * ITEMS / of, first + (part + 1) * ITEMS / of - 1);
    }

    /** The SKU of a variant whose id is known. */
    Variable.Shifted skuOfVariant(String name, Variable.Uniform variantId) {
        return new Variable.Shifted(name, variantId, -variantDistance);
    }

    Variable.Shifted productIdOfVariant(String name, Variable.Uniform variantId) {
        return new Variable.Shifted(name, variantId, productDistance - variantDistance);
    }

    Variable.Shifted variantId(String name, Variable.Uniform sku) {
        return new Variable.Shifted(name, sku, variantDistance);
    }

    Variable.Shifted productId(String name, Variable.Uniform sku) {
        return new Variable.Shifted(name, sku, productDistance);
    }
}
