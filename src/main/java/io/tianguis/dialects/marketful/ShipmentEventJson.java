package io.tianguis.dialects.marketful;

import io.tianguis.fulfillment.BuyerSentence;
import io.tianguis.kernel.Moments;
import io.tianguis.orders.ShipmentEvent;
import io.tianguis.orders.ShipmentLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shipment events as this dialect writes them (K22). */
final class ShipmentEventJson {

    private ShipmentEventJson() {}

    /** The answer of {@code get_events}. */
    record Found(String message, Events orden) {

        static Found of(ShipmentLog log) {
            return new Found(
                    "Success",
                    new Events(
                            log.number(),
                            log.channelName(),
                            log.events().stream().map(Written::of).toList()));
        }
    }

    /** An order's events, the latest first. */
    record Events(String numero_orden, String canal, List<Written> shipment_events) {}

    /** One event; {@code id} is null as in the source. */
    record Written(
            @Nullable Long id,
            String event_name,
            String nota_cliente,
            String event_time,
            @Nullable String seller) {

        static Written of(ShipmentEvent event) {
            return new Written(
                    null, OrderWords.of(event), BuyerSentence.of(event), Moments.utc(event.at()), event.actor());
        }
    }
}
