package io.tianguis.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.stock.StockedVariant;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a stranger tries with his own credentials on what is the demonstration shop's. */
final class Attempts {

    private final World world;
    private final TestServer server;
    private final Map<String, String> seller;
    private final Map<String, String> apiKey;
    private final Map<String, String> bearer;

    /** @param server whose world is asked for the ids, and is not changed */
    Attempts(TestServer server, World world) {
        this.server = server;
        this.world = world;
        this.seller = marketful(world.stranger().sellerToken(), world.stranger().sellerUser());
        this.apiKey = Map.of("api-key", world.stranger().apiKey());
        this.bearer = Map.of("Authorization", "Bearer " + world.tokens().getLast());
    }

    /** Every one, of every route. */
    Stream<Attempt> all() {
        List<Attempt> attempts = new ArrayList<>();
        hubFulfillment(attempts);
        hubItems(attempts);
        hubOrders(attempts);
        hubEntries(attempts);
        hubReturns(attempts);
        hubCredentials(attempts);
        hubWebhooks(attempts);
        pointOfSale(attempts);
        contacts(attempts);
        new SiteAttempts(world, bearer).addTo(attempts);
        for (String prefix : List.of("/v1", "")) {
            shopsBackEnd(prefix, attempts);
            clients(prefix, attempts);
            attempts.addAll(QuestionAttempts.of(
                    "GET " + prefix + "/shops", bearer, world.stranger().shop().shopId()));
        }
        return attempts.stream();
    }

    private void hubItems(List<Attempt> attempts) {
        String create = "POST /items/create_item";
        String one = "{\"sku\":\"%s\",\"title\":\"Igual\",\"list_price\":10}";
        String item = "{\"items\":[" + one + "]}";
        String two = "{\"items\":[" + one + "," + one.replace("%s", "AJENO-1") + "]}";
        attempts.add(new Attempt(create, 200, "/items/create_item", item, seller, World.TERMO, "TERMO99"));
        attempts.add(new Attempt(create, 201, "/items/create_item", two, seller, World.PAQ, "PAQ-99"));

        String stock = "GET /items/get_stock";
        attempts.add(new Attempt(stock, 401, "/items/get_stock?sku=%s", "", seller, World.PAQ, "PAQ-99"));
        attempts.add(new Attempt(stock, 401, "/items/get_stock?sku=%s", "", seller, World.SOLD_OUT, "NADIE"));
        attempts.add(new Attempt(
                "GET /items/get_stock_ean",
                401,
                "/items/get_stock_ean?ean=%s",
                "",
                seller,
                "07852236842",
                "07852236899"));

        String id = Long.toString(variant().variantId());
        String delete = "POST /items/delete_item";
        attempts.add(new Attempt(delete, 401, "/items/delete_item?item_id=%s", "", seller, id, "299999"));
        String update = "POST /items/update_item";
        String own = "/items/update_item?item_id=" + ownItem().variantId();
        attempts.add(new Attempt(update, 400, "/items/update_item?item_id=%s&title=Robado", "", seller, id, "299999"));
        attempts.add(new Attempt(update, 400, "/items/update_item?item_id=%s&height=alto", "", seller, id, "299999"));
        attempts.add(new Attempt(update, 200, own + "&sku=%s", "", seller, World.TERMO, "TERMO99"));
        attempts.add(new Attempt("GET /api/items", 200, "/api/items?seller_id=%s", "", seller, "215", "999999"));
    }

    private void hubOrders(List<Attempt> attempts) {
        String order = "POST /shopi_orders/multicanal_api";
        String target = "/shopi_orders/multicanal_api";
        attempts.add(new Attempt(order, 406, target, order("Liverpool", "A-1", "%s"), seller, World.PAQ, "PAQ-99"));
        attempts.add(new Attempt(order, 200, target, order("Shopify", "%s", World.MULTI), seller, "#1082", "#9999"));
        attempts.add(new Attempt(
                order,
                200,
                target,
                order("MercadoLibre", "%s", World.MULTI),
                seller,
                "2000004602393885",
                "2000004602399999"));
        attempts.add(new Attempt(
                order,
                200,
                target,
                order("Liverpool", "A-%s", World.MULTI).replace("4497893345", "%s"),
                seller,
                "+524491234567",
                "+524491239999"));

        String orders = "GET /shopi_orders/get_orders";
        attempts.add(new Attempt(
                orders, 404, "/shopi_orders/get_orders?canal=Shopify&orden=%s", "", seller, "%231082", "%239999"));
        attempts.add(new Attempt(
                orders,
                404,
                "/shopi_orders/get_orders?canal=MercadoLibre&orden=%s",
                "",
                seller,
                "2000004602393885",
                "2000004602399999"));
    }

