package io.tianguis.dialects.mercately;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.Categories;
import io.tianguis.conversations.Conversations;
import io.tianguis.customers.Customers;
import io.tianguis.orders.Orders;
import io.tianguis.orders.PointOfSale;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Surface;
import io.tianguis.shops.Credentials;
import io.tianguis.shops.Shops;
import io.tianguis.stock.Products;
import io.tianguis.stock.Stock;

/**
 * The table of contents of the Mercately API. It has two halves, which speak two languages (C2) and therefore have error
 * pages of their own.
 */
public final class MercatelyRoutes {

    private static final String NAME = "mercately";

    private MercatelyRoutes() {}

    /** People and their conversations, in English. */
    public static Surface retailers(
            Shops shops,
            Credentials credentials,
            Customers customers,
            Conversations conversations,
            CreatingRequests creatingRequests) {
        MercatelyAuth auth = new MercatelyAuth(credentials);
        CustomersHandler people = new CustomersHandler(auth, shops, customers, creatingRequests);
        ConversationsHandler chats = new ConversationsHandler(auth, shops, conversations);
        AgentsHandler agents = new AgentsHandler(auth, shops);
        return Surface.named(NAME, MercatelyErrors.ENGLISH)
                .owning("/retailers/api/v1")
                .get("/retailers/api/v1/customers", people::list)
                .post("/retailers/api/v1/customers", people::create)
                .get("/retailers/api/v1/customers/{x}", people::get)
                .put("/retailers/api/v1/customers/{x}", people::change)
                .get("/retailers/api/v1/customers/{x}/whatsapp_conversations", chats::whatsApp)
                .get("/retailers/api/v1/customers/{x}/messenger_conversations", chats::messenger)
                .get("/retailers/api/v1/customers/{x}/instagram_conversations", chats::instagram)
                .get("/retailers/api/v1/agents", agents::list)
                .build();
    }

    /** Products, their variants and orders, in Spanish. */
    public static Surface shops(
            Shops shops,
            Credentials credentials,
            Catalog catalog,
            Categories categories,
            Stock stock,
            Products products,
            Orders orders,
            PointOfSale pointOfSale,
            CreatingRequests creatingRequests) {
        MercatelyAuth auth = new MercatelyAuth(credentials);
        ProductsHandler sold = new ProductsHandler(auth, catalog, categories, stock, products, creatingRequests);
        VariantsHandler variants = new VariantsHandler(auth, catalog, stock, products, creatingRequests);
        CategoriesHandler tree = new CategoriesHandler(auth, categories);
        OrdersHandler sales = new OrdersHandler(auth, shops, catalog, orders, pointOfSale, creatingRequests);
        return Surface.named(NAME, MercatelyErrors.SPANISH)
                .owning("/api/v1")
                .get("/api/v1/products", sold::list)
                .post("/api/v1/products", sold::create)
                .get("/api/v1/products/{key}", sold::get)
                .put("/api/v1/products/{key}", sold::change)
                .delete("/api/v1/products/{key}", sold::delete)
                .post("/api/v1/products/{key}/variants", variants::create)
                .get("/api/v1/variants/{web_id}", variants::get)
                .patch("/api/v1/variants/{web_id}", variants::change)
                .delete("/api/v1/variants/{web_id}", variants::delete)
                .get("/api/v1/categories", tree::list)
                .get("/api/v1/orders", sales::list)
                .post("/api/v1/orders", sales::create)
                .build();
    }
}
