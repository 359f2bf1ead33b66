package io.tianguis;

import io.tianguis.fulfillment.FulfillmentRejection;
import io.tianguis.fulfillment.FulfillmentStep;
import io.tianguis.fulfillment.Parcel;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Order;
import io.tianguis.orders.Order.Header;
import io.tianguis.orders.Order.Line;
import io.tianguis.orders.Order.Shipment;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import io.tianguis.stock.Shortage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A step of the warehouse on one order, which it prints as it is afterwards. */
abstract class WarehouseOrderStep extends ShopStep {

    @Option(names = "--order", required = true, paramLabel = "ID", description = "The order's id.")
    private long orderId;

    /** An order, in the words of its warehouse. */
    record OrderJson(
            long id,
            String channel,
            String number,
            String fulfillment_status,
            String payment_status,
            @Nullable String carrier,
            @Nullable String tracking_number,
            @Nullable String label_url,
            @Nullable String delivered_at,
            String created_at,
            String updated_at,
            List<LineJson> lines) {

        static OrderJson of(Order order) {
            Header header = order.header();
            @Nullable
            Shipment shipment =
                    order.shipments().isEmpty() ? null : order.shipments().getFirst();
            return new OrderJson(
                    header.orderId(),
                    header.channelName(),
                    header.number(),
                    word(header.fulfillmentStatus()),
                    word(header.paymentStatus()),
                    shipment == null ? null : shipment.carrier(),
                    shipment == null ? null : shipment.trackingNumber(),
                    shipment == null ? null : shipment.labelUrl(),
                    moment(header.deliveredAt()),
                    header.createdAt().toString(),
                    header.updatedAt().toString(),
                    order.lines().stream().map(LineJson::of).toList());
        }
    }

    /** Units of one SKU. */
    record LineJson(
            @Nullable String sku,
            String title,
            long units,
            @Nullable String shipped_at) {

        static LineJson of(Line line) {
            return new LineJson(line.sku(), line.title(), line.units(), moment(line.shippedAt()));
        }
    }

    /** What the step does in its transaction. */
    abstract Outcome<Long, FulfillmentRejection> step(Backend backend, Tx tx, Shop shop, long orderId);

    @Override
    final Object take(Backend backend, Shop shop) {
        Outcome<Long, FulfillmentRejection> outcome =
                backend.database().transaction(tx -> step(backend, tx, shop, orderId));
        return outcome.fold(
                event -> OrderJson.of(backend.orders().find(shop.id(), orderId).orElseThrow()), rejection -> {
                    throw new CommandRefused(explained(backend, shop, rejection));
                });
    }

    /** Refuses a text that would not fit. */
    static void requireLength(String option, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > Parcel.MAX_TEXT_LENGTH)) {
            throw new CommandRefused(option + " takes 1 to " + Parcel.MAX_TEXT_LENGTH + " characters.");
        }
    }

    private String explained(Backend backend, Shop shop, FulfillmentRejection rejection) {
        return switch (rejection) {
            case FulfillmentRejection.OrderNotFound _ -> "Shop " + shop.shopId() + " has no order " + orderId + ".";
            case FulfillmentRejection.IllegalMove(FulfillmentStep step, FulfillmentStatus present) ->
                "Order " + orderId + " is " + word(present) + ": it cannot be " + done(step) + ".";
            case FulfillmentRejection.AlreadyDelivered(Instant at) ->
                "Order " + orderId + " was delivered at " + at + " already.";
            case FulfillmentRejection.UnitsMissing(List<Shortage> shortages) ->
                "Order " + orderId + " cannot leave: " + missing(backend, shop, shortages) + ".";
            case FulfillmentRejection.InFuture(Instant now) -> "--at is later than the present, " + now + ".";
        };
    }

    private String missing(Backend backend, Shop shop, List<Shortage> shortages) {
        List<Line> lines =
                backend.orders().find(shop.id(), orderId).orElseThrow().lines();
        return shortages.stream()
                .map(shortage -> "it needs " + shortage.neededUnits() + " units of "
                        + lines.stream()
                                .filter(line -> line.variantId() == shortage.variantId())
                                .map(line -> String.valueOf(line.sku()))
                                .findFirst()
                                .orElseThrow()
                        + ", of which " + shortage.onHandUnits() + " are on hand")
                .collect(Collectors.joining("; "));
    }

    private static String done(FulfillmentStep step) {
        return switch (step) {
            case ASSIGN_LABEL -> "labeled";
            case PICK -> "picked";
            case PACK -> "packed";
            case SHIP -> "shipped";
            case DELIVER -> "delivered";
            case CANCEL -> "canceled";
        };
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String moment(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
