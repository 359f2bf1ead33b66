package io.tianguis.shops;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tianguis.kernel.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What is kept in memory between requests, by the kernel's clock: for a minute, so that a change is seen soon. */
final class ShortMemory {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private ShortMemory() {}

    static <K, V> Cache<K, V> of(Clock clock, long entriesAtMost) {
        return Caffeine.newBuilder()
                .maximumSize(entriesAtMost)
                .expireAfterWrite(REMEMBERED)
                .ticker(() -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.now()))
                .build();
    }
}
