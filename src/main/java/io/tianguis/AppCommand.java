package io.tianguis;

import io.tianguis.shops.ApplicationRejection;
import io.tianguis.shops.Shop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis app …}. */
@Command(
        name = "app",
        description = "Registers applications, which ask for access tokens.",
        mixinStandardHelpOptions = true,
        subcommands = AppCommand.Create.class,
        footer = {"", "Exit codes: 0 done, 1 refused, with the reason on the error stream, 2 wrong options."})
final class AppCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: `tianguis app create --help` tells how.");
    }

    /** {@code tianguis app create}. */
    @Command(
            name = "create",
            description = {
                "Registers an application and prints its credentials as one JSON object; they are shown this once.",
                "It may ask for tokens of this shop by itself, and of any shop whose administrator consents.",
                "Works beside a running server or without one."
            },
            mixinStandardHelpOptions = true)
    static final class Create extends ShopStep {

        @Option(
                names = "--name",
                required = true,
                paramLabel = "NAME",
                description = "What people read when they are asked for their consent.")
        private String name = "";

        @Option(
                names = "--redirect-uri",
                required = true,
                paramLabel = "URI",
                description =
                        "Where consents are told, such as https://erp.example/callback; requests repeat it exactly.")
        private String redirectUri = "";

        record Answer(String client_id, String client_secret, String redirect_uri) {}

        @Override
        Object take(Backend backend, Shop shop) {
            return backend.applications()
                    .register(shop.id(), name, redirectUri)
                    .fold(
                            created -> new Answer(
                                    Long.toString(created.clientId()), created.clientSecret(), created.redirectUri()),
                            rejection -> {
                                throw new CommandRefused(explained(rejection));
                            });
        }

        private static String explained(ApplicationRejection rejection) {
            return switch (rejection) {
                case ApplicationRejection.InvalidName _ ->
                    "An application's name has 1 to 120 characters: give one with --name.";
                case ApplicationRejection.UnusableRedirectUri(String uri) ->
                    "--redirect-uri is " + uri + ", not an address such as https://erp.example/callback: http or https"
                            + " with a host, or a scheme with a dot of the application's own; no fragment, no user.";
            };
        }
    }
}
