package io.tianguis.catalog;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.images.ImageFolder;
import io.tianguis.platform.images.ImageFolder.KeptFile;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.ShopId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Throws away the files of pictures that nothing of a shop names any more: taken from a product, of a product that was
 * deleted, copied from an address that no product names now, or kept by a process that ended before it could name them. What
 * was kept or taken away within the last day stays, for whoever is about to name it or has its address.
 *
 * <p>The folder says what there is to be looked at, so that nothing which once was written is forgotten. It must carry the
 * mark of this database: where two share a folder by mistake, nothing is thrown away by the one that came later.
 */
public final class ImageCleaning {

    private static final Duration GRACE = Duration.ofDays(1);

    private final Database database;
    private final Clock clock;
    private final Randomness randomness;
    private final ImageFolder folder;

    /** Begins anywhere, so that processes that never live for long come to all slices too; null before the first look. */
    private final AtomicReference<@Nullable Integer> last = new AtomicReference<>();

    public ImageCleaning(Database database, Clock clock, Randomness randomness, ImageFolder folder) {
        this.database = database;
        this.clock = clock;
        this.randomness = randomness;
        this.folder = folder;
    }

    /**
     * Looks through the next slice of each shop's pictures, of {@value ImageFolder#SLICES}. What another process is at work
     * on is left to the next time.
     *
     * @return how many files were thrown away
     */
    public int cleanNext() {
        int slice = last.updateAndGet(
                before -> before == null ? randomness.below(ImageFolder.SLICES) : (before + 1) % ImageFolder.SLICES);
        List<Long> compartments = folder.compartments();
        if (compartments.isEmpty() || !folder.belongsTo(ImageCleaningSql.owner(database))) {
            return 0;
        }
        return compartments.stream()
                .mapToInt(compartment -> clean(new ShopId(compartment), slice))
                .sum();
    }

    private int clean(ShopId shop, int slice) {
        Instant now = clock.now();
        ImageCleaningSql.forgetCopies(database, shop, slice).forEach(image -> folder.release(shop.value(), image, now));
        return folder.sumOfOld(shop.value(), slice, now.minus(GRACE), files -> throwAway(shop, files));
    }

    private int throwAway(ShopId shop, List<KeptFile> files) {
        Set<String> hashes =
                files.stream().map(KeptFile::hash).flatMap(Optional::stream).collect(Collectors.toSet());
        return database.transaction(
                tx -> {
                    if (!ImageCleaningSql.holdForCleaning(tx, shop)) {
                        return 0;
                    }
                    Set<String> named = ImageCleaningSql.named(tx, shop, hashes);
                    List<KeptFile> unnamed = files.stream()
                            .filter(file -> file.hash().filter(named::contains).isEmpty())
                            .toList();
                    unnamed.forEach(KeptFile::delete);
                    return unnamed.size();
                },
                _ -> true);
    }
}
