package io.tianguis;

import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.platform.http.PublicAddress;
import io.tianguis.platform.log.LogConfiguration;
import io.tianguis.platform.outbound.Reach;
import io.tianguis.platform.sql.Migrations;
import io.tianguis.platform.system.CarrierWatch;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tianguis start}. */
@Command(
        name = "start",
        description = {
            "Starts the database and serves all APIs on one port until it is told to stop (Ctrl-C or SIGTERM).",
            "The first start creates the data folder and the demonstration shop, with something in it."
        },
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

    private static final int LOOKED_AT = 24;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:TIANGUIS_PORT:-8080}",
            description = "Where to listen; 0 picks a free port (default: $$TIANGUIS_PORT, else 8080).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:TIANGUIS_HOST:-127.0.0.1}",
            description = "The address to listen on (default: $$TIANGUIS_HOST, else 127.0.0.1).")
    private String host = "127.0.0.1";

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            defaultValue = "${env:TIANGUIS_PUBLIC_URL:-}",
            description = "Where buyers and programs reach this process from outside; links in answers begin with it"
                    + " (default: $$TIANGUIS_PUBLIC_URL, else where it listens).")
    private @Nullable String publicUrl;

    @Option(
            names = "--allow-private-webhooks",
            defaultValue = "${env:TIANGUIS_ALLOW_PRIVATE_WEBHOOKS:-false}",
            fallbackValue = "true",
            arity = "0..1",
            paramLabel = "true|false",
            description = "Let webhooks lead to this machine and to private networks, for receivers that are there"
                    + " (default: $$TIANGUIS_ALLOW_PRIVATE_WEBHOOKS, else false).")
    private boolean allowPrivateWebhooks;

    @Option(names = "--no-demo", description = "Do not create the demonstration shop on first use.")
    private boolean noDemo;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    @Override
    public Integer call() throws InterruptedException {
        Optional<PublicAddress> published =
                Optional.ofNullable(publicUrl).filter(url -> !url.isBlank()).map(StartCommand::address);
        CountDownLatch stopAsked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            stopAsked.countDown();
            await(stopped);
        }));
        Preparation preparation = Preparation.begin();
        try (CarrierWatch _ = CarrierWatch.start();
                DatabaseOptions.Opened database = options.own()) {
            Backend backend = App.backend(database, allowPrivateWebhooks ? Reach.EVERYWHERE : Reach.PUBLIC);
            Migrations.apply(database.pool());
            DemonstrationCredentials demonstration = demonstration(backend);
            preparation.complete(backend);
            try (Program program = Program.start(backend, host, port, published)) {
                String url = PublicAddress.listening(host, program.port()).url();
                database.embedded().ifPresent(embedded -> embedded.announce(url));
                announce(url, demonstration);
                lookAtDemonstration(backend);
                stopAsked.await();
            }
        } finally {
            LogConfiguration.close();
            stopped.countDown();
        }
        return 0;
    }

    private static PublicAddress address(String url) {
        try {
            return new PublicAddress(url.strip());
        } catch (IllegalArgumentException malformed) {
            throw new CommandRefused("--public-url is " + malformed.getMessage());
        }
    }

    private DemonstrationCredentials demonstration(Backend backend) {
        Path file = options.data.resolve("demonstration.env");
        if (!noDemo) {
            DemonstrationShop.create(backend.shops())
                    .ifPresent(created -> DemonstrationCredentials.write(file, created));
            backend.shops()
                    .find(DemonstrationShop.ID)
                    .ifPresent(shop -> App.demonstrationLoader(backend.pool())
                            .furnish(shop, backend.clock().now()));
        }
        return DemonstrationCredentials.read(file);
    }

    /** Asks for the pictures of the demonstration's home page, so that they are drawn before anybody else looks. */
    private static void lookAtDemonstration(Backend backend) {
        backend.imageCopies()
                .of(
                        DemonstrationShop.ID,
                        backend.products().list(DemonstrationShop.ID, 0, LOOKED_AT).products().stream()
                                .flatMap(product -> product.pictures().stream().limit(1))
                                .toList());
    }

    private void announce(String url, DemonstrationCredentials demonstration) {
        System.out.println("Tianguis is ready: " + url);
        System.out.println("  APIs        " + url + "/docs");
        System.out.println("  health      " + url + "/health/ready   figures " + url + "/metrics");
        System.out.println("  data        " + options.data.toAbsolutePath().normalize());
        demonstration.print(System.out, url);
        System.out.flush();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
