import io.tianguis.orders.Purchase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One benchmarked operation: the request, what varies in it, what it leaves in the database, and what it has to reach.
 *
 * @param name for {@code --only} and the names of the scripts
 * @param path with {@code ${name}} where a variable stands, as in the headers and the body
 * @param body empty for none
 * @param written rows that each request adds, by table, to see that service and pgbench do the same work
 * @param targetRatio what must be left of pgbench's transactions a second
 */
record Operation(
        String name,
        String title,
        String method,
        String path,
        Map<String, String> headers,
        String body,
        List<Variable> variables,
        Map<String, Integer> written,
        double targetRatio) {

    static final List<String> NAMES = List.of("get_stock", "patch_variant", "multicanal_api", "pos_order", "checkout", "get_order");

    /** The operations on what {@link BenchmarkData} has loaded. */
    static List<Operation> all(BenchmarkData data, Credentials credentials) {
        return List.of(
                getStock(data, credentials),
                patchVariant(data, credentials),
                multicanalApi(data, credentials),
                posOrder(data, credentials),
                checkout(data, credentials),
                getOrder(data, credentials));
    }

    /** What the demonstration shop's integrations send. */
    record Credentials(long shopId, String authorization, String user, String apiKey, String accessToken) {

        Map<String, String> marketful() {
            return Map.of("Authorization", authorization, "User", user);
        }
    }

    private static Operation getStock(BenchmarkData data, Credentials credentials) {
        return new Operation(
                "get_stock",
                "Marketful `GET /items/get_stock`",
                "GET",
                "/items/get_stock?sku=${sku}",
                credentials.marketful(),
                "",
                List.of(data.sku("sku")),
                Map.of(),
                0.65);
    }

    private static Operation patchVariant(BenchmarkData data, Credentials credentials) {
        return new Operation(
                "patch_variant",
                "Mercately `PATCH /api/v1/variants/{web_id}`",
                "PATCH",
                "/api/v1/variants/${web_id}",
                Map.of("api-key", credentials.apiKey()),
                "{\"variant\":{\"quantity\":${quantity}}}",
                List.of(data.webId("web_id"), new Variable.Uniform("quantity", 100_000, 999_999)),
                Map.of("stock_movement", 1),
                0.60);
    }

    private static Operation multicanalApi(BenchmarkData data, Credentials credentials) {
        Variable.Uniform first = data.sku("sku_1");
        Variable.Uniform second = data.sku("sku_2");
        return new Operation(
                "multicanal_api",
                "Marketful `POST /shopi_orders/multicanal_api`, two lines",
                "POST",
                "/shopi_orders/multicanal_api",
                credentials.marketful(),
                """
                {"order":{"contact_info":{"num_orden":"${number}","orden_id":"${number}","customer":"Charlie Hebdo",\
                "carrier_name":"Fedex","telefono":"${phone}","calle":"Francisco I. Madero","no_exterior":"34",\
                "colonia":"Centro","ciudad":"Aguascalientes","estado":"MX - AG","codigo_postal":"20290",\
                "canal":"Shopify","tipo_envio":"economico"},\
                "items":[{"sku":"${sku_1}","cantidad":1},{"sku":"${sku_2}","cantidad":2}]}}""",
                List.of(
                        new Variable.Unused("number"),
                        new Variable.Drawn("web_id", 1_009_900_815L),
                        data.phone("phone"),
                        first,
                        second,
                        data.variantId("variant_1", first),
                        data.variantId("variant_2", second),
                        data.productId("product_1", first),
                        data.productId("product_2", second)),
                Map.of("sales_order", 1, "order_line", 2, "stock_reservation", 2, "order_shipment", 1),
                0.85);
    }

    private static Operation posOrder(BenchmarkData data, Credentials credentials) {
        Variable.Uniform first = data.webId("product_1");
        Variable.Uniform second = data.webId("product_2");
        return new Operation(
                "pos_order",
                "Mercately `POST /api/v1/orders`, two lines, sold at once",
                "POST",
                "/api/v1/orders",
                Map.of("api-key", credentials.apiKey()),
                """
                {"order":{"sales_channel":"Mostrador","notes":"Ticket ${number}","status":"success",\
                "delivery_method":"store_pickup",\
                "customer_attributes":{"first_name":"Charlie","last_name":"Hebdo","phone":"${phone}"},\
                "order_items_attributes":[{"product_id":"${product_1}","quantity":1,"unit_price":"120.00"},\
                {"product_id":"${product_2}","quantity":2,"unit_price":99.5}]}}""",
                List.of(
                        new Variable.Unused("number"),
                        new Variable.Drawn("web_id", 1_009_900_915L),
                        data.phone("phone"),
                        first,
                        second,
                        data.skuOf("sku_1", first),
                        data.skuOf("sku_2", second),
                        data.variantIdOf("variant_1", first),
                        data.variantIdOf("variant_2", second),
                        data.productIdOf("product_id_1", first),
                        data.productIdOf("product_id_2", second)),
                Map.of("sales_order", 1, "order_line", 2, "order_payment", 1, "order_shipment", 1),
                0.80);
    }

    /**
     * A guest's purchase as a browser sends it: the cart in its cookie with a secret of its own. Each comes from another
     * network, since from one only so many are taken; a cart has a variant once.
     */
    private static Operation checkout(BenchmarkData data, Credentials credentials) {
        Variable.Unused number = new Variable.Unused("number");
        Variable.Uniform first = data.variantId("variant_1", 0, 2);
        Variable.Uniform second = data.variantId("variant_2", 1, 2);
        String secretBegins = "x".repeat(Purchase.SECRET_LENGTH - number.sample(0).length());
        long cents = 3 * BenchmarkData.PRICE_CENTS;
        return new Operation(
                "checkout",
                "Storefront `POST /tienda/{shop_id}/compra`, two lines",
                "POST",
                "/tienda/" + credentials.shopId() + "/compra",
                Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Cookie",
                        "carrito=" + secretBegins + "${number}.${variant_1}x1.${variant_2}x2",
                        "Sec-Fetch-Site",
                        "same-origin",
                        "X-Forwarded-For",
                        "2001:${network_1}:${network_2}::1"),
                "nombre=Charlie&apellido=Hebdo&telefono=${phone}&correo=&entrega=envio&calle=Francisco+I.+Madero&numero=34"
                        + "&interior=&colonia=Centro&ciudad=Aguascalientes&estado=Aguascalientes&codigo_postal=20290"
                        + "&pago=transferencia&mensaje=&productos=" + cents + "&costo_envio=" + data.flatShippingCents(),
                List.of(
                        number,
                        new Variable.Hashed("secret_hash", secretBegins, number),
                        new Variable.Drawn("web_id", 1_009_901_015L),
                        data.phone("phone"),
                        first,
                        second,
                        data.skuOfVariant("sku_1", first),
                        data.skuOfVariant("sku_2", second),
                        data.productIdOfVariant("product_1", first),
                        data.productIdOfVariant("product_2", second),
                        new Variable.Uniform("network_1", 1_000, 9_999),
                        new Variable.Uniform("network_2", 1_000, 9_999)),
                Map.of(
                        "order_checkout", 1, "sales_order", 1, "order_line", 2, "stock_reservation", 2, "order_payment", 1,
                        "order_shipment", 1),
                0.80);
    }

    private static Operation getOrder(BenchmarkData data, Credentials credentials) {
        return new Operation(
                "get_order",
                "MercadoShops `GET /v1/shops/{shop_id}/orders/{id}`",
                "GET",
                "/v1/shops/" + credentials.shopId() + "/orders/${order_id}",
                Map.of("Authorization", "Bearer " + credentials.accessToken()),
                "",
                List.of(data.orderId("order_id")),
                Map.of(),
                0.65);
    }

    /** What the program draws for itself in the recorded request. */
    Optional<String> drawn(int round) {
        return variables.stream()
                .filter(Variable.Drawn.class::isInstance)
                .map(variable -> variable.sample(round))
                .findFirst();
    }

    boolean writes() {
        return !written.isEmpty();
    }

    /** A text of the request with the sample values in it. */
    String sampled(String text, int round) {
        String sampled = text;
        for (Variable variable : variables) {
            sampled = sampled.replace("${" + variable.name() + "}", variable.sample(round));
        }
        return sampled;
    }

    /** A body is JSON where nothing else is said. */
    Map<String, String> sentHeaders() {
        Map<String, String> sent = new TreeMap<>(headers);
        if (!body.isEmpty()) {
            sent.putIfAbsent("Content-Type", "application/json");
        }
        return sent;
    }

    /** The request as it goes over the wire, with {@code ${name}} where variables stand. */
    String wireText(String host) {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
        sentHeaders()
                .forEach(
                        (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(sampled(body, 0).length()).append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }
}
