package io.tianguis.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tianguis.platform.http.InvalidParameters.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads a query or a form whose keys nest in the manner of Rack and Rails (K2).
 *
 * <pre>
 * parameters = [pair] *("&amp;" [pair])
 * pair       = name ["=" value]         ; split at the first "="; then "+" is a space, "%" and two digits a byte
 * name       = key *step [rest]         ; brackets count raw or percent-encoded alike
 * key        = everything up to the first "[" that is not its first character
 * step       = "[]"                     ; the next element of an array
 *            | "[" field "]"            ; a field of an object: anything but "]", not nothing
 * rest       = what does not continue so: a field, its brackets included
 * </pre>
 *
 * <p>Values are {@link Parameter.Text}, or {@link Parameter.Null} when there is no {@code =}. Pairs that are empty or
 * have an empty name are skipped. Of a name that comes again the last value counts. {@code ;} separates nothing.
 *
 * <p>{@code a[]=1} adds to the array {@code a}. {@code a[][b]=1} sets a field of its last element, and starts a new
 * element when that has the field already ({@code a[][b][c]} is the field {@code c} of its object {@code b}) or is no
 * object. A path with one more array in it, as {@code a[][b][]} or {@code a[][b][][c]}, never starts a new element of
 * {@code a}: it goes on in the last one. So the first field of every element should be one that is no array; that is the
 * notation's limit. Of arrays directly in arrays, {@code a[][]=1}, every pair starts a new inner one.
 *
 * <p>Odd brackets mean what they mean to Rack: {@code a]b}, {@code [a]}, {@code []} and {@code a[} are keys as they
 * stand; {@code a[b]c} is {@code a[b][c]}; {@code a[b} is the field {@code [b} and {@code a[b][} the field {@code [b][}
 * of {@code a}.
 *
 * <p>Deliberately stricter than Rack: text where the same path is an array or object, or was one, is refused whichever
 * came first, so that the order of parameters does not decide between an error and a loss.
 *
 * <p>The time taken is linear in the size, and the memory bounded by the limits, whatever is sent.
 */
public final class RackParameters {

    private final byte[] raw;
    private final ParameterLimits limits;
    private final ParameterTree tree;
    private final ByteBuffer decoded;
    private final CharsetDecoder strict = UTF_8.newDecoder();
    private int count;

    private RackParameters(byte[] raw, ParameterLimits limits) {
        this.raw = raw;
        this.limits = limits;
        this.tree = new ParameterTree(limits.containers());
        this.decoded = ByteBuffer.allocate(raw.length);
    }

    /**
     * Reads a query without its {@code ?}. Characters beyond ASCII stand for their bytes in UTF-8.
     *
     * @throws InvalidParameters for size first, else for whatever comes first in the text
     */
    public static Parameters parse(String raw, ParameterLimits limits) throws InvalidParameters {
        if (raw.length() > limits.bytes()) {
            throw new InvalidParameters(Reason.TOO_LARGE);
        }
        try {
            ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(raw));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return parse(bytes, limits);
        } catch (CharacterCodingException unpairedSurrogate) {
            throw new InvalidParameters(Reason.BAD_ENCODING);
        }
    }

    /**
     * Reads a form as it was received.
     *
     * @throws InvalidParameters for size first, else for whatever comes first in the form
     */
    public static Parameters parse(byte[] raw, ParameterLimits limits) throws InvalidParameters {
        if (raw.length > limits.bytes()) {
            throw new InvalidParameters(Reason.TOO_LARGE);
        }
        return new RackParameters(raw, limits).parse();
    }

    private Parameters parse() throws InvalidParameters {
        for (int start = 0; start < raw.length; ) {
            int end = find('&', start, raw.length);
            if (end > start) {
                pair(start, end);
            }
            start = end + 1;
        }
        return tree.parameters();
    }

    private void pair(int start, int end) throws InvalidParameters {
        if (++count > limits.count()) {
            throw new InvalidParameters(Reason.TOO_MANY);
        }
        int equals = find('=', start, end);
        String name = decode(start, equals);
        Parameter value = equals == end ? new Parameter.Null() : new Parameter.Text(decode(equals + 1, end));
        if (!name.isEmpty()) {
            tree.put(steps(name), value);
        }
    }

    private int find(char separator, int start, int end) {
        int at = start;
        while (at < end && raw[at] != separator) {
            at++;
        }
        return at;
    }

    private String decode(int start, int end) throws InvalidParameters {
        decoded.clear();
        for (int at = start; at < end; at++) {
            byte octet = raw[at];
            if (octet == '+') {
                octet = ' ';
            } else if (octet == '%') {
                octet = escaped(at, end);
                at += 2;
            }
            if (octet == 0) {
                throw new InvalidParameters(Reason.NUL_CHARACTER);
            }
            decoded.put(octet);
        }
        try {
            return strict.decode(decoded.flip()).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new InvalidParameters(Reason.BAD_ENCODING);
        }
    }

    private byte escaped(int percent, int end) throws InvalidParameters {
        if (percent + 2 >= end || !HexFormat.isHexDigit(raw[percent + 1]) || !HexFormat.isHexDigit(raw[percent + 2])) {
            throw new InvalidParameters(Reason.BAD_ENCODING);
        }
        return (byte) (HexFormat.fromHexDigit(raw[percent + 1]) << 4 | HexFormat.fromHexDigit(raw[percent + 2]));
    }

    /** Takes a name apart: a key, then fields, or {@link ParameterTree#ELEMENT} where an array is meant. */
    private List<String> steps(String name) throws InvalidParameters {
        List<String> steps = new ArrayList<>();
        int at = endOfKey(name);
        steps.add(name.substring(0, at));
        while (at < name.length()) {
            if (steps.size() == limits.depth()) {
                throw new InvalidParameters(Reason.TOO_DEEP);
            }
            int close = endOfStep(name, at);
            boolean rest = close < 0;
            steps.add(rest ? name.substring(at) : field(name.substring(at + 1, close)));
            at = rest ? name.length() : close + 1;
        }
        return steps;
    }

    private static int endOfKey(String name) {
        int open = name.indexOf('[', 1);
        return open < 0 || open == name.length() - 1 ? name.length() : open;
    }

    /** Where the bracket that opens at this place is closed, or -1 if what stands here is the rest. */
    private static int endOfStep(String name, int at) {
        int close = name.charAt(at) == '[' ? name.indexOf(']', at) : -1;
        boolean danglingBracket = close > at + 1 && close == name.length() - 2 && name.charAt(close + 1) == '[';
        return danglingBracket ? -1 : close;
    }

    private static String field(String inBrackets) {
        return inBrackets.isEmpty() ? ParameterTree.ELEMENT : inBrackets;
    }
}
