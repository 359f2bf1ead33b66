package io.tianguis.platform.images;

import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Sha256;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A folder of pictures: {@code <compartment>/<first two digits>/<hash>-<side>.jpg}. What a file is called says what is in it,
 * so files never change, may be kept by everybody for ever, and are written by any number of processes that share the folder.
 * Every file is whole from the moment it is there.
 */
public final class ImageFolder {

    public static final int MOST_BYTES = 8 << 20;
    public static final long MOST_PIXELS = 25_000_000;
    public static final int LONGEST_SIDE = 10_000;

    private static final float QUALITY = 0.82f;
    private static final int HASH_LENGTH = 32;

    /** A picture under work takes tens of megabytes, which a small heap has once. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final Path root;

    /** @param root made when the first picture comes */
    public ImageFolder(Path root) {
        this.root = root;
    }

    private record Rendition(int side, byte[] jpeg) {}

    /**
     * Keeps a picture. Only its pixels are kept, as they are seen: turned upright, on white, 1280 wide or high at the most, as
     * JPEG in the sizes of {@link Image#sides()}. Keeping the same picture twice keeps one.
     *
     * @param compartment whose picture it is; pictures of different compartments never meet
     */
    public Outcome<Image, ImageFault> keep(long compartment, byte[] bytes) {
        ONE_AT_A_TIME.lock();
        try {
            return switch (ImageDecoder.decode(bytes, Image.SIDES.getLast())) {
                case Outcome.Rejected<BufferedImage, ImageFault>(ImageFault fault) -> Outcome.rejected(fault);
                case Outcome.Ok<BufferedImage, ImageFault>(BufferedImage pixels) ->
                    Outcome.ok(keep(compartment, pixels));
            };
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private Image keep(long compartment, BufferedImage pixels) {
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
        try {
            for (Rendition rendition : renditions) {
                write(file(compartment, image.hash(), rendition.side()), rendition.jpeg());
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("a picture cannot be written below " + root, fault);
        }
        return image;
    }

    /**
     * The JPEG of a kept picture that fits into a square.
     *
     * @param side one of {@link Image#sides()}
     * @return nothing when the compartment has no such rendition, whatever the texts say
     */
    public Optional<byte[]> find(long compartment, String hash, int side) {
        if (!Image.isHash(hash) || !Image.SIDES.contains(side)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file(compartment, hash, side)));
        } catch (NoSuchFileException unknown) {
            return Optional.empty();
        } catch (IOException fault) {
            throw new UncheckedIOException("a picture cannot be read below " + root, fault);
        }
    }

    private Path file(long compartment, String hash, int side) {
        return root.resolve(Long.toString(compartment))
                .resolve(hash.substring(0, 2))
                .resolve(hash + "-" + side + ".jpg");
    }

    private static void write(Path file, byte[] jpeg) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path folder = Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(folder, "new-", ".tmp");
        Files.write(unfinished, jpeg);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
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