    private void hubEntries(List<Attempt> attempts) {
        String announce = "POST /entradas/nueva_entrada_api";
        String entry = "{\"entry_order\":{\"%s\":5}}";
        attempts.add(new Attempt(announce, 401, "/entradas/nueva_entrada_api", entry, seller, World.PAQ, "PAQ-99"));
        attempts.add(new Attempt(announce, 401, "/entradas/nueva_entrada_api", entry, seller, World.TERMO, "TERMO99"));

        String list = "GET /api/entrada_lists/entradas";
        attempts.add(new Attempt(list, 200, "/api/entrada_lists/entradas?q=%s", "", seller, "900001", "999999"));
        String one = "GET /api/entrada_lists/entradas/{entrada_token}";
        String target = "/api/entrada_lists/entradas/%s";
        attempts.add(new Attempt(one, 400, target, "", seller, "00900001", "00999999"));
        attempts.add(new Attempt(one, 400, target, "", seller, world.entryToken(), "ENTFt2N4GPqqb86yv1_bUw"));
    }

    /** Before the stranger takes orders of the same numbers. */
    private void hubFulfillment(List<Attempt> attempts) {
        String label = "/api/shopi_orders/asignar_guia?canal=MercadoLibre&orden=%s&paqueteria=DHL"
                + "&url_guia_pdf=https://robado.example/1.pdf";
        for (String method : List.of("GET", "POST")) {
            attempts.add(new Attempt(
                    method + " /api/shopi_orders/asignar_guia",
                    404,
                    label,
                    "",
                    seller,
                    "2000004602393885",
                    "2000004602399999"));
        }
        String orders = "GET /api/shopi_orders/orders";
        attempts.add(new Attempt(
                orders, 200, "/api/shopi_orders/orders?canal=%s&offset=9", "", seller, "MercadoLibre", "Shopify"));
        String events = "GET /shipment_events/get_events";
        for (String own : List.of("500001", "500002")) {
            attempts.add(
                    new Attempt(events, 404, "/shipment_events/get_events?order_id=%s", "", seller, own, "999999"));
        }
    }

    private void hubReturns(List<Attempt> attempts) {
        String one = "GET /api/devolucion_lists/devoluciones/{entrada_token}";
        String target = "/api/devolucion_lists/devoluciones/%s";
        attempts.add(new Attempt(one, 400, target, "", seller, "01000001", "01999999"));
        attempts.add(new Attempt(one, 400, target, "", seller, "1000001", "1999999"));
        attempts.add(new Attempt(one, 400, target, "", seller, returnToken(), "DEV0000000000000000000"));
    }

    /** Half of the stranger's credentials with half of the demonstration shop's. */
    private void hubCredentials(List<Attempt> attempts) {
        Map<String, String> anothersUser = marketful(world.stranger().sellerToken(), "%s");
        Map<String, String> anothersToken = marketful("%s", world.stranger().sellerUser());
        for (String[] call : new String[][] {
            {
                "POST /items/create_item",
                "/items/create_item",
                "{\"items\":[{\"sku\":\"NUEVO-1\",\"title\":\"Igual\",\"list_price\":10}]}"
            },
            {"GET /items/get_stock", "/items/get_stock?sku=PAQ-EA", ""},
            {"GET /items/get_stock_ean", "/items/get_stock_ean?ean=07852236842", ""},
            {"POST /items/delete_item", "/items/delete_item?item_id=200003", ""},
            {"POST /items/update_item", "/items/update_item?item_id=200003&title=Robado", ""},
            {"GET /api/items", "/api/items", ""},
            {"POST /shopi_orders/multicanal_api", "/shopi_orders/multicanal_api", order("Liverpool", "A-2", World.PAQ)},
            {"GET /shopi_orders/get_orders", "/shopi_orders/get_orders?canal=Shopify&orden=%%231082", ""},
            {"POST /entradas/nueva_entrada_api", "/entradas/nueva_entrada_api", "{\"entry_order\":{\"AJENO-1\":5}}"},
            {"GET /api/entrada_lists/entradas", "/api/entrada_lists/entradas", ""},
            {"GET /api/entrada_lists/entradas/{entrada_token}", "/api/entrada_lists/entradas/900001", ""},
            {"GET /api/devolucion_lists/devoluciones", "/api/devolucion_lists/devoluciones", ""},
            {"GET /api/devolucion_lists/devoluciones/{entrada_token}", "/api/devolucion_lists/devoluciones/01000001", ""
            }
        }) {
            int refused = refusalOf(call[0]);
            attempts.add(new Attempt(
                    call[0],
                    refused,
                    call[1],
                    call[2],
                    anothersUser,
                    world.demo().sellerUser(),
                    "nadie"));
            attempts.add(new Attempt(
                    call[0],
                    refused,
                    call[1],
                    call[2],
                    anothersToken,
                    world.demo().sellerToken(),
                    "1ABCdEfGhIj"));
        }
    }

