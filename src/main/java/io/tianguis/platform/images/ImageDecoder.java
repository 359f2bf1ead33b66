package io.tianguis.platform.images;

import io.tianguis.kernel.Outcome;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Turns bytes of a stranger into pixels. The format is told by the first bytes, so that no other decoder of the JDK is ever
 * asked; the size is read before a pixel is; of a large picture only every second, third … pixel of every second, third …
 * row is kept, so that four million are in memory at the most.
 */
final class ImageDecoder {

    private static final long MOST_DECODED_PIXELS = 1L << 22;

    private ImageDecoder() {}

    /**
     * Decodes a picture, upright, on white where it is transparent, made smaller until it fits.
     *
     * @param side of the square into which it is to fit
     */
    static Outcome<BufferedImage, ImageFault> decode(byte[] bytes, int side) {
        if (bytes.length > ImageFolder.MOST_BYTES) {
            return Outcome.rejected(ImageFault.TOO_MANY_BYTES);
        }
        if (PngChunks.looksSo(bytes)) {
            return PngChunks.plain(bytes)
                    .map(plain -> decode("png", plain, 1, side))
                    .orElseGet(() -> Outcome.rejected(ImageFault.UNREADABLE));
        }
        if (JpegSegments.looksSo(bytes)) {
            return JpegSegments.of(bytes)
                    .map(jpeg -> decode("jpeg", jpeg.plain(), jpeg.orientation(), side))
                    .orElseGet(() -> Outcome.rejected(ImageFault.UNREADABLE));
        }
        return Outcome.rejected(ImageFault.UNKNOWN_FORMAT);
    }

    private static Outcome<BufferedImage, ImageFault> decode(String format, byte[] bytes, int orientation, int side) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > ImageFolder.MOST_PIXELS || Math.max(width, height) > ImageFolder.LONGEST_SIDE) {
                return Outcome.rejected(ImageFault.TOO_MANY_PIXELS);
            }
            ImageReadParam reading = reader.getDefaultReadParam();
            int step = step(width, height);
            reading.setSourceSubsampling(step, step, 0, 0);
            BufferedImage decoded = reader.read(0, reading);
            return Outcome.ok(upright(decoded, orientation, side));
        } catch (IOException | RuntimeException broken) {
            // Decoders answer broken pictures with exceptions of all kinds.
            return Outcome.rejected(ImageFault.UNREADABLE);
        } finally {
            reader.dispose();
        }
    }

    private static int step(int width, int height) {
        int step = 1;
        while ((long) Math.ceilDiv(width, step) * Math.ceilDiv(height, step) > MOST_DECODED_PIXELS) {
            step++;
        }
        return step;
    }

    /** @param orientation after Exif: from 5 on the picture lies on its side */
    private static BufferedImage upright(BufferedImage image, int orientation, int side) {
        boolean lying = orientation >= 5;
        int width = lying ? image.getHeight() : image.getWidth();
        int height = lying ? image.getWidth() : image.getHeight();
        double scale = Math.min(1, (double) side / Math.max(width, height));
        int scaledWidth = (int) Math.max(1, Math.round(width * scale));
        int scaledHeight = (int) Math.max(1, Math.round(height * scale));
        AffineTransform transform =
                AffineTransform.getScaleInstance((double) scaledWidth / width, (double) scaledHeight / height);
        transform.concatenate(turned(orientation, image.getWidth(), image.getHeight()));
        return drawn(image, transform, scaledWidth, scaledHeight);
    }

    /** From pixels as they were taken to pixels as they are seen. */
    private static AffineTransform turned(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    /** The same picture, smaller. */
    static BufferedImage scaled(BufferedImage image, int width, int height) {
        AffineTransform transform = AffineTransform.getScaleInstance(
                (double) width / image.getWidth(), (double) height / image.getHeight());
        return drawn(image, transform, width, height);
    }

    private static BufferedImage drawn(BufferedImage image, AffineTransform transform, int width, int height) {
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(image, transform, null);
        } finally {
            graphics.dispose();
        }
        return drawn;
    }
}
