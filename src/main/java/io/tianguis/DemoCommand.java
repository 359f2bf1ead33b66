package io.tianguis;

import io.tianguis.demonstration.Amounts;
import io.tianguis.demonstration.Counts;
import io.tianguis.demonstration.DemonstrationLoader;
import io.tianguis.platform.json.Json;
import io.tianguis.platform.sql.Migrations;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis demo …}. */
@Command(
        name = "demo",
        description = "Fills a shop with demonstration data.",
        mixinStandardHelpOptions = true,
        subcommands = DemoCommand.LoadData.class)
final class DemoCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: `tianguis demo load --help` tells how.");
    }

    /** What {@code demo load} prints. */
    record Loaded(int products, int customers, int orders, int questions, int messages) {

        static Loaded of(Counts counts) {
            return new Loaded(
                    counts.products(), counts.customers(), counts.orders(), counts.questions(), counts.messages());
        }
    }

    /** {@code tianguis demo load}. */
    @Command(
            name = "load",
            description = {
                "Enters products, customers, orders, questions and messages such as a seller in the shop's country has, and prints their"
                        + " numbers as one JSON object.",
                "The same seed gives the same data. A further load of the same shop adds to it. Works beside a running"
                        + " server or without one. Telephones look real: never load into a shop that writes to people."
            },
            mixinStandardHelpOptions = true)
    static final class LoadData implements Callable<Integer> {

        @Option(names = "--shop", required = true, paramLabel = "ID", description = "The id of the shop to fill.")
        private long shopId;

        @Option(
                names = "--products",
                paramLabel = "N",
                defaultValue = "100",
                description = "How many products, most with several variants (default: 100).")
        private int products;

        @Option(
                names = "--customers",
                paramLabel = "N",
                defaultValue = "200",
                description = "How many customers, of whom a quarter is introduced by an order (default: 200).")
        private int customers;

        @Option(
                names = "--orders",
                paramLabel = "N",
                defaultValue = "500",
                description = "How many orders, of this load's products and customers, over the last twelve months"
                        + " (default: 500).")
        private int orders;

        @Option(
                names = "--questions",
                paramLabel = "N",
                defaultValue = "0",
                description =
                        "How many questions that this load's customers ask on the site and on MercadoLibre, over the"
                                + " last quarter (default: 0).")
        private int questions;

        @Option(
                names = "--messages",
                paramLabel = "N",
                defaultValue = "0",
                description = "How many messages that this load's customers and the shop write each other on WhatsApp,"
                        + " Messenger and Instagram, over the last quarter (default: 0).")
        private int messages;

        @Option(
                names = "--seed",
                paramLabel = "S",
                defaultValue = "1",
                description = "A whole number from which all data follows (default: 1).")
        private long seed;

        @Mixin
        private DatabaseOptions options = new DatabaseOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            Amounts amounts = amounts();
            try (DatabaseOptions.Opened database = options.shared()) {
                Migrations.apply(database.pool());
                Backend backend = App.backend(database);
                Shop shop = shop(backend);
                DemonstrationLoader loader = App.demonstrationLoader(database.pool());
                Counts counts;
                try (LoadingBar bar = LoadingBar.on(System.err, amounts)) {
                    counts = loader.load(shop, amounts, seed, backend.clock().now(), bar);
                }
                System.out.println(new String(Json.write(Loaded.of(counts)), StandardCharsets.UTF_8));
            }
            return 0;
        }

        private Amounts amounts() {
            try {
                return new Amounts(products, customers, orders, questions, messages);
            } catch (IllegalArgumentException wrong) {
                throw new ParameterException(
                        spec.commandLine(), "These numbers cannot be loaded: " + wrong.getMessage() + ".");
            }
        }

        private Shop shop(Backend backend) {
            Optional<Shop> found = shopId > 0 ? backend.shops().find(new ShopId(shopId)) : Optional.empty();
            Shop shop = found.orElseThrow(() -> new CommandRefused("There is no shop " + shopId
                    + " here. `tianguis shop create` makes one and prints its id; --data or --database-url say where to"
                    + " look."));
            if (!DemonstrationLoader.knows(shop.country())) {
                throw new CommandRefused("There is no demonstration data for " + shop.country()
                        + " yet: create a shop in " + String.join(", ", DemonstrationLoader.countries()) + ".");
            }
            return shop;
        }
    }
}
