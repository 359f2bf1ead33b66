package io.tianguis.conversations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Until when the shop may answer freely, which the providers allow for a day after the customer's last message. Outside it
 * they take what they approved beforehand, such as campaigns.
 *
 * @param closesAt empty when the customer never wrote
 */
public record Window(boolean open, Optional<Instant> closesAt) {

    /** How long a customer's message keeps it open. */
    public static final Duration LENGTH = Duration.ofHours(24);

    static Window of(Optional<Instant> lastInboundAt, Instant now) {
        Optional<Instant> closesAt = lastInboundAt.map(at -> at.plus(LENGTH));
        return new Window(closesAt.filter(now::isBefore).isPresent(), closesAt);
    }
}
