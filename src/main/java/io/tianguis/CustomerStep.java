package io.tianguis;

import io.tianguis.customers.CustomerStanding;
import io.tianguis.customers.Customers;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A seller's step on one customer, which it prints as the shop sees them afterwards. */
abstract class CustomerStep extends ShopStep {

    @Option(
            names = "--customer",
            required = true,
            paramLabel = "ID",
            description = "The customer's id, of whichever of their rows.")
    private long customerId;

    /** What a customer is to the shop. Moments are UTC. */
    record Printed(
            long id,
            @Nullable String name,
            String type,
            String status,
            long purchases,
            long questions,
            @Nullable String last_activity_at,
            @Nullable String unsubscribed_at) {

        static Printed of(CustomerStanding customer) {
            return new Printed(
                    customer.customerId(),
                    customer.name().orElse(null),
                    word(customer.type()),
                    word(customer.status()),
                    customer.purchases(),
                    customer.questions(),
                    moment(customer.lastActivityAt()),
                    moment(customer.unsubscribedAt()));
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }

        private static @Nullable String moment(@Nullable Instant instant) {
            return instant == null ? null : instant.toString();
        }
    }

    /**
     * What the step does in its transaction.
     *
     * @return whether the shop has such a customer
     */
    abstract boolean step(Customers customers, Tx tx, ShopId shop, long customerId);

    @Override
    final Object take(Backend backend, Shop shop) {
        Customers customers = backend.customers();
        if (!backend.database().transaction(tx -> step(customers, tx, shop.id(), customerId), found -> found)) {
            throw new CommandRefused("Shop " + shop.shopId() + " has no customer " + customerId + ".");
        }
        return Printed.of(customers.standings(shop.id(), List.of(customerId)).getFirst());
    }

    /** {@code tianguis customer remove}. */
    @Command(
            name = "remove",
            description = {
                "Takes a customer from the active ones, until they buy or ask again.",
                "Nothing else of them is lost."
            },
            mixinStandardHelpOptions = true)
    static final class Remove extends CustomerStep {

        @Override
        boolean step(Customers customers, Tx tx, ShopId shop, long customerId) {
            return customers.remove(tx, shop, customerId);
        }
    }

    /** {@code tianguis customer unsubscribe}. */
    @Command(
            name = "unsubscribe",
            description = "Notes that a customer wants no more news; the first time counts.",
            mixinStandardHelpOptions = true)
    static final class Unsubscribe extends CustomerStep {

        @Override
        boolean step(Customers customers, Tx tx, ShopId shop, long customerId) {
            return customers.unsubscribe(tx, shop, customerId);
        }
    }
}
