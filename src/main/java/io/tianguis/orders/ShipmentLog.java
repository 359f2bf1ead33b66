package io.tianguis.orders;

import java.util.List;

/**
 * What is known of an order's way to the buyer.
 *
 * @param channelName in the spelling of its first use
 * @param events the latest first
 */
public record ShipmentLog(long orderId, String channelName, String number, List<ShipmentEvent> events) {

    /** How many events are told at the most; earlier ones are left out. */
    public static final int MAX_EVENTS = 1_000;
}
