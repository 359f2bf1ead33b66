package io.tianguis.dialects.mercadoshops;

import io.tianguis.catalog.Categories;
import io.tianguis.customers.Customers;
import io.tianguis.kernel.Randomness;
import io.tianguis.orders.OrderAdministration;
import io.tianguis.orders.OrderSearch;
import io.tianguis.orders.Orders;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.PublicAddress;
import io.tianguis.platform.http.Surface;
import io.tianguis.questions.Questions;
import io.tianguis.shops.Applications;
import io.tianguis.shops.Consents;
import io.tianguis.shops.Credentials;
import io.tianguis.shops.Shops;
import io.tianguis.shops.TokenGrants;
import io.tianguis.shops.TrackingCodes;
import io.tianguis.stock.Products;
import io.tianguis.stock.Stock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The table of contents of the MercadoShops API. */
public final class MercadoShopsRoutes {

    /** Every resource answers under both (S1). */
    private static final List<String> SHOP_PATHS = List.of("/v1/shops/{shop_id}", "/shops/{shop_id}");

    private static final List<String> REQUEST_HEADERS =
            List.of("Authorization", "Content-Type", "Idempotency-Key", "X-Request-Id");

    private MercadoShopsRoutes() {}

    /** @param address what the links in answers begin with */
    public static Surface surface(
            Shops shops,
            Credentials credentials,
            Applications applications,
            TokenGrants tokenGrants,
            Consents consents,
            TrackingCodes trackingCodes,
            Customers customers,
            Categories categories,
            Stock stock,
            Products products,
            Questions questions,
            Orders orders,
            OrderAdministration orderAdministration,
            OrderSearch orderSearch,
            CreatingRequests creatingRequests,
            Randomness randomness,
            Supplier<PublicAddress> address) {
        MercadoShopsAuth auth = new MercadoShopsAuth(credentials, shops);
        Links links = new Links(address);
        TokensHandler tokens = new TokensHandler(tokenGrants);
        AuthorizationHandler authorization =
                new AuthorizationHandler(applications, consents, new FormTokens(randomness, address));
        ShopHandler shop = new ShopHandler(auth, links);
        TrackingCodesHandler metrics = new TrackingCodesHandler(auth, trackingCodes, creatingRequests);
        ClientsHandler clients = new ClientsHandler(auth, customers);
        CategoriesHandler tree = new CategoriesHandler(auth, categories, links);
        ListingsHandler listings = new ListingsHandler(auth, stock, products, links);
        QuestionsHandler asked = new QuestionsHandler(auth, questions, stock, links);
        ThreadsHandler threads = new ThreadsHandler(auth, questions, stock, links);
        OrdersHandler sales = new OrdersHandler(auth, orders);
        OrderSearchHandler search = new OrderSearchHandler(auth, orderSearch);
        OrderChangesHandler changes = new OrderChangesHandler(auth, orderAdministration);
        Surface.Builder surface = Surface.named("mercadoshops", MercadoShopsErrors.PAGES)
                .owning("/v1/shops", "/shops", "/oauth", "/authorization")
                .everyOrigin(REQUEST_HEADERS, Duration.ofDays(1))
                .get("/authorization", authorization::show)
                .post("/authorization", authorization::decide)
                .post("/oauth/token", tokens::create);
        for (String path : SHOP_PATHS) {
            surface.get(path, shop::show)
                    .get(path + "/categories", tree::roots)
                    .get(path + "/categories/tree", tree::tree)
                    .get(path + "/categories/{category_id}", tree::show)
                    .get(path + "/metrics", metrics::list)
                    .post(path + "/metrics", metrics::create)
                    .get(path + "/metrics/{tracking_code_id}", metrics::show)
                    .put(path + "/metrics/{tracking_code_id}", metrics::change)
                    .delete(path + "/metrics/{tracking_code_id}", metrics::delete)
                    .get(path + "/clients", clients::unnamed)
                    .get(path + "/clients/search", clients::search)
                    .get(path + "/clients/{client_id}", clients::show)
                    .get(path + "/listings/search", listings::search)
                    .get(path + "/listings/{listing_id}", listings::show)
                    .get(path + "/questions/search", asked::search)
                    .get(path + "/questions/search/q", asked::search)
                    .get(path + "/questions/threads/search", threads::search)
                    .get(path + "/questions/threads/{thread_id}", threads::show)
                    .get(path + "/questions/{question_id}", asked::show)
                    .put(path + "/questions/{question_id}", asked::answer)
                    .delete(path + "/questions/{question_id}", asked::delete)
                    .get(path + "/orders/search", search::search)
                    .get(path + "/orders/SEARCH", search::search)
                    .get(path + "/orders/{order_id}", sales::show)
                    .put(path + "/orders/{order_id}", changes::invoice)
                    .put(path + "/orders/{order_id}/shippings/{shipping_id}", changes::shipment);
        }
        return surface.build();
    }
}
