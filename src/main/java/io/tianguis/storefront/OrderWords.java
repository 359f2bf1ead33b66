package io.tianguis.storefront;

import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Order;
import io.tianguis.orders.Order.Header;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.Order.Shipment;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.PaymentChoice;
import io.tianguis.orders.PaymentStatus;
import io.tianguis.storefront.OrderHandler.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an order's page says of it. */
final class OrderWords {

    private static final List<String> STEPS = List.of("Recibido", "En preparación", "En camino", "Entregado");

    private OrderWords() {}

    static String state(Header header) {
        return isCanceled(header) ? "Cancelado" : STEPS.get(stepsTaken(header) - 1);
    }

    /** The way of an order that was not canceled; no steps otherwise. */
    static List<Step> steps(Header header) {
        List<Step> steps = new ArrayList<>();
        if (!isCanceled(header)) {
            STEPS.forEach(name -> steps.add(new Step(name, steps.size() < stepsTaken(header))));
        }
        return steps;
    }

    static String payment(Header header, PaymentChoice choice) {
        return switch (header.paymentStatus()) {
            case PAID -> "Pagado";
            case REFUNDED -> "Reembolsado";
            case PENDING ->
                switch (choice) {
                    case TO_BE_AGREED -> "Por acordar con la tienda";
                    case BANK_TRANSFER -> "Transferencia bancaria, pendiente";
                    case CASH_ON_DELIVERY -> "En efectivo, al recibir";
                };
        };
    }

    /** Whether the buyer is to transfer the money, and has not. */
    static boolean awaitsTransfer(Order order) {
        return order.header().paymentStatus() == PaymentStatus.PENDING
                && !isCanceled(order.header())
                && PaymentChoice.of(order) == PaymentChoice.BANK_TRANSFER
                && order.payments().stream().anyMatch(payment -> payment.status() == PaymentState.PENDING);
    }

    static String shipping(@Nullable Shipment shipment, Prices prices) {
        if (shipment == null || shipment.status() == ShipmentStatus.TO_BE_AGREED) {
            return "Por acordar";
        }
        return shipment.amountCents() == 0 ? "Gratis" : prices.of(shipment.amountCents());
    }

    /** The city, not the street: the page's link may be passed on. */
    static String destination(@Nullable Shipment shipment) {
        return shipment == null
                ? ""
                : Stream.of(shipment.city(), shipment.state())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "));
    }

    /** Who carries it, and under which number. */
    static String parcel(@Nullable Shipment shipment) {
        return shipment == null
                ? ""
                : Stream.of(shipment.carrier(), shipment.trackingNumber())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", guía "));
    }

    private static boolean isCanceled(Header header) {
        return header.fulfillmentStatus() == FulfillmentStatus.CANCELED;
    }

    private static int stepsTaken(Header header) {
        if (header.deliveredAt() != null) {
            return STEPS.size();
        }
        return switch (header.fulfillmentStatus()) {
            case PAUSED, UNFULFILLED, CANCELED -> 1;
            case PICKING, PACKED -> 2;
            case FULFILLED, FULFILLED_BY_SELLER -> 3;
        };
    }
}
