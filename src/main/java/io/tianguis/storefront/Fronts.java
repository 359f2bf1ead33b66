package io.tianguis.storefront;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tianguis.catalog.Categories;
import io.tianguis.kernel.Clock;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import io.tianguis.shops.Shops;
import io.tianguis.shops.TrackingCodes;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What all pages of a shop share, kept in memory for a minute: a change of it is seen within one. */
final class Fronts {

    private static final Duration KEPT = Duration.ofMinutes(1);

    /** In characters of tracking codes, of all shops together. */
    private static final long MOST_KEPT = 100_000_000;

    /** What a category takes, and what else there is of a shop. */
    private static final int CATEGORY_WEIGHT = 500;

    private final Shops shops;
    private final TrackingCodes trackingCodes;
    private final Categories categories;
    private final Cache<ShopId, Front> kept;

    Fronts(Shops shops, TrackingCodes trackingCodes, Categories categories, Clock clock) {
        this.shops = shops;
        this.trackingCodes = trackingCodes;
        this.categories = categories;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(MOST_KEPT)
                .weigher((ShopId shop, Front front) ->
                        CATEGORY_WEIGHT * (1 + front.menu().size())
                                + front.snippets().length())
                .expireAfterWrite(KEPT)
                .ticker(() -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.now()))
                .build();
    }

    /** Nothing for a shop that is not there, or is closed. */
    Optional<Front> find(ShopId shop) {
        return Optional.ofNullable(kept.get(
                shop, id -> shops.find(id).filter(Shop::isOpen).map(this::front).orElse(null)));
    }

    private Front front(Shop shop) {
        Prices prices = new Prices(shop);
        return new Front(
                shop,
                new Menu(shop.id(), categories.list(shop.id())),
                new Snippets(trackingCodes.active(shop.id(), Optional.empty(), Optional.empty())),
                prices,
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(prices.locale())
                        .withZone(shop.zone()));
    }
}