    /** How an operation answers wrong credentials (K4). */
    private static int refusalOf(String route) {
        if (route.contains("shopi_orders")) {
            return 405;
        }
        return route.contains("nueva_entrada_api") ? 400 : 403;
    }

    private void hubWebhooks(List<Attempt> attempts) {
        String create = "POST /webhooks/crear";
        String call = "/webhooks/crear?tipo=order/created&url=www.example.com/%s";
        attempts.add(new Attempt(create, 200, call, "", seller, "demo", "nadie"));
        String remove = "POST /webhooks/eliminar";
        attempts.add(new Attempt(remove, 404, "/webhooks/eliminar?webhook_id=%s", "", seller, "900001", "999999"));
        Map<String, String> anothersUser = marketful(world.stranger().sellerToken(), "%s");
        for (String route : List.of("GET /webhooks/consultar", create, remove)) {
            String target = route.substring(route.indexOf(' ') + 1);
            attempts.add(new Attempt(
                    route, 404, target, "", anothersUser, world.demo().sellerUser(), "nadie"));
        }
    }

    private void pointOfSale(List<Attempt> attempts) {
        attempts.addAll(CounterAttempts.of(
                apiKey, variant().webId(), productWebId(), ownItem().webId()));
        products(attempts);
        String customer = "GET /retailers/api/v1/customers/{x}";
        for (String[] keys : new String[][] {
            {customerId(), "2222222222222"},
            {"carlos.perez@example.com", "nadie@example.com"},
            {"+524491234567", "+524491239998"},
            {"5214491234567", "5214491239998"},
            {"4491234567", "4491239998"}
        }) {
            attempts.add(new Attempt(
                    customer, 404, "/retailers/api/v1/customers/%s", "", apiKey, encoded(keys[0]), encoded(keys[1])));
            for (String channel : List.of("whatsapp", "messenger", "instagram")) {
                attempts.add(new Attempt(
                        customer + "/" + channel + "_conversations",
                        404,
                        "/retailers/api/v1/customers/%s/" + channel + "_conversations",
                        "",
                        apiKey,
                        encoded(keys[0]),
                        encoded(keys[1])));
            }
        }
    }

    private void products(List<Attempt> attempts) {
        String list = "GET /api/v1/products";
        attempts.add(new Attempt(list, 200, "/api/v1/products?sku=%s", "", apiKey, "CAM-M-NEGRO", "CAM-M-ROJO"));
        String categories = "GET /api/v1/categories";
        attempts.add(new Attempt(categories, 200, "/api/v1/categories?web_id=%s", "", apiKey, categoryId(), "00"));
        String create = "POST /api/v1/products";
        String body = "{\"product\":{\"title\":\"Igual\",\"price\":1,\"%s\":\"%%s\"}}";
        attempts.add(new Attempt(create, 201, "/api/v1/products", body.formatted("sku"), apiKey, World.PAQ, "PAQ-99"));
        attempts.add(new Attempt(
                create, 422, "/api/v1/products", body.formatted("subcategory_id"), apiKey, categoryId(), "0000000000"));
        String robbed = "{\"product\":{\"title\":\"Robado\",\"price\":1,\"variants\":[]}}";
        String update = "PUT /api/v1/products/{key}";
        String delete = "DELETE /api/v1/products/{key}";
        String add = "POST /api/v1/products/{key}/variants";
        for (String[] keys : new String[][] {{productWebId(), "0000000000"}, {"CAM-M-NEGRO", "CAM-M-ROJO"}}) {
            attempts.add(new Attempt(update, 404, "/api/v1/products/%s", robbed, apiKey, keys[0], keys[1]));
            attempts.add(new Attempt(update, 404, "/api/v1/products/%s", "{\"title\":7}", apiKey, keys[0], keys[1]));
            attempts.add(new Attempt(delete, 404, "/api/v1/products/%s", "", apiKey, keys[0], keys[1]));
            attempts.add(new Attempt(
                    add,
                    404,
                    "/api/v1/products/%s/variants",
                    "{\"option1\":\"CH\",\"price\":1}",
                    apiKey,
                    keys[0],
                    keys[1]));
            attempts.add(new Attempt(add, 404, "/api/v1/products/%s/variants", "{}", apiKey, keys[0], keys[1]));
        }
        String own = "{\"product\":{\"variants\":[{\"web_id\":\"%s\",\"price\":1}]}}";
        attempts.add(new Attempt(
                update, 422, "/api/v1/products/AJENO-1", own, apiKey, variant().webId(), "0000000000"));
        attempts.add(new Attempt(
                "DELETE /api/v1/variants/{web_id}",
                404,
                "/api/v1/variants/%s",
                "",
                apiKey,
                variant().webId(),
                "0000000000"));
    }

