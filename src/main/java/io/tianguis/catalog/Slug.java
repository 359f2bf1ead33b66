package io.tianguis.catalog;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as an address can carry it. */
final class Slug {

    private static final int MAX_LENGTH = 80;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ENDS = Pattern.compile("^-|-$");

    private Slug() {}

    /**
     * Lower-case letters without accents and digits, with hyphens for the rest, at most 80 characters. It is empty for a
     * text without any Latin letter or digit, and two texts may share it.
     */
    static String of(String text) {
        String letters = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String slug = ENDS.matcher(OTHERS.matcher(letters).replaceAll("-")).replaceAll("");
        return slug.length() <= MAX_LENGTH
                ? slug
                : ENDS.matcher(slug.substring(0, MAX_LENGTH)).replaceAll("");
    }
}
