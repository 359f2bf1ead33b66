package io.tianguis.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.images.Image;
import io.tianguis.platform.images.ImageFault;
import io.tianguis.platform.images.ImageFolder;
import io.tianguis.platform.images.Pictures;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures that a product has of its own. */
class ProductImagesTest {

    private static final byte[] PICTURE = Pictures.quarters("png", 64, 48);

    private final TestBackend backend = new TestBackend();
    private final ShopId shop = backend.shop().id();
    private final List<String> fetched = new ArrayList<>();
    private long productId;

    @TempDir
    private Path folder;

    private ProductImages images = backend.get().productImages();

    @BeforeEach
    void open() {
        images = new ProductImages(backend.database(), backend.clock(), new ImageFolder(folder), address -> {
            fetched.add(address);
            return address.endsWith(".png") ? Outcome.ok(PICTURE) : Outcome.rejected("no name server knows it");
        });
        productId =
                backend.get().stock().findBySku(shop, World.PAQ).orElseThrow().productId();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void picturesStandInTheOrderInWhichTheyWereAddedEachOnce() {
        Image first = accepted(images.add(shop, productId, PICTURE));
        Image second = accepted(images.add(shop, productId, Pictures.quarters("png", 48, 64)));

        assertThat(images.addFrom(shop, productId, "https://photos.example/1.png"))
                .isEqualTo(Outcome.ok(first));

        assertThat(product().images()).containsExactly(first, second);
        assertThat(images.rendition(shop, second.hash(), 160)).isPresent();
        assertThat(images.rendition(backend.stranger().id(), second.hash(), 160))
                .isEmpty();
        assertThat(accepted(images.remove(shop, productId, first.hash()))).isEqualTo(first);
        assertThat(product().images()).containsExactly(second);
        assertThat(images.rendition(shop, first.hash(), 160)).isPresent();
    }

    @Test
    void addressesThatProgramsNameStayAsTheyAre() {
        List<String> addresses = product().imageUrls();

        accepted(images.add(shop, productId, PICTURE));

        assertThat(product().imageUrls()).isEqualTo(addresses);
        assertThat(product().updatedAt()).isEqualTo(backend.clock().now());
    }

    @Test
    void whatIsRefusedChangesNothingAndNobodyIsAskedInVain() {
        long unknown = productId + 1_000_000;
        ImageRejection notFound = new ImageRejection.ProductNotFound();
        assertThat(images.add(shop, unknown, new byte[0])).isEqualTo(Outcome.rejected(notFound));
        assertThat(images.addFrom(shop, unknown, "https://photos.example/1.png"))
                .isEqualTo(Outcome.rejected(notFound));
        assertThat(images.add(backend.stranger().id(), productId, PICTURE)).isEqualTo(Outcome.rejected(notFound));
        assertThat(images.remove(shop, unknown, "")).isEqualTo(Outcome.rejected(notFound));
        assertThat(fetched).isEmpty();

        assertThat(images.addFrom(shop, productId, "https://nowhere.example/"))
                .isEqualTo(Outcome.rejected(new ImageRejection.NotFetched("no name server knows it")));
        assertThat(images.add(shop, productId, new byte[] {1, 2, 3}))
                .isEqualTo(Outcome.rejected(new ImageRejection.NotTaken(ImageFault.UNKNOWN_FORMAT)));
        assertThat(images.remove(shop, productId, "0".repeat(32)))
                .isEqualTo(Outcome.rejected(new ImageRejection.ImageNotFound()));
        assertThat(product().images()).isEmpty();
    }

    @Test
    void aProductHasTwentyHoweverManyAddAtOnce() throws Exception {
        List<Callable<Outcome<Image, ImageRejection>>> calls = new ArrayList<>();
        for (int width = 10; width < 34; width++) {
            byte[] picture = Pictures.quarters("png", width, 10);
            calls.add(() -> images.add(shop, productId, picture));
        }

        List<Outcome<Image, ImageRejection>> outcomes = TestBackend.race(calls);

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.equals(Outcome.rejected(new ImageRejection.TooManyImages())))
                .hasSize(4);
        assertThat(product().images()).hasSize(20).doesNotHaveDuplicates();
    }

    private Product product() {
        return backend.get().stock().findProduct(shop, World.PAQ).orElseThrow().product();
    }

    private static Image accepted(Outcome<Image, ImageRejection> outcome) {
        return outcome.fold(image -> image, rejection -> {
            throw new AssertionError("refused: " + rejection);
        });
    }
}
