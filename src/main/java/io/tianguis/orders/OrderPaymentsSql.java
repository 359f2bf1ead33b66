package io.tianguis.orders;

import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.OrderChangesSql.Told;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements by which a payment that is kept changes. */
final class OrderPaymentsSql {

    /**
     * What decides about a payment of a locked order.
     *
     * @param otherApprovedCents what came in by its other payments
     * @param state of the payment; empty when the order has no such payment
     */
    record Payable(
            PaymentStatus paymentStatus,
            long grandTotalCents,
            long otherApprovedCents,
            Optional<PaymentState> state,
            long amountCents) {}

    private OrderPaymentsSql() {}

    /** The second statement begins after the lock is held, so it sees what the lock's last holder wrote. */
    static Optional<Payable> lock(Tx tx, ShopId shop, long orderId, long paymentId) {
        record Locked(PaymentStatus paymentStatus, long grandTotalCents) {}
        record Paid(
                long otherApprovedCents,
                @Nullable PaymentState state,
                @Nullable Long amountCents) {}
        return tx.together(
                """
                SELECT payment_status,
                       products_total_cents - products_discount_cents - discount_cents + shipping_total_cents
                           AS grand_total_cents
                  FROM sales_order
                 WHERE shop_id = ? AND order_id = ?
                   FOR UPDATE;
                SELECT coalesce(sum(amount_cents) FILTER (WHERE status = 'approved' AND payment_id <> ?), 0)::bigint
                           AS other_approved_cents,
                       min(status) FILTER (WHERE payment_id = ?) AS state,
                       min(amount_cents) FILTER (WHERE payment_id = ?) AS amount_cents
                  FROM order_payment
                 WHERE shop_id = ? AND order_id = ?
                """,
                results -> {
                    Optional<Locked> locked = results.find(Locked.class);
                    Paid paid = results.get(Paid.class);
                    return locked.map(order -> new Payable(
                            order.paymentStatus(),
                            order.grandTotalCents(),
                            paid.otherApprovedCents(),
                            Optional.ofNullable(paid.state()),
                            paid.amountCents() == null ? 0 : paid.amountCents()));
                },
                shop.value(),
                orderId,
                paymentId,
                paymentId,
                paymentId,
                shop.value(),
                orderId);
    }

    /** Payment, order and events in one statement. */
    static Query<Integer> change(
            ShopId shop,
            long orderId,
            long paymentId,
            PaymentState state,
            PaymentStatus status,
            boolean pays,
            Told told) {
        return Query.update(
                """
                WITH changed AS (
                    UPDATE sales_order
                       SET payment_status = ?, updated_at = ?
                    %s),
                %s,
                payment AS (
                    UPDATE order_payment
                       SET status = ?, paid_at = CASE WHEN ? THEN coalesce(paid_at, ?) ELSE paid_at END
                     WHERE shop_id = ? AND payment_id = ?)
                INSERT INTO order_event (shop_id, order_id, customer_id, kind, description, actor, at)
                SELECT c.shop_id, c.order_id, c.customer_id, e.kind, e.description, ?, ?
                  FROM changed c
                 CROSS JOIN LATERAL (VALUES (?, ?, true), ('paid', ?::text, ?)) AS e(kind, description, happened)
                 WHERE e.happened
                """.formatted(OrderSearchSql.CHANGED, OrderSearchSql.MOVED),
                status,
                told.at(),
                shop.value(),
                orderId,
                state,
                state == PaymentState.APPROVED,
                told.at(),
                shop.value(),
                paymentId,
                told.actor(),
                told.at(),
                told.kind(),
                told.description(),
                paymentId,
                pays);
    }
}
