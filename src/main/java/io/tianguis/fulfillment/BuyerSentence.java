package io.tianguis.fulfillment;

import io.tianguis.orders.ShipmentEvent;

/** What the buyer is told, in Spanish, of an event. */
public final class BuyerSentence {

    private BuyerSentence() {}

    /** A carrier's notice speaks for itself. */
    public static String of(ShipmentEvent event) {
        return switch (event.kind()) {
            case CREATED -> "Nuevo";
            case PAUSED -> "Tu pedido está en pausa";
            case LABEL_ASSIGNED -> "Tu pedido ya tiene guía de envío";
            case PICKED -> "Ya estamos preparando tu pedido";
            case PACKED -> "Tu pedido ya está empacado";
            case SHIPPED -> "El envío ya salió del almacén y está en camino";
            case DELIVERED -> "Tu pedido fue entregado";
            case CANCELED -> "Tu pedido fue cancelado";
            case RETURNED -> "Recibimos la devolución de tu pedido";
            case ADDRESS_CHANGED -> "Cambió la dirección de entrega de tu pedido";
            case CARRIER_NOTICE -> text(event);
        };
    }

    private static String text(ShipmentEvent event) {
        String text = event.description();
        if (text == null) {
            throw new IllegalStateException("the carrier's notice " + event.eventId() + " has no text");
        }
        return text;
    }
}
