package io.tianguis;

import io.tianguis.catalog.ImageCopier;
import io.tianguis.dialects.marketful.MarketfulEvents;
import io.tianguis.dialects.marketful.MarketfulRoutes;
import io.tianguis.dialects.mercadoshops.MercadoShopsRoutes;
import io.tianguis.dialects.mercately.MercatelyRoutes;
import io.tianguis.platform.http.AccessLog;
import io.tianguis.platform.http.DocumentationRoutes;
import io.tianguis.platform.http.HttpLimits;
import io.tianguis.platform.http.HttpMetrics;
import io.tianguis.platform.http.HttpServer;
import io.tianguis.platform.http.OperatorRoutes;
import io.tianguis.platform.http.PublicAddress;
import io.tianguis.platform.http.RequestIds;
import io.tianguis.platform.http.Surface;
import io.tianguis.platform.outbox.OutboxRelay;
import io.tianguis.platform.sql.Migrations;
import io.tianguis.stock.LedgerCheck;
import io.tianguis.storefront.StorefrontRoutes;
import io.tianguis.webhooks.WebhookFanOut;
import io.tianguis.webhooks.WebhookSender;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A serving process: the surfaces on their port, the relay of the outbox, the sender of webhooks, the copier of pictures, and
 * the housekeeping.
 */
public final class Program implements AutoCloseable {

    private static final String VIEWER_VERSION = "5.34.1";

    private final HttpServer server;
    private final OutboxRelay relay;
    private final WebhookSender sender;
    private final HttpWebhookTransport transport;
    private final ImageCopier copier;
    private final Housekeeping housekeeping;

    private Program(
            HttpServer server,
            OutboxRelay relay,
            WebhookSender sender,
            HttpWebhookTransport transport,
            ImageCopier copier,
            Housekeeping housekeeping) {
        this.server = server;
        this.relay = relay;
        this.sender = sender;
        this.transport = transport;
        this.copier = copier;
        this.housekeeping = housekeeping;
    }

    /**
     * Migrates and serves.
     *
     * @param port 0 picks a free one
     */
    public static Program start(Backend backend, String host, int port) {
        return start(backend, host, port, Optional.empty());
    }

    /**
     * The same behind something that has an address of its own.
     *
     * @param published where the process is reached from outside; when empty, where it listens
     */
    public static Program start(Backend backend, String host, int port, Optional<PublicAddress> published) {
        Migrations.apply(backend.pool());
        OutboxRelay relay = relay(backend);
        HttpWebhookTransport transport = new HttpWebhookTransport(backend.webhookReach(), backend.clock());
        WebhookSender sender = new WebhookSender(backend.database(), backend.clock(), backend.randomness(), transport);
        LedgerWatch ledgerWatch = new LedgerWatch(new LedgerCheck(backend.database()), backend.clock());
        HttpMetrics metrics = metrics(backend, relay, ledgerWatch);
        CompletableFuture<PublicAddress> address = new CompletableFuture<>();
        HttpServer server = HttpServer.start(
                host,
                port,
                surfaces(backend, metrics, address::join),
                HttpLimits.STANDARD,
                new RequestIds(backend.randomness()),
                metrics.and(new AccessLog()));
        address.complete(published.orElseGet(() -> PublicAddress.listening(host, server.port())));
        relay.start();
        sender.start();
        ImageCopier copier = new ImageCopier(backend.imageCopies());
        copier.start();
        Preparation.greet(host, server.port());
        return new Program(server, relay, sender, transport, copier, Housekeeping.start(backend, ledgerWatch));
    }

    /** The port that it serves on. */
    public int port() {
        return server.port();
    }

    /** Lets the requests under way finish, then stops; the database is the caller's. */
    @Override
    public void close() {
        server.close();
        housekeeping.close();
        relay.close();
        sender.close();
        copier.close();
        transport.close();
    }

    private static OutboxRelay relay(Backend backend) {
        MarketfulEvents payloads = new MarketfulEvents(backend.shops(), backend.orders());
        return new OutboxRelay(
                backend.database(),
                backend.clock(),
                backend.randomness(),
                Map.of(),
                new WebhookFanOut(payloads, backend.clock()));
    }

    /**
     * Every surface; the last one answers for the paths that none owns.
     *
     * @param address known once the port is
     */
    private static List<Surface> surfaces(Backend backend, HttpMetrics metrics, Supplier<PublicAddress> address) {
        return List.of(
                MarketfulRoutes.surface(
                        backend.shops(),
                        backend.credentials(),
                        backend.stock(),
                        backend.orders(),
                        backend.creatingRequests(),
                        backend.inbound(),
                        backend.fulfillment(),
                        backend.returns(),
                        backend.webhooks()),
                MercadoShopsRoutes.surface(
                        backend.shops(),
                        backend.credentials(),
                        backend.applications(),
                        backend.tokenGrants(),
                        backend.consents(),
                        backend.trackingCodes(),
                        backend.customers(),
                        backend.categories(),
                        backend.stock(),
                        backend.products(),
                        backend.questions(),
                        backend.orders(),
                        backend.orderAdministration(),
                        backend.orderSearch(),
                        backend.creatingRequests(),
                        backend.randomness(),
                        address),
                MercatelyRoutes.retailers(
                        backend.shops(),
                        backend.credentials(),
                        backend.customers(),
                        backend.conversations(),
                        backend.creatingRequests()),
                MercatelyRoutes.shops(
                        backend.shops(),
                        backend.credentials(),
                        backend.catalog(),
                        backend.categories(),
                        backend.stock(),
                        backend.products(),
                        backend.orders(),
                        backend.pointOfSale(),
                        backend.creatingRequests()),
                StorefrontRoutes.surface(
                        backend.shops(),
                        backend.trackingCodes(),
                        backend.catalog(),
                        backend.categories(),
                        backend.productImages(),
                        backend.imageCopies(),
                        backend.stock(),
                        backend.products(),
                        backend.questions(),
                        backend.checkout(),
                        backend.clock(),
                        backend.randomness(),
                        address),
                DocumentationRoutes.surface(Set.of("marketful", "mercately", "mercadoshops"), VIEWER_VERSION),
                OperatorRoutes.surface(() -> Migrations.isCurrent(backend.database()), metrics));
    }

    private static HttpMetrics metrics(Backend backend, OutboxRelay relay, LedgerWatch ledgerWatch) {
        HttpMetrics metrics = new HttpMetrics();
        metrics.gauge("tianguis.outbox.depth", "Events that wait to be handed on, at most 10,000", relay::depth);
        metrics.gauge(
                "tianguis.pool.active",
                "Connections in use",
                () -> backend.pool().getMetrics().activeCount());
        metrics.gauge(
                "tianguis.pool.available",
                "Connections at rest",
                () -> backend.pool().getMetrics().availableCount());
        metrics.gauge(
                "tianguis.pool.awaiting",
                "Threads that wait for a connection",
                () -> backend.pool().getMetrics().awaitingCount());
        metrics.gauge(
                "tianguis.ledger.differences",
                "Levels that differ from their movements or reservations, as the walk over the ledger found them last",
                ledgerWatch::differences);
        metrics.gauge(
                "tianguis.webhooks.pending",
                "Deliveries that no receiver has taken yet, at most 10,000",
                () -> backend.webhooks().backlog().pending());
        metrics.gauge(
                "tianguis.webhooks.overdue.seconds",
                "How long the delivery that has been due longest has been so",
                () -> backend.webhooks().backlog().overdue().toSeconds());
        return metrics;
    }
}
