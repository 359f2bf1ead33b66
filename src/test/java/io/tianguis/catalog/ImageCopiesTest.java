package io.tianguis.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.images.Image;
import io.tianguis.platform.images.ImageFolder;
import io.tianguis.platform.images.Pictures;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of pictures elsewhere, made when somebody first looks. */
class ImageCopiesTest {

    private static final ShopId SHOP = new ShopId(7);
    private static final ShopId OTHER = new ShopId(8);
    private static final String HERE = "https://photos.example/termo.jpg";
    private static final String GONE = "https://photos.example/gone.jpg";
    private static final byte[] PICTURE = Pictures.quarters("jpeg", 64, 48);

    private final TestDatabase database = TestDatabase.create();
    private final MovableClock clock = new MovableClock();
    private final List<String> fetched = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private ImageCopies copies = opened();

    @BeforeEach
    void open() {
        copies = opened();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ImageCopies opened() {
        return new ImageCopies(database.database(), clock, new ImageFolder(folder), address -> {
            fetched.add(address);
            return address.startsWith(GONE) ? Outcome.rejected("the answer was 404") : Outcome.ok(PICTURE);
        });
    }

    @Test
    void whoeverLooksFirstSeesNothingAndEverybodyAfterwardsTheCopy() throws InterruptedException {
        assertThat(copies.of(SHOP, List.of(HERE))).isEmpty();
        assertThat(copies.of(SHOP, List.of(HERE))).isEmpty();

        copies.copyNext();

        Map<String, Image> found = copies.of(SHOP, List.of(HERE, GONE));
        assertThat(found).containsOnlyKeys(HERE);
        assertThat(opened().of(SHOP, List.of(HERE))).isEqualTo(found);
        assertThat(copies.of(OTHER, List.of(HERE))).isEmpty();
        assertThat(fetched).containsExactly(HERE);
    }

    @Test
    void whatWasNotToBeHadIsTriedAgainAfterPausesThatGrow() throws InterruptedException {
        for (Duration pause : List.of(
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofHours(6),
                Duration.ofHours(36),
                Duration.ofDays(7),
                Duration.ofDays(7))) {
            String another = HERE + "?" + pause + fetched.size();
            copies.of(SHOP, List.of(GONE));
            copies.copyNext();
            assertThat(fetched).endsWith(GONE);

            clock.advance(pause.minusSeconds(1));
            copies.of(SHOP, List.of(GONE, another));
            copies.copyNext();
            assertThat(fetched).endsWith(GONE, another);
            clock.advance(Duration.ofSeconds(4));
        }
    }

    @Test
    void ofTwoProcessesThatAreAskedOneFetches() throws InterruptedException {
        ImageCopies another = opened();
        look(HERE);
        another.of(SHOP, List.of(HERE));

        another.copyNext();
        copies.copyNext();

        assertThat(fetched).containsExactly(HERE);
        assertThat(copies.of(SHOP, List.of(HERE))).isEmpty();
        clock.advance(Duration.ofSeconds(4));
        assertThat(copies.of(SHOP, List.of(HERE))).containsOnlyKeys(HERE);
    }

    @Test
    void aThousandAreWantedAtTheMostAndTheOthersWhenSomebodyLooksAgain() throws InterruptedException {
        List<String> many = IntStream.range(0, 1_010)
                .mapToObj(number -> GONE + "?" + number)
                .toList();
        copies.of(SHOP, many);
        copy(1_000);
        clock.advance(Duration.ofSeconds(4));
        copies.of(SHOP, many);
        copy(10);

        assertThat(fetched).hasSize(1_010).doesNotHaveDuplicates();
    }

    @Test
    void aProcessCopiesWhatItsPagesWant() {
        try (ImageCopier copier = new ImageCopier(copies)) {
            copier.start();
            look(HERE);
            Eventually.await("a copy", () -> !copies.of(SHOP, List.of(HERE)).isEmpty());
        }
    }

    private void copy(int pictures) throws InterruptedException {
        for (int picture = 0; picture < pictures; picture++) {
            copies.copyNext();
        }
    }

    private void look(String address) {
        assertThat(copies.of(SHOP, List.of(address))).isEmpty();
    }
}
