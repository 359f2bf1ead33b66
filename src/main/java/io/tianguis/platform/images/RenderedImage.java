package io.tianguis.platform.images;

import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Sha256;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture as an {@link ImageFolder} keeps it. Of what was sent, only the pixels are left, as they are seen: turned upright,
 * on white, 1280 wide or high at the most, as JPEG in the sizes of {@link Image#sides()}.
 */
public final class RenderedImage {

    private static final float QUALITY = 0.82f;
    private static final int HASH_LENGTH = 32;

    /** A picture under work takes tens of megabytes, which a small heap has once. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final Image image;
    private final List<Rendition> renditions;

    private RenderedImage(Image image, List<Rendition> renditions) {
        this.image = image;
        this.renditions = List.copyOf(renditions);
    }

    record Rendition(int side, byte[] jpeg) {}

    /** Makes a picture of a stranger's bytes, one at a time in a process. */
    public static Outcome<RenderedImage, ImageFault> of(byte[] bytes) {
        ONE_AT_A_TIME.lock();
        try {
            return switch (ImageDecoder.decode(bytes, Image.SIDES.getLast())) {
                case Outcome.Rejected<BufferedImage, ImageFault>(ImageFault fault) -> Outcome.rejected(fault);
                case Outcome.Ok<BufferedImage, ImageFault>(BufferedImage pixels) -> Outcome.ok(rendered(pixels));
            };
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /** What it will be known by. */
    public Image image() {
        return image;
    }

    List<Rendition> renditions() {
        return renditions;
    }

    private static RenderedImage rendered(BufferedImage pixels) {
        byte[] largest = jpeg(pixels);
        Image image = new Image(hash(largest), pixels.getWidth(), pixels.getHeight());
        List<Rendition> renditions = new ArrayList<>();
        BufferedImage smaller = pixels;
        for (int side : image.sides().reversed()) {
            if (image.widthAt(side) < smaller.getWidth() || image.heightAt(side) < smaller.getHeight()) {
                smaller = ImageDecoder.scaled(smaller, image.widthAt(side), image.heightAt(side));
            }
            renditions.add(new Rendition(side, smaller == pixels ? largest : jpeg(smaller)));
        }
        return new RenderedImage(image, renditions);
    }

    private static byte[] jpeg(BufferedImage pixels) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam writing = writer.getDefaultWriteParam();
            writing.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            writing.setCompressionQuality(QUALITY);
            writing.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(output);
            writer.write(null, new IIOImage(pixels, null, null), writing);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static String hash(byte[] jpeg) {
        return HexFormat.of().formatHex(Sha256.of(jpeg)).substring(0, HASH_LENGTH);
    }
}
