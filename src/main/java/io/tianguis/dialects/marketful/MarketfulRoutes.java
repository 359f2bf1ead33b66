package io.tianguis.dialects.marketful;

import io.tianguis.fulfillment.Fulfillment;
import io.tianguis.inbound.Inbound;
import io.tianguis.orders.Orders;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Surface;
import io.tianguis.returns.Returns;
import io.tianguis.shops.Credentials;
import io.tianguis.shops.Shops;
import io.tianguis.stock.Stock;
import io.tianguis.webhooks.Webhooks;

/** The table of contents of the Marketful API. */
public final class MarketfulRoutes {

    private MarketfulRoutes() {}

    public static Surface surface(
            Shops shops,
            Credentials credentials,
            Stock stock,
            Orders orders,
            CreatingRequests creatingRequests,
            Inbound inbound,
            Fulfillment fulfillment,
            Returns returns,
            Webhooks webhooks) {
        MarketfulAuth auth = new MarketfulAuth(credentials, shops);
        OrdersHandler ordersHandler = new OrdersHandler(auth, orders, creatingRequests, fulfillment);
        ItemsHandler items = new ItemsHandler(auth, stock, creatingRequests);
        EntriesHandler entries = new EntriesHandler(auth, inbound, creatingRequests);
        ShipmentEventsHandler shipmentEvents = new ShipmentEventsHandler(auth, fulfillment);
        ReturnsHandler returnsHandler = new ReturnsHandler(auth, returns);
        WebhooksHandler webhooksHandler = new WebhooksHandler(auth, webhooks, creatingRequests);
        return Surface.named("marketful", MarketfulErrors.PAGES)
                .owning(
                        "/shopi_orders",
                        "/api/shopi_orders",
                        "/entradas",
                        "/api/entrada_lists",
                        "/api/devolucion_lists",
                        "/items",
                        "/api/items",
                        "/shipment_events",
                        "/webhooks")
                .post("/shopi_orders/multicanal_api", ordersHandler::create)
                .get("/shopi_orders/get_orders", ordersHandler::find)
                .get("/items/get_stock", items::getStock)
                .post("/items/create_item", items::createItems)
                .get("/items/get_stock_ean", items::getStockByEan)
                .post("/items/delete_item", items::deleteItem)
                .post("/items/update_item", items::updateItem)
                .get("/api/items", items::list)
                .post("/entradas/nueva_entrada_api", entries::announce)
                .get("/api/entrada_lists/entradas", entries::list)
                .get("/api/entrada_lists/entradas/{entrada_token}", entries::find)
                .get("/api/shopi_orders/asignar_guia", ordersHandler::assignLabel)
                .post("/api/shopi_orders/asignar_guia", ordersHandler::assignLabel)
                .get("/api/shopi_orders/orders", ordersHandler::list)
                .get("/shipment_events/get_events", shipmentEvents::list)
                .get("/api/devolucion_lists/devoluciones", returnsHandler::list)
                .get("/api/devolucion_lists/devoluciones/{entrada_token}", returnsHandler::find)
                .get("/webhooks/consultar", webhooksHandler::list)
                .post("/webhooks/crear", webhooksHandler::create)
                .post("/webhooks/eliminar", webhooksHandler::remove)
                .build();
    }
}
