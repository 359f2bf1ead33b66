package io.tianguis;

import io.tianguis.platform.json.Json;
import io.tianguis.platform.sql.Migrations;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that does one thing in one shop and prints what came of it as one JSON object. */
abstract class ShopStep implements Callable<Integer> {

    /** Who is named in the ledger and in the events of what a command did. */
    static final String ACTOR = "warehouse";

    @Option(names = "--shop", required = true, paramLabel = "ID", description = "The shop's id.")
    private long shopId;

    @Mixin
    private DatabaseOptions options = new DatabaseOptions();

    /**
     * Does it.
     *
     * @return what is printed, as JSON
     * @throws CommandRefused with the reason, which ends the command with exit code 1
     */
    abstract Object take(Backend backend, Shop shop);

    @Override
    public final Integer call() {
        try (DatabaseOptions.Opened database = options.shared()) {
            Migrations.apply(database.pool());
            Backend backend = App.backend(database);
            Shop shop = Optional.of(shopId)
                    .filter(id -> id > 0)
                    .flatMap(id -> backend.shops().find(new ShopId(id)))
                    .orElseThrow(() -> new CommandRefused("There is no shop " + shopId + "."));
            System.out.println(new String(Json.write(take(backend, shop)), StandardCharsets.UTF_8));
        }
        return 0;
    }
}