    private String categoryId() {
        return server.backend()
                .categories()
                .list(DemonstrationShop.ID)
                .getFirst()
                .webId();
    }

    private void contacts(List<Attempt> attempts) {
        String create = "POST /retailers/api/v1/customers";
        String target = "/retailers/api/v1/customers";
        String list = "GET /retailers/api/v1/customers";
        attempts.add(new Attempt(list, 200, target + "?id_number=%s", "", apiKey, "PEPC800101AB1", "NADA800101AB1"));
        attempts.add(new Attempt(list, 200, target + "?id_type=%s", "", apiKey, "rfc", "cedula"));
        for (String[] keys : new String[][] {
            {"+524491234567", "+524491239998"},
            {"carlos.perez@example.com", "nadie@example.com"}
        }) {
            String field = keys[0].startsWith("+") ? "phone" : "email";
            String body = "{\"customer\":{\"%s\":\"%%s\"}}".formatted(field);
            attempts.add(new Attempt(create, 200, target, body, apiKey, keys[0], keys[1]));
        }
        String agent = "{\"customer\":{\"first_name\":\"Otra\"},\"agent_id\":%s}";
        attempts.add(new Attempt(create, 422, target, agent, apiKey, "3", "999999"));
        String change = "PUT /retailers/api/v1/customers/{x}";
        for (String[] keys : new String[][] {
            {customerId(), "2222222222222"},
            {"carlos.perez@example.com", "nadie@example.com"},
            {"4491234567", "4491239998"}
        }) {
            for (String body : List.of(
                    "{\"customer\":{\"first_name\":\"Robado\"}}",
                    "{\"customer\":{\"email\":\"no\"}}",
                    "{\"customer\":{\"customer_addresses_attributes\":[{\"id\":1,\"_destroy\":true}]}}")) {
                attempts.add(
                        new Attempt(change, 404, target + "/%s", body, apiKey, encoded(keys[0]), encoded(keys[1])));
            }
        }
        String own = target + "/4493868618";
        String address = "{\"customer\":{\"customer_addresses_attributes\":[{\"id\":%s,\"_destroy\":true}]}}";
        attempts.add(new Attempt(change, 422, own, address, apiKey, "1", "999999"));
        attempts.add(new Attempt(change, 422, own, "{\"agent_id\":%s}", apiKey, "3", "999999"));
        attempts.add(new Attempt(
                "GET /retailers/api/v1/agents", 200, "/retailers/api/v1/agents?x=%s", "", apiKey, "3", "9"));
    }

    private void shopsCatalog(String shop, String path, String own, List<Attempt> attempts) {
        String category = shop + "/categories/{category_id}";
        attempts.add(new Attempt(category, 404, own + "/categories/%s", "", bearer, "5001", "599999"));
        attempts.add(new Attempt(category, 404, own + "/categories/%s", "", Map.of(), "5001", "599999"));
        for (String tree : List.of("/categories", "/categories/tree", "/categories/5001")) {
            String call = tree.equals("/categories/5001") ? category : shop + tree;
            attempts.add(new Attempt(call, 403, path + "%s" + tree, "", bearer, "215", "999999"));
        }
        String listings = shop + "/listings/search";
        attempts.add(new Attempt(listings, 403, path + "%s/listings/search", "", bearer, "215", "999999"));
        attempts.add(
                new Attempt(listings, 200, own + "/listings/search?query=%s&limit=9", "", bearer, "termo", "ninguno"));
    }

