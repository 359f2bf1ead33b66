package io.tianguis.demonstration;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.Categories;
import io.tianguis.conversations.Conversations;
import io.tianguis.customers.Customers;
import io.tianguis.fulfillment.Fulfillment;
import io.tianguis.inbound.Inbound;
import io.tianguis.orders.OrderAdministration;
import io.tianguis.orders.Orders;
import io.tianguis.orders.PointOfSale;
import io.tianguis.platform.sql.Database;
import io.tianguis.questions.Questions;
import io.tianguis.returns.Returns;
import io.tianguis.shops.Shops;
import io.tianguis.shops.TrackingCodes;
import io.tianguis.stock.Stock;

/** The capabilities through which the data enters, all on one database and one clock. */
public record Doors(
        Database database,
        Shops shops,
        TrackingCodes trackingCodes,
        Catalog catalog,
        Categories categories,
        Stock stock,
        Customers customers,
        Conversations conversations,
        Questions questions,
        Orders orders,
        OrderAdministration orderAdministration,
        PointOfSale pointOfSale,
        Inbound inbound,
        Fulfillment fulfillment,
        Returns returns) {}
