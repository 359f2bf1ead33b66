package io.tianguis;

import io.tianguis.kernel.Outcome;
import io.tianguis.orders.ContactStatus;
import io.tianguis.orders.FeedbackSide;
import io.tianguis.orders.Order;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.OrderAdministration;
import io.tianguis.orders.OrderChangeRejection;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A seller's step on one order, which it prints as it is afterwards. */
abstract class SellersStep extends ShopStep {

    private static final String SELLER = "seller";

    @Option(names = "--order", required = true, paramLabel = "ID", description = "The order's id.")
    private long orderId;

    /** What a seller keeps of an order. */
    record OrderJson(
            long id,
            String contact_status,
            String payment_status,
            @Nullable String processed_at,
            @Nullable String delivered_at,
            @Nullable String closed_at,
            @Nullable String closed_reason,
            @Nullable String buyer_feedback,
            @Nullable String seller_feedback,
            List<PaymentJson> payments) {

        static OrderJson of(Order order) {
            Order.Header header = order.header();
            return new OrderJson(
                    header.orderId(),
                    word(header.contactStatus()),
                    word(header.paymentStatus()),
                    moment(header.processedAt()),
                    moment(header.deliveredAt()),
                    moment(header.closedAt()),
                    header.closedReason(),
                    header.buyerFeedback(),
                    header.sellerFeedback(),
                    order.payments().stream()
                            .map(payment -> new PaymentJson(payment.paymentId(), word(payment.status())))
                            .toList());
        }
    }

    record PaymentJson(long id, String status) {}

    /** What the step does in its transaction. */
    abstract Outcome<?, OrderChangeRejection> step(OrderAdministration orders, Tx tx, ShopId shop, long orderId);

    @Override
    final Object take(Backend backend, Shop shop) {
        Outcome<?, OrderChangeRejection> outcome = backend.database()
                .transaction(
                        tx -> step(backend.orderAdministration(), tx, shop.id(), orderId),
                        done -> done instanceof Outcome.Ok);
        if (outcome instanceof Outcome.Rejected<?, OrderChangeRejection>(OrderChangeRejection rejection)) {
            throw new CommandRefused(explained(shop, rejection));
        }
        return OrderJson.of(backend.orders().find(shop.id(), orderId).orElseThrow());
    }

    private String explained(Shop shop, OrderChangeRejection rejection) {
        return switch (rejection) {
            case OrderChangeRejection.OrderNotFound _ -> "Shop " + shop.shopId() + " has no order " + orderId + ".";
            case OrderChangeRejection.ShipmentNotFound(long shipment) ->
                "Order " + orderId + " has no shipment " + shipment + ".";
            case OrderChangeRejection.PaymentNotFound(long payment) ->
                "Order " + orderId + " has no payment " + payment + ".";
            case OrderChangeRejection.Overtaken _ ->
                "Somebody else changed order " + orderId + " at the same moment. Look at it, and try again.";
        };
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String moment(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static void requireLength(String option, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > OrderAdministration.MAX_TEXT_LENGTH)) {
            throw new CommandRefused(option + " takes 1 to " + OrderAdministration.MAX_TEXT_LENGTH + " characters.");
        }
    }

    /** {@code tianguis order contact}. */
    @Command(
            name = "contact",
            description = "Keeps how far the seller is in touch with the buyer.",
            mixinStandardHelpOptions = true)
    static final class Contact extends SellersStep {

        @Option(
                names = "--status",
                required = true,
                paramLabel = "STATUS",
                description = "One of ${COMPLETION-CANDIDATES}, in any letter case.")
        private ContactStatus status = ContactStatus.NEW;

        @Override
        Outcome<?, OrderChangeRejection> step(OrderAdministration orders, Tx tx, ShopId shop, long orderId) {
            return orders.contact(tx, shop, orderId, status, SELLER);
        }
    }

    /** {@code tianguis order process}. */
    @Command(name = "process", description = "Marks an order as processed, once.", mixinStandardHelpOptions = true)
    static final class Process extends SellersStep {

        @Override
        Outcome<?, OrderChangeRejection> step(OrderAdministration orders, Tx tx, ShopId shop, long orderId) {
            return orders.process(tx, shop, orderId, SELLER);
        }
    }

    /** {@code tianguis order close}. */
    @Command(
            name = "close",
            description = "Closes an order; one that is closed stays as it was closed.",
            mixinStandardHelpOptions = true)
    static final class Close extends SellersStep {

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
        private @Nullable String reason;

        @Override
        Outcome<?, OrderChangeRejection> step(OrderAdministration orders, Tx tx, ShopId shop, long orderId) {
            requireLength("--reason", reason);
            return orders.close(tx, shop, orderId, reason, SELLER);
        }
    }

    /** {@code tianguis order reopen}. */
    @Command(name = "reopen", description = "Takes a closed order up again.", mixinStandardHelpOptions = true)
    static final class Reopen extends SellersStep {

        @Override
        Outcome<?, OrderChangeRejection> step(OrderAdministration orders, Tx tx, ShopId shop, long orderId) {
            return orders.reopen(tx, shop, orderId, SELLER);
        }
    }

    /** {@code tianguis order feedback}. */
    @Command(
            name = "feedback",
            description = "Keeps what one side of the sale says of the other.",
            mixinStandardHelpOptions = true)
    static final class Feedback extends SellersStep {

        @Option(
                names = "--side",
                required = true,
                paramLabel = "SIDE",
                description = "Who says it: one of ${COMPLETION-CANDIDATES}, in any letter case.")
        private FeedbackSide side = FeedbackSide.SELLER;

        @Option(names = "--text", required = true, paramLabel = "TEXT", description = "What they say.")
        private String text = "";

        @Override
        Outcome<?, OrderChangeRejection> step(OrderAdministration orders, Tx tx, ShopId shop, long orderId) {
            requireLength("--text", text);
            return orders.giveFeedback(tx, shop, orderId, side, text, SELLER);
        }
    }

    /** {@code tianguis order payment}. */
    @Command(name = "payment", description = "Keeps what became of a payment.", mixinStandardHelpOptions = true)
    static final class Payment extends SellersStep {

        @Option(names = "--payment", required = true, paramLabel = "ID", description = "The payment's id.")
        private long paymentId;

        @Option(
                names = "--status",
                required = true,
                paramLabel = "STATUS",
                description = "One of ${COMPLETION-CANDIDATES}, in any letter case.")
        private PaymentState status = PaymentState.PENDING;

        @Override
        Outcome<?, OrderChangeRejection> step(OrderAdministration orders, Tx tx, ShopId shop, long orderId) {
            return orders.changePayment(tx, shop, orderId, paymentId, status, SELLER);
        }
    }
}