    private void shopsBackEnd(String prefix, List<Attempt> attempts) {
        String token = "POST /oauth/token";
        String exchange = "{\"grant_type\":\"client_credentials\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}";
        attempts.add(new Attempt(
                token,
                400,
                "/oauth/token",
                exchange.formatted("%s", world.stranger().clientSecret()),
                Map.of(),
                Long.toString(world.demo().clientId()),
                "999999999"));
        attempts.add(new Attempt(
                token,
                400,
                "/oauth/token",
                exchange.formatted(world.stranger().clientId(), "%s"),
                Map.of(),
                world.demo().clientSecret(),
                "x".repeat(world.demo().clientSecret().length())));

        String shop = "GET " + prefix + "/shops/{shop_id}";
        String listing = shop + "/listings/{listing_id}";
        String order = shop + "/orders/{order_id}";
        String product = Long.toString(variant().productId());
        String path = prefix + "/shops/";
        String own = path + world.stranger().shop().shopId();
        attempts.add(new Attempt(shop, 403, path + "%s", "", bearer, "215", "999999"));
        attempts.add(new Attempt(shop, 403, path + "%s", "", Map.of(), "215", "999999"));
        attempts.add(new Attempt(listing, 403, path + "%s/listings/" + product, "", bearer, "215", "999999"));
        attempts.add(new Attempt(listing, 404, own + "/listings/%s", "", bearer, product, "199999"));
        attempts.add(new Attempt(listing, 404, own + "/listings/%s", "", Map.of(), product, "199999"));
        shopsCatalog(shop, path, own, attempts);
        attempts.add(new Attempt(order, 403, path + "%s/orders/500001", "", bearer, "215", "999999"));
        attempts.add(new Attempt(order, 403, path + "%s/orders/500001", "", Map.of(), "215", "999999"));
        attempts.add(new Attempt(order, 404, own + "/orders/%s", "", bearer, "500001", "599999"));
        attempts.add(new Attempt(order, 404, own + "/orders/%s", "", bearer, "500002", "599999"));
        String anothersToken = world.tokens().getFirst();
        attempts.addAll(SaleAttempts.of(shop.substring("GET ".length()), path, own, bearer, anothersToken));
        String nobodysToken = "APP_USR-" + "x".repeat(anothersToken.length() - "APP_USR-".length());
        for (String[] call : new String[][] {
            {shop, own},
            {listing, own + "/listings/" + product},
            {order, own + "/orders/500001"}
        }) {
            attempts.add(
                    new Attempt(call[0], 403, call[1] + "?access_token=%s", "", Map.of(), anothersToken, nobodysToken));
        }
    }

    private void clients(String prefix, List<Attempt> attempts) {
        String all = "GET " + prefix + "/shops/{shop_id}/clients";
        String path = prefix + "/shops/%s/clients";
        String own = path.formatted(world.stranger().shop().shopId());
        attempts.add(new Attempt(all, 403, path, "", bearer, "215", "999999"));
        attempts.add(new Attempt(all + "/search", 403, path + "/search?query=carlos", "", bearer, "215", "999999"));
        attempts.add(new Attempt(all + "/{client_id}", 403, path + "/300001", "", bearer, "215", "999999"));
        attempts.add(new Attempt(all + "/{client_id}", 404, own + "/%s", "", bearer, "300001", "399999"));
    }

    StockedVariant variant() {
        return server.backend()
                .stock()
                .findBySku(DemonstrationShop.ID, World.TERMO)
                .orElseThrow();
    }

    private StockedVariant ownItem() {
        return server.backend()
                .stock()
                .findBySku(world.stranger().shop().id(), "AJENO-1")
                .orElseThrow();
    }

    String productWebId() {
        return server.backend()
                .stock()
                .findProduct(DemonstrationShop.ID, variant().productId())
                .orElseThrow()
                .product()
                .webId();
    }

    String returnToken() {
        return server.backend()
                .returns()
                .find(DemonstrationShop.ID, "1000001")
                .orElseThrow()
                .header()
                .token();
    }

    String customerId() {
        record Id(String id) {}
        return server.database()
                .database()
                .get(
                        Id.class,
                        "SELECT public_id AS id FROM customer WHERE shop_id = 215 AND email = ?",
                        "carlos.perez@example.com")
                .id();
    }

    private static Map<String, String> marketful(String token, String user) {
        return Map.of("Authorization", token, "User", user);
    }

    private static String order(String channel, String number, String sku) {
        return """
                {"order":{"contact_info":{"num_orden":"%s","orden_id":"%s","customer":"Charlie Hebdo",\
                "carrier_name":"Fedex","telefono":"4497893345","calle":"Madero","no_exterior":"34","colonia":"Centro",\
                "ciudad":"Aguascalientes","estado":"MX - AG","codigo_postal":"20290","canal":"%s",\
                "tipo_envio":"economico"},"items":[{"sku":"%s","cantidad":1}]}}""".formatted(number, number, channel, sku);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
