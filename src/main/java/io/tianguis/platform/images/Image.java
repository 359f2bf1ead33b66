package io.tianguis.platform.images;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A picture that an {@link ImageFolder} keeps, with the size of its largest rendition in pixels.
 *
 * @param hash the first 128 bits of the SHA-256 of the largest rendition, in 32 lower-case hexadecimal digits
 */
public record Image(String hash, int width, int height) {

    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{32})-([1-9][0-9]{0,3})x([1-9][0-9]{0,3})");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");

    /** The sides of the squares into which renditions fit, smallest first. */
    static final List<Integer> SIDES = List.of(160, 320, 640, 1280);

    public Image {
        if (!isHash(hash) || width < 1 || height < 1 || Math.max(width, height) > SIDES.getLast()) {
            throw new IllegalArgumentException("no kept picture: " + hash + " of " + width + " by " + height);
        }
    }

    /** Reads what {@link #toString} writes. */
    public static Image parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no kept picture: " + text);
        }
        return new Image(matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }

    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** The renditions that there are, by the side of the square into which each fits, smallest first. */
    public List<Integer> sides() {
        int longest = Math.max(width, height);
        return SIDES.stream()
                .filter(side -> side <= SIDES.getFirst() || side / 2 < longest)
                .toList();
    }

    /** The width of a rendition, in pixels. */
    public int widthAt(int side) {
        return scaled(width, side);
    }

    /** The height of a rendition, in pixels. */
    public int heightAt(int side) {
        return scaled(height, side);
    }

    /** No picture is made larger than it is. */
    private int scaled(int length, int side) {
        int longest = Math.max(width, height);
        return longest <= side ? length : Math.max(1, Math.round((float) length * side / longest));
    }

    /** Such as {@code 0123456789abcdef0123456789abcdef-1280x960}. */
    @Override
    public String toString() {
        return hash + "-" + width + "x" + height;
    }
}
