package io.tianguis.platform.images;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures to be taken in, and some that nobody should take in. */
public final class Pictures {

    private static final int HEADER = 33;

    private Pictures() {}

    /** A picture whose four quarters are red, green, blue and black, row by row. */
    public static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Color[] colors = {Color.RED, Color.GREEN, Color.BLUE, Color.BLACK};
        for (int quarter = 0; quarter < 4; quarter++) {
            graphics.setColor(colors[quarter]);
            graphics.fillRect(quarter % 2 * width / 2, quarter / 2 * height / 2, width / 2 + 1, height / 2 + 1);
        }
        graphics.dispose();
        return image;
    }

    /** The same as a file. */
    public static byte[] quarters(String format, int width, int height) {
        return encoded(format, quarters(width, height));
    }

    static byte[] encoded(String format, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("nothing writes " + format);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static BufferedImage decoded(byte[] jpeg) {
        try {
            return ImageIO.read(new ByteArrayInputStream(jpeg));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A JPEG with an Exif segment that says how the camera was held, and where. */
    static byte[] taken(byte[] jpeg, int orientation, String place) {
        byte[] text = place.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer exif = ByteBuffer.allocate(36 + text.length);
        exif.put((byte) 0xFF).put((byte) 0xE1).putShort((short) (34 + text.length));
        exif.put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0).putInt(0).put(text);
        return with(jpeg, 2, exif.array());
    }

    /** A PNG with one more chunk behind its header. */
    static byte[] withChunk(byte[] png, String type, byte[] data) {
        return with(png, HEADER, chunk(type, data));
    }

    /** A PNG that claims a size; there is nothing behind its header. */
    static byte[] claiming(int width, int height) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        return with(with(signature, signature.length, chunk("IHDR", header)), HEADER, chunk("IEND", new byte[0]));
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) sum.getValue())
                .array();
    }

    private static byte[] with(byte[] bytes, int at, byte[] more) {
        return ByteBuffer.allocate(bytes.length + more.length)
                .put(bytes, 0, at)
                .put(more)
                .put(bytes, at, bytes.length - at)
                .array();
    }
}
