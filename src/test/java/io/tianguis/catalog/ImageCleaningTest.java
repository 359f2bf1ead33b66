package io.tianguis.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.images.Image;
import io.tianguis.platform.images.ImageFolder;
import io.tianguis.platform.images.Pictures;
import io.tianguis.platform.images.RenderedImage;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.OpeningStock;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of pictures that nothing names any more. */
class ImageCleaningTest {

    private static final String ADDRESS = "https://photos.example/termo.png";
    private static final byte[] PICTURE = Pictures.quarters("png", 64, 48);
    private static final byte[] ANOTHER = Pictures.quarters("png", 48, 64);
    private static final Duration PAST_THE_GRACE = Duration.ofHours(25);

    private final TestBackend backend = new TestBackend();
    private final Database database = backend.database();
    private final MovableClock clock = backend.clock();
    private final ShopId shop = backend.shop().id();

    @TempDir
    private Path root;

    private ImageFolder folder = new ImageFolder(Path.of("none"));
    private long productId;

    @BeforeEach
    void open() {
        folder = new ImageFolder(root);
        productId = product("CLEAN-1");
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void aPictureThatWasTakenAwayGoesAfterADayAndTheOthersStay() throws IOException {
        Image stays = add(productId, PICTURE);
        Image goes = add(productId, ANOTHER);
        clock.advance(Duration.ofDays(300));
        images().remove(shop, productId, goes.hash());
        int ofBoth = files().size();

        assertThat(cleanAll()).isZero();
        clock.advance(PAST_THE_GRACE);
        assertThat(cleanAll()).isEqualTo(goes.sides().size());

        assertThat(files()).hasSize(ofBoth - goes.sides().size());
        assertThat(folder.find(shop.value(), stays.hash(), 160)).isPresent();
        assertThat(folder.find(shop.value(), goes.hash(), 160)).isEmpty();
    }

    @Test
    void aPictureOfTwoProductsStaysUntilBothAreDeleted() {
        long other = product("CLEAN-2");
        Image image = add(productId, PICTURE);
        add(other, PICTURE);

        delete(productId);
        clock.advance(PAST_THE_GRACE);
        assertThat(cleanAll()).isZero();
        delete(other);

        assertThat(cleanAll()).isEqualTo(image.sides().size());
    }

    @Test
    void theSamePictureOfAnotherShopIsAnotherMatter() {
        Image image = add(productId, PICTURE);
        folder.keep(backend.stranger().id().value(), rendered(PICTURE), clock.now());
        clock.advance(PAST_THE_GRACE);

        assertThat(cleanAll()).isEqualTo(image.sides().size());

        assertThat(folder.find(shop.value(), image.hash(), 160)).isPresent();
        assertThat(folder.find(backend.stranger().id().value(), image.hash(), 160))
                .isEmpty();
    }

    @Test
    void whatAProcessLeftThatEndedBeforeItCouldNameItGoesTooAndWhatIsOnItsWayStays() throws IOException {
        folder.keep(shop.value(), rendered(PICTURE), clock.now());
        Path unfinished = Files.createFile(files().getFirst().resolveSibling("new-1.tmp"));
        Files.setLastModifiedTime(unfinished, FileTime.from(clock.now()));

        clock.advance(Duration.ofHours(23));
        assertThat(cleanAll()).isZero();
        clock.advance(Duration.ofHours(2));
        assertThat(cleanAll()).isEqualTo(1 + rendered(PICTURE).image().sides().size());

        assertThat(files()).isEmpty();
    }

    @Test
    void aCopyStaysAsLongAsAProductOrAVariantNamesItsAddressAndADayLonger() throws InterruptedException {
        List<String> fetched = new ArrayList<>();
        ImageCopies copies = new ImageCopies(database, clock, folder, address -> {
            fetched.add(address);
            return Outcome.ok(PICTURE);
        });
        names(productId, List.of(ADDRESS));
        copies.of(shop, List.of(ADDRESS));
        copies.copyNext();
        Image copy = copies.of(shop, List.of(ADDRESS)).values().iterator().next();
        clock.advance(PAST_THE_GRACE);
        assertThat(cleanAll()).isZero();

        names(productId, List.of());
        assertThat(cleanAll()).isZero();
        clock.advance(PAST_THE_GRACE);
        assertThat(cleanAll()).isEqualTo(copy.sides().size());

        names(productId, List.of(ADDRESS));
        assertThat(copies.of(shop, List.of(ADDRESS))).isEmpty();
        copies.copyNext();
        assertThat(fetched).hasSize(2);
        assertThat(folder.find(shop.value(), copy.hash(), 160)).isPresent();
    }

    @Test
    void aCopyThatComesAfterItsAddressWasForgottenIsNotRemembered() throws InterruptedException {
        add(productId, ANOTHER);
        ImageCopies copies = new ImageCopies(database, clock, folder, address -> {
            cleanAll();
            return Outcome.ok(PICTURE);
        });

        copies.of(shop, List.of(ADDRESS));
        copies.copyNext();

        clock.advance(Duration.ofSeconds(4));
        assertThat(copies.of(shop, List.of(ADDRESS))).isEmpty();
    }

    @Test
    void whoeverIsAboutToNameAPictureKeepsItFromBeingThrownAway() {
        folder.keep(shop.value(), rendered(PICTURE), clock.now());
        clock.advance(PAST_THE_GRACE);

        int thrownAway = database.transaction(
                tx -> {
                    ImageCleaningSql.holdForNaming(tx, shop);
                    return cleanAll();
                },
                _ -> true);

        assertThat(thrownAway).isZero();
        assertThat(cleanAll()).isPositive();
    }

    @Test
    void whoeverNamesAPictureWaitsForWhoeverThrowsItAway() throws InterruptedException {
        Thread adding = Thread.ofVirtual().unstarted(() -> add(productId, PICTURE));
        boolean nothingKept = database.transaction(
                tx -> {
                    assertThat(ImageCleaningSql.holdForCleaning(tx, shop)).isTrue();
                    adding.start();
                    Eventually.await("the other to wait", this::somebodyWaits);
                    return folder.compartments().isEmpty();
                },
                _ -> true);
        adding.join();

        assertThat(nothingKept).isTrue();
        assertThat(images().rendition(shop, rendered(PICTURE).image().hash(), 160))
                .isPresent();
    }

    @Test
    void ofOldFilesWithoutANameThoseThatAreNamedMeanwhileAreThere() throws Exception {
        List<byte[]> pictures = new ArrayList<>();
        for (int width = 10; width < 30; width++) {
            pictures.add(Pictures.quarters("png", width, 10));
        }
        for (int round = 0; round < 5; round++) {
            pictures.forEach(bytes -> folder.keep(shop.value(), rendered(bytes), clock.now()));
            clock.advance(PAST_THE_GRACE);
            long another = product("RACE-" + round);
            List<Callable<Integer>> calls = new ArrayList<>(List.of(this::cleanAll, this::cleanAll));
            for (byte[] picture : pictures) {
                calls.add(() -> add(another, picture).width());
            }

            TestBackend.race(calls);

            assertThat(images(another))
                    .hasSize(20)
                    .allMatch(image -> image.sides().stream()
                            .allMatch(side -> folder.find(shop.value(), image.hash(), side)
                                    .isPresent()));
            delete(another);
            clock.advance(PAST_THE_GRACE);
            cleanAll();
        }
    }

    @Test
    void aFolderOfAnotherDatabaseIsLeftAlone() {
        try (TestDatabase another = TestDatabase.create()) {
            another.database().update("UPDATE image_folder SET owner = gen_random_uuid()");
            folder.keep(shop.value(), rendered(PICTURE), clock.now());
            clock.advance(PAST_THE_GRACE);
            ImageCleaning first = cleaning(another.database());
            ImageCleaning second = cleaning(database);

            assertThat(first.cleanNext()).isZero();
            assertThat(cleanAll(second)).isZero();
            assertThat(cleanAll(first)).isPositive();
        }
    }

    private long product(String sku) {
        NewProduct product = NewProduct.of("Termo " + sku, ProductStatus.ACTIVE, NewVariant.of(sku, 12_000));
        return backend.accepted(
                        tx -> backend.get().stock().create(tx, shop, product, List.of(new OpeningStock(0, false))))
                .productId();
    }

    private void names(long product, List<String> addresses) {
        ProductChange change = new ProductChange(
                Optional.empty(), Change.none(), Change.none(), Optional.empty(), Optional.of(addresses), List.of());
        backend.accepted(tx -> backend.get().catalog().change(tx, shop, product, change));
    }

    private void delete(long product) {
        database.transaction(tx -> backend.get().catalog().deleteProduct(tx, shop, product), Optional::isPresent);
    }

    private ProductImages images() {
        return new ProductImages(database, clock, folder, address -> Outcome.rejected("nobody asks"));
    }

    private Image add(long product, byte[] bytes) {
        return images().add(shop, product, bytes).fold(image -> image, rejection -> {
            throw new AssertionError("refused: " + rejection);
        });
    }

    private List<Image> images(long product) {
        return backend.get()
                .stock()
                .findProduct(shop, product)
                .orElseThrow()
                .product()
                .images();
    }

    private static RenderedImage rendered(byte[] bytes) {
        return RenderedImage.of(bytes).fold(image -> image, fault -> {
            throw new AssertionError("refused: " + fault);
        });
    }

    private ImageCleaning cleaning(Database whose) {
        return new ImageCleaning(whose, clock, new SeededRandomness(11), folder);
    }

    private int cleanAll() {
        return cleanAll(cleaning(database));
    }

    private static int cleanAll(ImageCleaning cleaning) {
        int thrownAway = 0;
        for (int slice = 0; slice < ImageFolder.SLICES; slice++) {
            thrownAway += cleaning.cleanNext();
        }
        return thrownAway;
    }

    private boolean somebodyWaits() {
        record Waiting(long waiting) {}
        return database.get(
                                Waiting.class,
                                "SELECT count(*) AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                        .waiting()
                > 0;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("owner"))
                    .toList();
        }
    }
}
