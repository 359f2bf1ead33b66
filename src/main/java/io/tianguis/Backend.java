package io.tianguis;

import io.agroal.api.AgroalDataSource;
import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.Categories;
import io.tianguis.catalog.ImageCleaning;
import io.tianguis.catalog.ImageCopies;
import io.tianguis.catalog.ImageSource;
import io.tianguis.catalog.ProductImages;
import io.tianguis.conversations.Conversations;
import io.tianguis.customers.Customers;
import io.tianguis.demonstration.Doors;
import io.tianguis.dialects.mercadoshops.SalesChannels;
import io.tianguis.fulfillment.Fulfillment;
import io.tianguis.inbound.Inbound;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.orders.Checkout;
import io.tianguis.orders.OrderAdministration;
import io.tianguis.orders.OrderSearch;
import io.tianguis.orders.Orders;
import io.tianguis.orders.PointOfSale;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.images.ImageFolder;
import io.tianguis.platform.outbound.Reach;
import io.tianguis.platform.outbox.Outbox;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.IdempotentAnswers;
import io.tianguis.questions.Questions;
import io.tianguis.returns.Returns;
import io.tianguis.shops.Applications;
import io.tianguis.shops.Consents;
import io.tianguis.shops.Credentials;
import io.tianguis.shops.Shops;
import io.tianguis.shops.TokenGrants;
import io.tianguis.shops.TrackingCodes;
import io.tianguis.stock.Products;
import io.tianguis.stock.Stock;
import io.tianguis.timeline.Timeline;
import io.tianguis.webhooks.Webhooks;
import java.nio.file.Path;

/** Every capability on one database, without a surface: what commands and surfaces work with. */
public record Backend(
        AgroalDataSource pool,
        Database database,
        Clock clock,
        Randomness randomness,
        Outbox outbox,
        IdempotentAnswers idempotentAnswers,
        CreatingRequests creatingRequests,
        Shops shops,
        Credentials credentials,
        Applications applications,
        TokenGrants tokenGrants,
        Consents consents,
        TrackingCodes trackingCodes,
        Catalog catalog,
        Categories categories,
        ProductImages productImages,
        ImageCopies imageCopies,
        ImageCleaning imageCleaning,
        Stock stock,
        Products products,
        Customers customers,
        Conversations conversations,
        Questions questions,
        Orders orders,
        OrderAdministration orderAdministration,
        OrderSearch orderSearch,
        PointOfSale pointOfSale,
        Checkout checkout,
        Inbound inbound,
        Fulfillment fulfillment,
        Returns returns,
        Timeline timeline,
        Webhooks webhooks,
        Reach webhookReach) {

    /** Builds the capabilities; webhooks are for the Internet, pictures are kept for no longer than the machine runs. */
    public static Backend on(AgroalDataSource pool, Clock clock, Randomness randomness) {
        return on(
                pool,
                clock,
                randomness,
                Reach.PUBLIC,
                new ImageFolder(Path.of(System.getProperty("java.io.tmpdir"), "tianguis-images")),
                address -> Outcome.rejected("no pictures are fetched here"));
    }

    /**
     * Builds the capabilities, in the order in which they depend on each other.
     *
     * @param webhookReach where webhooks may lead
     * @param images where pictures are kept
     * @param imageSource where pictures elsewhere come from
     */
    public static Backend on(
            AgroalDataSource pool,
            Clock clock,
            Randomness randomness,
            Reach webhookReach,
            ImageFolder images,
            ImageSource imageSource) {
        Database database = new Database(pool);
        Outbox outbox = new Outbox(clock);
        IdempotentAnswers idempotentAnswers = new IdempotentAnswers(clock);
        Shops shops = new Shops(database, clock, randomness);
        Credentials credentials = new Credentials(database, clock);
        Catalog catalog = new Catalog(database, clock, randomness);
        Stock stock = new Stock(database, catalog, clock);
        Customers customers = new Customers(database, clock, randomness, SalesChannels::venue);
        Conversations conversations = new Conversations(database, customers, outbox, clock);
        Orders orders = new Orders(database, catalog, stock, customers, outbox, clock, randomness);
        Inbound inbound = new Inbound(database, catalog, stock, clock, randomness);
        Fulfillment fulfillment = new Fulfillment(database, orders, stock, clock);
        Webhooks webhooks =
                new Webhooks(database, clock, randomness, url -> HttpWebhookTransport.fault(url, webhookReach));
        return new Backend(
                pool,
                database,
                clock,
                randomness,
                outbox,
                idempotentAnswers,
                new CreatingRequests(database, idempotentAnswers),
                shops,
                credentials,
                new Applications(database, clock, randomness),
                new TokenGrants(database, clock, randomness, credentials),
                new Consents(database, clock, randomness),
                new TrackingCodes(database, clock),
                catalog,
                new Categories(database, clock, randomness),
                new ProductImages(database, clock, images, imageSource),
                new ImageCopies(database, clock, images, imageSource),
                new ImageCleaning(database, clock, randomness, images),
                stock,
                new Products(database, catalog, stock, clock),
                customers,
                conversations,
                new Questions(database, customers, catalog, outbox, clock),
                orders,
                new OrderAdministration(database, outbox, clock),
                new OrderSearch(database),
                new PointOfSale(database, catalog, stock, customers, outbox, clock, randomness),
                new Checkout(database, catalog, stock, customers, outbox, clock, randomness, SalesChannels.OWN_SITE),
                inbound,
                fulfillment,
                new Returns(database, stock, orders, outbox, clock, randomness),
                new Timeline(database),
                webhooks,
                webhookReach);
    }

    /** The capabilities through which demonstration data enters. */
    public Doors doors() {
        return new Doors(
                database,
                shops,
                trackingCodes,
                catalog,
                categories,
                stock,
                customers,
                conversations,
                questions,
                orders,
                orderAdministration,
                pointOfSale,
                inbound,
                fulfillment,
                returns);
    }
}
