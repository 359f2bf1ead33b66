package io.tianguis;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.json.Json;
import io.tianguis.platform.sql.Migrations;
import io.tianguis.shops.Market;
import io.tianguis.shops.NewShop;
import io.tianguis.shops.ShopCreated;
import io.tianguis.shops.ShopRejection;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis shop …}. */
@Command(
        name = "shop",
        description = "Creates shops, shows and changes their profiles.",
        mixinStandardHelpOptions = true,
        subcommands = {ShopCommand.Create.class, ShowShopStep.class, ChangeShopStep.class})
final class ShopCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: `tianguis shop --help` lists what there is.");
    }

    /** What {@code shop create} prints: the credentials of each surface, this once. */
    record Credentials(
            long shop_id,
            String name,
            Mercately mercately,
            MercadoShops mercadoshops,
            Marketful marketful,
            BackOffice backoffice) {

        record Mercately(String api_key) {}

        record MercadoShops(String client_id, String client_secret) {}

        record Marketful(String authorization, String user) {}

        record BackOffice(String email, String password) {}

        static Credentials of(ShopCreated created) {
            return new Credentials(
                    created.shop().shopId(),
                    created.shop().name(),
                    new Mercately(created.apiKey()),
                    new MercadoShops(Long.toString(created.clientId()), created.clientSecret()),
                    new Marketful(created.sellerToken(), created.sellerUser()),
                    new BackOffice(created.staffEmail(), created.staffPassword()));
        }
    }

    /** {@code tianguis shop create}. */
    @Command(
            name = "create",
            description = {
                "Creates a shop and prints its credentials as one JSON object; they are shown this once.",
                "Works beside a running server or without one."
            },
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "What the shop is called.")
        private String name = "";

        @Option(
                names = "--country",
                required = true,
                paramLabel = "CODE",
                description = "Where it is, as two letters, such as MX; docs/operating.md lists them all.")
        private String country = "";

        @Option(
                names = "--email",
                paramLabel = "EMAIL",
                defaultValue = "",
                description =
                        "Who signs in to the back office (default: owner at the shop's name, such as owner@my-shop.example).")
        private String email = "";

        @Option(
                names = "--time-zone",
                paramLabel = "ZONE",
                description = "Its time zone, such as America/Tijuana (default: the capital's); it stays for good.")
        private @Nullable String timeZone;

        @Mixin
        private DatabaseOptions options = new DatabaseOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            String owner = email.isEmpty() ? "owner@" + slug(name) + ".example" : email;
            NewShop capital = NewShop.of(name, country.toUpperCase(Locale.ROOT), owner);
            NewShop shop = timeZone == null ? capital : capital.in(timeZone);
            try (DatabaseOptions.Opened database = options.shared()) {
                Migrations.apply(database.pool());
                Outcome<ShopCreated, ShopRejection> outcome =
                        App.backend(database).shops().create(shop);
                Credentials credentials = outcome.fold(Credentials::of, rejection -> {
                    throw new ParameterException(spec.commandLine(), explained(rejection));
                });
                System.out.println(new String(Json.write(credentials), StandardCharsets.UTF_8));
            }
            return 0;
        }

        private static String slug(String name) {
            String slug = Normalizer.normalize(name, Normalizer.Form.NFD)
                    .replaceAll("\\p{M}+", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            return slug.isEmpty() ? "shop" : slug;
        }

        private static String explained(ShopRejection rejection) {
            return switch (rejection) {
                case ShopRejection.InvalidName _ -> "A shop's name has 1 to 120 characters: give one with --name.";
                case ShopRejection.UnknownCountry(String country) ->
                    country + " is not a country that Tianguis knows: use one of "
                            + Arrays.stream(Market.values()).map(Market::name).collect(Collectors.joining(", ")) + ".";
                case ShopRejection.UnknownTimeZone(String timeZone) ->
                    timeZone + " is not a time zone: give its IANA name, such as America/Tijuana.";
                case ShopRejection.AlreadyThere(long shopId) -> "Shop " + shopId + " is there already.";
            };
        }
    }
}
