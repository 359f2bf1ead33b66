package io.tianguis.platform.images;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A PNG cut into its chunks before a decoder sees it. Only those that pixels are made of stay: the others may be texts that
 * unpack to gigabytes, or claim a length to be set aside that the file does not have.
 */
final class PngChunks {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final Set<String> OF_PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    /** Length, type and check sum. */
    private static final int FRAME = 12;

    private PngChunks() {}

    static boolean looksSo(byte[] bytes) {
        return Arrays.equals(bytes, 0, Math.min(bytes.length, SIGNATURE.length), SIGNATURE, 0, SIGNATURE.length);
    }

    /** The PNG with the chunks that stay; nothing when the chunks do not follow each other to the last one. */
    static Optional<byte[]> plain(byte[] bytes) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        plain.writeBytes(SIGNATURE);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int at = SIGNATURE.length;
        while (at + FRAME <= bytes.length) {
            int length = buffer.getInt(at);
            if (length < 0 || length > bytes.length - at - FRAME) {
                return Optional.empty();
            }
            String type = new String(bytes, at + 4, 4, StandardCharsets.US_ASCII);
            if (OF_PIXELS.contains(type)) {
                plain.write(bytes, at, FRAME + length);
            }
            if (type.equals("IEND")) {
                return Optional.of(plain.toByteArray());
            }
            at += FRAME + length;
        }
        return Optional.empty();
    }
}
