package io.tianguis;

import io.tianguis.shops.Shop;
import io.tianguis.webhooks.Delivery;
import io.tianguis.webhooks.Webhook;
import io.tianguis.webhooks.Webhooks;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis webhooks …}. */
@Command(
        name = "webhooks",
        description = {
            "Shows a shop's webhooks and what became of their deliveries, changes secrets, and delivers again.",
            "Works beside a running server or without one. Each step prints one JSON object."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            WebhooksCommand.ListStep.class,
            WebhooksCommand.SecretStep.class,
            WebhooksCommand.DeliveriesStep.class,
            WebhooksCommand.ReplayStep.class
        },
        footer = {"", "Exit codes: 0 done, 1 refused, with the reason on the error stream, 2 wrong options."})
final class WebhooksCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: `tianguis webhooks --help` lists the steps.");
    }

    /** {@code tianguis webhooks list}. */
    @Command(
            name = "list",
            description = "Lists the shop's webhooks, the oldest first.",
            mixinStandardHelpOptions = true)
    static final class ListStep extends ShopStep {

        record Answer(List<Line> webhooks) {}

        record Line(long webhook_id, String type, String url, boolean active, String created_at, String updated_at) {}

        @Override
        Object take(Backend backend, Shop shop) {
            return new Answer(backend.webhooks().list(shop.id()).stream()
                    .map(webhook -> new Line(
                            webhook.webhookId(),
                            webhook.type().topic(),
                            webhook.url(),
                            webhook.active(),
                            webhook.createdAt().toString(),
                            webhook.updatedAt().toString()))
                    .toList());
        }
    }

    /** {@code tianguis webhooks secret}. */
    @Command(
            name = "secret",
            description = {
                "Gives a webhook a new secret and prints it, this once.",
                "For a day what is sent is signed with the secret before as well."
            },
            mixinStandardHelpOptions = true)
    static final class SecretStep extends ShopStep {

        @Option(names = "--webhook", required = true, paramLabel = "ID", description = "The webhook's id.")
        private long webhookId;

        record Answer(long webhook_id, String secret, String previous_secret_until) {}

        @Override
        Object take(Backend backend, Shop shop) {
            Instant until = backend.clock().now().plus(Webhooks.PREVIOUS_SECRET_LIFE);
            return backend.webhooks()
                    .rotateSecret(shop.id(), webhookId)
                    .map(secret -> new Answer(webhookId, secret, until.toString()))
                    .orElseThrow(() -> unknown(shop, webhookId));
        }
    }

    /** {@code tianguis webhooks deliveries}. */
    @Command(
            name = "deliveries",
            description = "Shows what became of the newest deliveries, the newest first.",
            mixinStandardHelpOptions = true)
    static final class DeliveriesStep extends ShopStep {

        private static final int MOST = 10_000;

        @Option(names = "--webhook", paramLabel = "ID", description = "Of one webhook alone.")
        private @Nullable Long webhookId;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "100",
                description = "How many, at most 10,000 (default: 100).")
        private int limit;

        record Answer(List<Line> deliveries) {}

        record Line(
                long webhook_id,
                String message_id,
                long sequence,
                String about,
                String state,
                int failed_attempts,
                String happened_at,
                @Nullable String next_attempt_at,
                @Nullable String last_attempt_at,
                @Nullable Integer last_status,
                @Nullable String last_fault) {

            static Line of(Delivery delivery) {
                return new Line(
                        delivery.webhookId(),
                        delivery.messageId(),
                        delivery.sequence(),
                        delivery.orderingKey(),
                        delivery.state().name().toLowerCase(Locale.ROOT),
                        delivery.attempts(),
                        delivery.happenedAt().toString(),
                        text(delivery.dueAt()),
                        text(delivery.attemptedAt()),
                        delivery.lastStatus(),
                        delivery.lastFault());
            }

            private static @Nullable String text(@Nullable Instant moment) {
                return moment == null ? null : moment.toString();
            }
        }

        @Override
        Object take(Backend backend, Shop shop) {
            if (limit < 1 || limit > MOST) {
                throw new CommandRefused("--limit is " + limit + ", not a number from 1 to 10,000.");
            }
            if (webhookId != null) {
                webhook(backend, shop, webhookId);
            }
            return new Answer(backend.webhooks().deliveries(shop.id(), Optional.ofNullable(webhookId), limit).stream()
                    .map(Line::of)
                    .toList());
        }
    }

    /** {@code tianguis webhooks replay}. */
    @Command(
            name = "replay",
            description = {
                "Delivers what happened from a moment on once more, delivered before or not, in its order.",
                "Ids and numbers are those of the first time. Deliveries are kept for 14 days after their end."
            },
            mixinStandardHelpOptions = true)
    static final class ReplayStep extends ShopStep {

        @Option(
                names = "--since",
                required = true,
                paramLabel = "TIME",
                description = "Such as 2026-03-02T12:00:00Z, or 2026-03-02T12:00 by the shop's clock.")
        private String since = "";

        @Option(names = "--webhook", paramLabel = "ID", description = "Of one webhook alone.")
        private @Nullable Long webhookId;

        record Answer(long deliveries) {}

        @Override
        Object take(Backend backend, Shop shop) {
            Instant from = moment(shop);
            List<Webhook> webhooks = webhookId == null
                    ? backend.webhooks().list(shop.id()).stream()
                            .filter(Webhook::active)
                            .toList()
                    : List.of(webhook(backend, shop, webhookId));
            if (webhookId != null && !webhooks.getFirst().active()) {
                throw new CommandRefused("Webhook " + webhookId + " is not active: create it again first.");
            }
            return new Answer(webhooks.stream()
                    .mapToLong(webhook -> backend.webhooks().replay(webhook, from))
                    .sum());
        }

        private Instant moment(Shop shop) {
            try {
                return since.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                        ? OffsetDateTime.parse(since).toInstant()
                        : LocalDateTime.parse(since).atZone(shop.zone()).toInstant();
            } catch (DateTimeException unreadable) {
                throw new CommandRefused("--since is " + since + ", not a moment such as 2026-03-02T12:00:00Z.");
            }
        }
    }

    private static Webhook webhook(Backend backend, Shop shop, long webhookId) {
        return backend.webhooks().find(shop.id(), webhookId).orElseThrow(() -> unknown(shop, webhookId));
    }

    private static CommandRefused unknown(Shop shop, long webhookId) {
        return new CommandRefused("Shop " + shop.shopId() + " has no webhook " + webhookId + ".");
    }
}
