package io.tianguis.orders;

import io.tianguis.kernel.Change;
import io.tianguis.orders.Order.ShipmentStatus;
import java.util.Optional;

/**
 * What to change of a shipment; what is not said stays.
 *
 * @param status any; going backwards is allowed
 * @param trackingNumber at most {@value #MAX_TEXT_LENGTH} characters
 */
public record ShipmentChange(Optional<ShipmentStatus> status, Change<String> trackingNumber) {

    public static final int MAX_TEXT_LENGTH = 255;

    public ShipmentChange {
        if (trackingNumber.value() != null && trackingNumber.value().length() > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException("more than " + MAX_TEXT_LENGTH + " characters");
        }
    }
}
