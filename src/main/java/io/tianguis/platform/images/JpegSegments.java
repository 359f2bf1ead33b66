package io.tianguis.platform.images;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A JPEG cut into its segments before a decoder sees it. What follows stays: pictures, tables, and the segments that say what
 * colors mean (JFIF, ICC, Adobe). Everything else goes, and with it places and names that cameras write down. A progressive
 * JPEG costs a walk over all pixels for each of its scans, of which a few bytes make one, so their number is bounded.
 *
 * @param orientation as Exif tells it, from 1 to 8: how the camera was held
 * @param plain the JPEG with the segments that stay
 */
record JpegSegments(int orientation, byte[] plain) {

    private static final int MOST_SCANS = 64;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int COMMENT = 0xFE;
    private static final int FIRST_APPLICATION = 0xE0;
    private static final int LAST_APPLICATION = 0xEF;
    private static final int JFIF = 0xE0;
    private static final int EXIF = 0xE1;
    private static final int ICC = 0xE2;
    private static final int ADOBE = 0xEE;
    private static final byte[] EXIF_HEADER = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int UPRIGHT = 1;

    static boolean looksSo(byte[] bytes) {
        return bytes.length > 3 && u8(bytes, 0) == 0xFF && u8(bytes, 1) == START_OF_IMAGE && u8(bytes, 2) == 0xFF;
    }

    /** Nothing when the segments do not follow each other, or have too many scans. */
    static Optional<JpegSegments> of(byte[] bytes) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        plain.write(bytes, 0, 2);
        int orientation = UPRIGHT;
        int scans = 0;
        int at = 2;
        while (at + 1 < bytes.length && u8(bytes, at) == 0xFF) {
            int marker = u8(bytes, at + 1);
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker == END_OF_IMAGE) {
                plain.write(bytes, at, 2);
                return scans == 0 ? Optional.empty() : Optional.of(new JpegSegments(orientation, plain.toByteArray()));
            }
            if (at + 4 > bytes.length) {
                return Optional.empty();
            }
            int end = at + 2 + (u8(bytes, at + 2) << 8 | u8(bytes, at + 3));
            if (end < at + 4 || end > bytes.length) {
                return Optional.empty();
            }
            if (marker == EXIF && orientation == UPRIGHT) {
                orientation = orientation(Arrays.copyOfRange(bytes, at + 4, end));
            }
            if (marker == START_OF_SCAN) {
                if (++scans > MOST_SCANS) {
                    return Optional.empty();
                }
                end = endOfScan(bytes, end);
            }
            if (stays(marker)) {
                plain.write(bytes, at, end - at);
            }
            at = end;
        }
        return Optional.empty();
    }

    private static boolean stays(int marker) {
        boolean said = marker == COMMENT || marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION;
        return !said || marker == JFIF || marker == ICC || marker == ADOBE;
    }

    /** Within a scan, 0xFF is followed by zero, or by the marker of a restart. */
    private static int endOfScan(byte[] bytes, int from) {
        int at = from;
        while (at + 1 < bytes.length) {
            int next = u8(bytes, at + 1);
            if (u8(bytes, at) == 0xFF && next != 0 && (next < 0xD0 || next > 0xD7)) {
                return at;
            }
            at++;
        }
        return bytes.length;
    }

    private static int orientation(byte[] exif) {
        if (!Arrays.equals(exif, 0, Math.min(exif.length, EXIF_HEADER.length), EXIF_HEADER, 0, EXIF_HEADER.length)) {
            return UPRIGHT;
        }
        try {
            ByteBuffer tiff = ByteBuffer.wrap(exif, EXIF_HEADER.length, exif.length - EXIF_HEADER.length)
                    .slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = Short.toUnsignedInt(tiff.getShort(directory));
            for (int entry = 0; entry < entries; entry++) {
                int at = directory + 2 + 12 * entry;
                if (Short.toUnsignedInt(tiff.getShort(at)) == ORIENTATION_TAG) {
                    int value = Short.toUnsignedInt(tiff.getShort(at + 8));
                    return value >= 1 && value <= 8 ? value : UPRIGHT;
                }
            }
        } catch (IndexOutOfBoundsException cutOff) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    private static int u8(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]);
    }
}
