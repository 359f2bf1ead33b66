package io.tianguis.platform.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.kernel.Outcome;
import io.tianguis.testkit.SeededRandomness;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of pictures, honest and other. */
class ImageFolderTest {

    private static final long SHOP = 215;
    private static final Instant NOW = Instant.parse("2026-05-20T12:00:00Z");
    private static final byte[] JPEG = Pictures.quarters("jpeg", 1600, 1200);
    private static final byte[] PNG = Pictures.quarters("png", 400, 200);

    @TempDir
    private Path root;

    private ImageFolder folder = new ImageFolder(Path.of("none"));

    @BeforeEach
    void open() {
        folder = new ImageFolder(root.resolve("images"));
    }

    @Test
    void aPictureIsKeptInFourSizesAndNeverLargerThanItIs() {
        Image large = kept(JPEG);
        Image small = kept(PNG);

        assertThat(large.sides()).containsExactly(160, 320, 640, 1280);
        assertThat(List.of(large.width(), large.height())).containsExactly(1280, 960);
        assertThat(size(large, 320)).containsExactly(320, 240);
        assertThat(small.sides()).containsExactly(160, 320, 640);
        assertThat(size(small, 640)).containsExactly(400, 200);
        assertThat(size(small, 160)).containsExactly(160, 80);
        assertThat(folder.find(SHOP, small.hash(), 1280)).isEmpty();
        assertThat(Image.parse(large.toString())).isEqualTo(large);
    }

    @Test
    void theSamePictureIsKeptOnceAndOnlyForItsOwner() throws IOException {
        Image first = kept(JPEG);
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(4);
        }

