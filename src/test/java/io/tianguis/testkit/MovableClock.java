package io.tianguis.testkit;

import io.tianguis.kernel.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands at noon of March 2, 2026 (UTC), until a test moves it. */
public final class MovableClock implements Clock {

    public static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Override
    public Instant now() {
        return now.get();
    }

    public void advance(Duration duration) {
        now.updateAndGet(moment -> moment.plus(duration));
    }
}
