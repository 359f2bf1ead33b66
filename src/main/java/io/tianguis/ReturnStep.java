package io.tianguis;

import io.tianguis.kernel.Outcome;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.platform.sql.Tx;
import io.tianguis.returns.CustomerReturn;
import io.tianguis.returns.ReturnRejection;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A step of the warehouse on a return, which it prints as it is then. */
abstract class ReturnStep extends ShopStep {

    abstract Outcome<CustomerReturn, ReturnRejection> change(Backend backend, Tx tx, ShopId shop);

    @Override
    final Object take(Backend backend, Shop shop) {
        return backend.database()
                .transaction(tx -> change(backend, tx, shop.id()))
                .fold(Written::of, rejection -> {
                    throw new CommandRefused(explained(rejection));
                });
    }

    /** What is printed. */
    record Written(
            long id,
            String token,
            long order_id,
            String status,
            String created_at,
            @Nullable String arrived_at,
            @Nullable String closed_at,
            @Nullable String reopened_at,
            List<Line> lines) {

        static Written of(CustomerReturn changed) {
            CustomerReturn.Header header = changed.header();
            return new Written(
                    header.returnId(),
                    header.token(),
                    header.orderId(),
                    word(header.status()),
                    header.createdAt().toString(),
                    moment(header.arrivedAt()),
                    moment(header.closedAt()),
                    moment(header.reopenedAt()),
                    changed.lines().stream().map(Line::of).toList());
        }

        private static @Nullable String moment(@Nullable Instant instant) {
            return instant == null ? null : instant.toString();
        }
    }

    /** One line of it. */
    record Line(String sku, String title, long announced_units, long received_units, long accepted_units) {

        static Line of(CustomerReturn.Line line) {
            return new Line(
                    line.sku(), line.title(), line.announcedUnits(), line.receivedUnits(), line.acceptedUnits());
        }
    }

    private static String explained(ReturnRejection rejection) {
        return switch (rejection) {
            case ReturnRejection.OrderNotFound(long orderId) -> "The shop has no order " + orderId + ".";
            case ReturnRejection.OrderNotShipped(long orderId, FulfillmentStatus status) ->
                "Order " + orderId + " is " + word(status) + ": nothing comes back of what has not left.";
            case ReturnRejection.SkuNotInOrder(String sku) ->
                "The order has no line with the SKU " + sku + "; letter case matters.";
            case ReturnRejection.ReturnNotFound(String tokenOrId) -> "The shop has no return " + tokenOrId + ".";
            case ReturnRejection.ReturnClosed(long returnId) ->
                "Return " + returnId + " is closed: reopen it first with `warehouse reopen-return`.";
            case ReturnRejection.ReturnNotClosed(long returnId) ->
                "Return " + returnId + " is not closed, so it cannot be reopened.";
            case ReturnRejection.AnotherUnderWay(long returnId) ->
                "The order has return " + returnId + " under way: close that one first.";
            case ReturnRejection.SkuNotInReturn(String sku) ->
                "The return has no line with the SKU " + sku + "; letter case matters.";
            case ReturnRejection.MoreThanShipped(String sku, long shippedUnits, long countedUnits) ->
                "Of " + sku + " the order shipped " + shippedUnits + ", and its returns hold " + countedUnits
                        + " already: more cannot come back.";
            case ReturnRejection.MoreThanReceived(String sku, long receivedUnits, long acceptedUnits) ->
                "Of " + sku + " the return received " + receivedUnits + " and accepted " + acceptedUnits
                        + ": more cannot be accepted.";
        };
    }

    private static String word(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