        assertThat(kept(JPEG)).isEqualTo(first);

        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(4)
                    .allMatch(file ->
                            file.toString().matches(".*/images/215/[0-9a-f]{2}/[0-9a-f]{32}-(160|320|640|1280)\\.jpg"));
        }
        assertThat(folder.find(SHOP + 1, first.hash(), 640)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, RED, GREEN, BLUE",
        "2, GREEN, RED, BLACK",
        "3, BLACK, BLUE, GREEN",
        "4, BLUE, BLACK, RED",
        "5, RED, BLUE, GREEN",
        "6, BLUE, RED, BLACK",
        "7, BLACK, GREEN, BLUE",
        "8, GREEN, BLACK, RED"
    })
    void aPictureIsTurnedAsTheCameraWasHeld(int orientation, String topLeft, String topRight, String bottomLeft) {
        Image image = kept(Pictures.taken(Pictures.quarters("jpeg", 400, 300), orientation, ""));

        BufferedImage seen = seen(image, 640);
        assertThat(List.of(seen.getWidth(), seen.getHeight()))
                .isEqualTo(orientation < 5 ? List.of(400, 300) : List.of(300, 400));
        assertThat(colorAt(seen, 0.25, 0.25)).isEqualTo(topLeft);
        assertThat(colorAt(seen, 0.75, 0.25)).isEqualTo(topRight);
        assertThat(colorAt(seen, 0.25, 0.75)).isEqualTo(bottomLeft);
    }

    @Test
    void whatACameraOrAProgramWroteBesideThePixelsIsGone() {
        String place = "Calle 60 numero 491";
        Image photo = kept(Pictures.taken(JPEG, 1, place));
        Image drawing = kept(Pictures.withChunk(PNG, "tEXt", ("Author\0" + place).getBytes(StandardCharsets.US_ASCII)));

        byte[] shown = folder.find(SHOP, photo.hash(), 1280).orElseThrow();
        assertThat(new String(shown, StandardCharsets.ISO_8859_1)).doesNotContain(place);
        assertThat(photo).isEqualTo(kept(JPEG));
        assertThat(drawing).isEqualTo(kept(PNG));
    }

    @Test
    void whatIsTransparentIsWhite() {
        BufferedImage clear = new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB);

        BufferedImage seen = seen(kept(Pictures.encoded("png", clear)), 160);

        assertThat(new Color(seen.getRGB(25, 25))).isEqualTo(Color.WHITE);
    }

    @Test
    void aPictureOfManyPixelsIsMadeSmallWhileItIsRead() {
        Image image = kept(Pictures.quarters("jpeg", 5000, 4900));

        assertThat(List.of(image.width(), image.height())).containsExactly(1280, 1255);
        assertThat(colorAt(seen(image, 1280), 0.75, 0.25)).isEqualTo("GREEN");
    }

    @Test
    void aSizeThatIsClaimedIsJudgedBeforeMemoryIsSetAside() {
        assertThat(fault(Pictures.claiming(5_001, 5_000))).isEqualTo(ImageFault.TOO_MANY_PIXELS);
        assertThat(fault(Pictures.claiming(60_000, 60_000))).isEqualTo(ImageFault.TOO_MANY_PIXELS);
        assertThat(fault(Pictures.claiming(Integer.MAX_VALUE, 1))).isEqualTo(ImageFault.TOO_MANY_PIXELS);
        assertThat(fault(Pictures.claiming(10_001, 1))).isEqualTo(ImageFault.TOO_MANY_PIXELS);
        assertThat(fault(Pictures.claiming(1_000, 1_000))).isEqualTo(ImageFault.UNREADABLE);
    }

    @Test
    void aChunkThatClaimsToBeLongerThanTheFileIsNotBelieved() {
        byte[] lying = Pictures.withChunk(PNG, "iCCP", new byte[10]);
        ByteBuffer.wrap(lying).putInt(33, Integer.MAX_VALUE);

        assertThat(fault(lying)).isEqualTo(ImageFault.UNREADABLE);
    }

    @Test
    void aJpegOfScansWithoutEndIsNotDecoded() {
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0};
        ByteBuffer bomb = ByteBuffer.allocate(4 + 65 * scan.length).putShort((short) 0xFFD8);
        for (int i = 0; i < 65; i++) {
            bomb.put(scan);
        }

        assertThat(fault(bomb.putShort((short) 0xFFD9).array())).isEqualTo(ImageFault.UNREADABLE);
    }

    @Test
    void otherFormatsAreNotEvenLookedAt() {
        assertThat(fault(Pictures.quarters("gif", 10, 10))).isEqualTo(ImageFault.UNKNOWN_FORMAT);
        assertThat(fault(Pictures.quarters("bmp", 10, 10))).isEqualTo(ImageFault.UNKNOWN_FORMAT);
        assertThat(fault("RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(ImageFault.UNKNOWN_FORMAT);
        assertThat(fault("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(ImageFault.UNKNOWN_FORMAT);
        assertThat(fault(new byte[0])).isEqualTo(ImageFault.UNKNOWN_FORMAT);
        assertThat(fault(new byte[ImageFolder.MOST_BYTES + 1])).isEqualTo(ImageFault.TOO_MANY_BYTES);
    }

    @Test
    void brokenPicturesAreRefusedOrShownAsFarAsTheyGoAndNeverAFault() throws IOException {
        SeededRandomness dice = new SeededRandomness(7);
        byte[] jpeg = Pictures.taken(Pictures.quarters("jpeg", 90, 60), 6, "x");
        byte[] png = Pictures.quarters("png", 90, 60);
        for (int round = 0; round < 200; round++) {
            byte[] broken = (round % 2 == 0 ? jpeg : png).clone();
            for (int change = dice.below(6); change >= 0; change--) {
                broken[dice.below(broken.length)] = (byte) dice.below(256);
            }
            byte[] cut = dice.below(4) > 0 ? broken : java.util.Arrays.copyOf(broken, dice.below(broken.length));

            assertThat(keep(cut)).isNotNull();
        }
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "../../../etc/passwd", "0123456789abcdef0123456789abcde", "0123456789ABCDEF0123456789ABCDEF"
            })
    void aTextThatIsNoHashLeadsToNoFile(String hash) {
        assertThat(folder.find(SHOP, hash, 160)).isEmpty();
        assertThatThrownBy(() -> new Image(hash, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private Outcome<Image, ImageFault> keep(byte[] bytes) {
        return RenderedImage.of(bytes)
                .fold(
                        rendered -> {
                            folder.keep(SHOP, rendered, NOW);
                            return Outcome.ok(rendered.image());
                        },
                        Outcome::rejected);
    }

    private Image kept(byte[] bytes) {
        return keep(bytes).fold(image -> image, fault -> {
            throw new AssertionError("refused: " + fault);
        });
    }

    private ImageFault fault(byte[] bytes) {
        Outcome<Image, ImageFault> outcome = keep(bytes);
        return outcome.fold(
                image -> {
                    throw new AssertionError("kept: " + image);
                },
                fault -> fault);
    }

    private BufferedImage seen(Image image, int side) {
        return Pictures.decoded(folder.find(SHOP, image.hash(), side).orElseThrow());
    }

    private List<Integer> size(Image image, int side) {
        BufferedImage seen = seen(image, side);
        assertThat(List.of(image.widthAt(side), image.heightAt(side)))
                .containsExactly(seen.getWidth(), seen.getHeight());
        return List.of(seen.getWidth(), seen.getHeight());
    }

    /** The nearest of the quarters' colors. */
    private static String colorAt(BufferedImage image, double x, double y) {
        Color color = new Color(image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight())));
        if (color.getRed() < 90 && color.getGreen() < 90 && color.getBlue() < 90) {
            return "BLACK";
        }
        return color.getRed() > 150 ? "RED" : color.getGreen() > 150 ? "GREEN" : "BLUE";
    }
}
