package io.tianguis.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tianguis.catalog.ImageCopiesSql.Copy;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.images.Image;
import io.tianguis.platform.images.ImageFault;
import io.tianguis.platform.images.ImageFolder;
import io.tianguis.platform.images.RenderedImage;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.ShopId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The shop's own copies of pictures elsewhere, so that its pages show nothing that a stranger could change, count or take
 * away. A picture is copied when somebody first looks at it: who imports a hundred thousand products fetches none of their
 * pictures, and what nobody looks at is never fetched. Whoever looks too early sees none, and asks for it by looking.
 *
 * <p>An address whose picture was not to be had is tried again when somebody looks after ten minutes, then an hour, six, a
 * day and a half, and from then on a week. A copy is made once: another picture is another address.
 */
public final class ImageCopies {

    private static final int REMEMBERED = 10_000;
    private static final Duration COPY_REMEMBERED = Duration.ofHours(1);
    private static final Duration ABSENCE_REMEMBERED = Duration.ofSeconds(3);
    private static final int MOST_WANTED = 1_000;
    private static final int LONGEST_REFUSAL = 200;

    private final Database database;
    private final Clock clock;
    private final ImageFolder folder;
    private final ImageSource source;

    /** A copy never changes, but is forgotten when nothing names its address any more; its files stay a day longer. */
    private final Cache<Original, Image> copies;

    private final Cache<Original, Boolean> absent;
    private final BlockingQueue<Original> wanted = new ArrayBlockingQueue<>(MOST_WANTED);
    private final Set<Original> waiting = ConcurrentHashMap.newKeySet();

    public ImageCopies(Database database, Clock clock, ImageFolder folder, ImageSource source) {
        this.database = database;
        this.clock = clock;
        this.folder = folder;
        this.source = source;
        this.copies = remembered(COPY_REMEMBERED, clock);
        this.absent = remembered(ABSENCE_REMEMBERED, clock);
    }

    private static <T> Cache<Original, T> remembered(Duration time, Clock clock) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(time)
                .ticker(() -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.now()))
                .build();
    }

    /** A picture elsewhere. */
    private record Original(long shopId, String address) {}

    /**
     * The copies of some pictures that products and variants of the shop name; never of an address that a visitor says. Those
     * that there are none of yet are wanted from now on, a thousand at a time.
     *
     * @return by address, without those that there is no copy of
     */
    public Map<String, Image> of(ShopId shop, Collection<String> addresses) {
        Map<String, Image> found = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String address : addresses) {
            Original original = new Original(shop.value(), address);
            @Nullable Image copy = copies.getIfPresent(original);
            if (copy != null) {
                found.put(address, copy);
            } else if (absent.getIfPresent(original) == null) {
                unknown.add(address);
            }
        }
        if (!unknown.isEmpty()) {
            look(shop, unknown, found);
        }
        return found;
    }

    private void look(ShopId shop, List<String> addresses, Map<String, Image> found) {
        Map<String, Copy> rows = new HashMap<>();
        ImageCopiesSql.list(database, shop, addresses).forEach(row -> rows.put(row.address(), row));
        for (String address : addresses) {
            Original original = new Original(shop.value(), address);
            @Nullable Copy row = rows.get(address);
            if (row != null && row.image() != null) {
                Image copy = Image.parse(row.image());
                copies.put(original, copy);
                found.put(address, copy);
                continue;
            }
            absent.put(original, true);
            if ((row == null || !row.nextAttemptAt().isAfter(clock.now())) && waiting.add(original)) {
                if (!wanted.offer(original)) {
                    waiting.remove(original);
                }
            }
        }
    }

    /** Waits until a picture is wanted and tries once to copy it, unless another process has. */
    void copyNext() throws InterruptedException {
        Original original = wanted.take();
        try {
            copy(new ShopId(original.shopId()), original);
        } finally {
            waiting.remove(original);
        }
    }

    private void copy(ShopId shop, Original original) {
        if (!ImageCopiesSql.claim(database, shop, original.address(), clock.now())) {
            return;
        }
        switch (source.fetch(original.address())) {
            case Outcome.Rejected<byte[], String>(String reason) -> refuse(shop, original, reason);
            case Outcome.Ok<byte[], String>(byte[] bytes) -> {
                switch (RenderedImage.of(bytes)) {
                    case Outcome.Rejected<RenderedImage, ImageFault>(ImageFault fault) ->
                        refuse(shop, original, fault.name());
                    case Outcome.Ok<RenderedImage, ImageFault>(RenderedImage rendered) ->
                        keep(shop, original, rendered);
                }
            }
        }
    }

    /** Unless the address was forgotten meanwhile. */
    private void keep(ShopId shop, Original original, RenderedImage rendered) {
        boolean kept = database.transaction(
                tx -> {
                    ImageCleaningSql.holdForNaming(tx, shop);
                    folder.keep(shop.value(), rendered, clock.now());
                    return ImageCopiesSql.keep(tx, shop, original.address(), rendered.image());
                },
                named -> named);
        if (kept) {
            copies.put(original, rendered.image());
        }
    }

    private void refuse(ShopId shop, Original original, String reason) {
        ImageCopiesSql.refuse(
                database, shop, original.address(), reason.substring(0, Math.min(reason.length(), LONGEST_REFUSAL)));
    }
}
