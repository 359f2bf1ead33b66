package io.tianguis.customers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person did when they were met.
 *
 * @param venue where, which is counted besides
 * @param at null when being met is no activity
 */
record Occasion(
        int purchases, int questions, Venue venue, @Nullable Instant at) {

    static final Occasion NONE = new Occasion(0, 0, Venue.ELSEWHERE, null);

    static Occasion purchase(Venue venue, Instant at) {
        return new Occasion(1, 0, venue, at);
    }

    static Occasion question(Venue venue, Instant at) {
        return new Occasion(0, 1, venue, at);
    }

    int purchases(Venue counted) {
        return venue == counted ? purchases : 0;
    }

    int questions(Venue counted) {
        return venue == counted ? questions : 0;
    }
}
