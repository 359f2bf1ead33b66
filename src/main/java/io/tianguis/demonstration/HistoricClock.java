package io.tianguis.demonstration;

import io.tianguis.kernel.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Stands where the data that is being entered happened. For one thread at a time. */
final class HistoricClock implements Clock {

    private Instant now;

    HistoricClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant now() {
        return now;
    }

    void stand(Instant moment) {
        now = moment.truncatedTo(ChronoUnit.MICROS);
    }
}
