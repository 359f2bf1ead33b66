package io.tianguis.storefront;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tianguis.kernel.Clock;
import io.tianguis.shops.ShopId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often somebody may do something in a shop, counted from the first time on, for each address and for all together. The
 * counts are in memory: each process has its own.
 */
final class AddressLimit {

    private static final long ADDRESSES_KEPT = 100_000;
    private static final String EVERYBODY = "*";

    private record Key(ShopId shop, String address) {}

    private final int mostOfAddress;
    private final int mostOfShop;
    private final Cache<Key, AtomicInteger> counts;

    /**
     * @param mostOfAddress times within the window
     * @param mostOfShop times within the window, of all addresses together
     */
    AddressLimit(int mostOfAddress, int mostOfShop, Duration window, Clock clock) {
        this.mostOfAddress = mostOfAddress;
        this.mostOfShop = mostOfShop;
        this.counts = Caffeine.newBuilder()
                .maximumSize(ADDRESSES_KEPT)
                .expireAfterWrite(window)
                .ticker(() -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.now()))
                .build();
    }

    /** Counts one more time; false when that is too many. */
    boolean allows(Visit visit) {
        return count(new Key(visit.shopId(), VisitorAddress.of(visit.request()))) <= mostOfAddress
                && count(new Key(visit.shopId(), EVERYBODY)) <= mostOfShop;
    }

    private int count(Key key) {
        return counts.get(key, first -> new AtomicInteger()).incrementAndGet();
    }
}
