package io.tianguis.platform.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** The one content coding that is offered. */
final class Gzip {

    private static final String NAME = "gzip";

    private Gzip() {}

    /** Whether an {@code Accept-Encoding} names gzip, and not with a quality of zero. */
    static boolean isAccepted(String acceptEncoding) {
        int start = 0;
        while (start < acceptEncoding.length()) {
            int comma = acceptEncoding.indexOf(',', start);
            int end = comma < 0 ? acceptEncoding.length() : comma;
            int semicolon = acceptEncoding.indexOf(';', start);
            int nameEnd = semicolon < 0 || semicolon > end ? end : semicolon;
            if (acceptEncoding.substring(start, nameEnd).strip().equalsIgnoreCase(NAME)) {
                return !isZero(acceptEncoding.substring(nameEnd, end));
            }
            start = end + 1;
        }
        return false;
    }

    /** Whether parameters such as {@code ;q=0.0} say never. */
    private static boolean isZero(String parameters) {
        int equals = parameters.indexOf('=');
        if (equals < 0) {
            return false;
        }
        for (int i = equals + 1; i < parameters.length(); i++) {
            char character = parameters.charAt(i);
            if (character >= '1' && character <= '9') {
                return false;
            }
        }
        return true;
    }

    static byte[] compress(byte[] body) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed, 8192)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }
}
