package io.tianguis.platform.http;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** What a request brought as its body. */
sealed interface RequestBody {

    RequestBody NONE = new Whole(new byte[0]);

    /** All of it; the connection stands at the next request. */
    record Whole(byte[] bytes) implements RequestBody {}

    /** @param skipped whether the rest was read and thrown away, so that the connection stands at the next request */
    record TooLarge(boolean skipped) implements RequestBody {}

    /** Where the body ends is not certain, and so neither is where the next request begins. */
    record Malformed() implements RequestBody {}

    /**
     * Reads to the end, within the bounds that the server knows.
     *
     * @throws CloseConnectionException when the client breaks off: there is nobody to answer
     */
    static RequestBody of(ServerRequest request, int maxBytes) {
        if (!isFramedSoundly(request.headers())) {
            return new Malformed();
        }
        if (!request.content().hasEntity()) {
            return NONE;
        }
        try {
            return read(request, maxBytes);
        } catch (CloseConnectionException gone) {
            throw gone;
        } catch (IOException | UncheckedIOException | InsufficientDataAvailableException broken) {
            throw new CloseConnectionException("the body broke off", broken);
        } catch (RequestException refused) {
            return refused.status().code() == Status.REQUEST_ENTITY_TOO_LARGE_413_CODE
                    ? new TooLarge(false)
                    : new Malformed();
        } catch (RuntimeException unreadableChunk) {
            return new Malformed();
        }
    }

    /** The stream is not closed: closing reads what a refused client still sends. */
    private static RequestBody read(ServerRequest request, int maxBytes) throws IOException {
        long announced = request.headers().contentLength().orElse(-1);
        InputStream in = request.content().inputStream();
        if (announced >= 0 && announced <= maxBytes) {
            byte[] body = new byte[(int) announced];
            int length = in.readNBytes(body, 0, body.length);
            // One more read tells the server that the body has been consumed.
            return in.read() < 0 ? new Whole(Arrays.copyOf(body, length)) : new Malformed();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        boolean tooLarge = false;
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            tooLarge |= body.size() + read > maxBytes;
            if (!tooLarge) {
                body.write(part, 0, read);
            }
        }
        return tooLarge ? new TooLarge(true) : new Whole(body.toByteArray());
    }

    /**
     * One length, or chunks, and in the spelling that everybody reads alike: a proxy in front that took the body to end
     * elsewhere would let a stranger's request ride on somebody's connection (RFC 9112, 6.3).
     */
    private static boolean isFramedSoundly(ServerRequestHeaders headers) {
        boolean measured = headers.contains(HeaderNames.CONTENT_LENGTH);
        if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            return !measured
                    && headers.all(HeaderNames.TRANSFER_ENCODING, List::of).equals(List.of("chunked"));
        }
        if (!measured) {
            return true;
        }
        List<String> lengths = headers.all(HeaderNames.CONTENT_LENGTH, List::of);
        return lengths.size() == 1 && isDigits(lengths.getFirst());
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
