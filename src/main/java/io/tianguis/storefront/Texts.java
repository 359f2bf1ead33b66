package io.tianguis.storefront;

import java.text.NumberFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people wrote, as pages show it. */
final class Texts {

    private Texts() {}

    /** The paragraphs of a text, which blank lines part; the other lines stay lines. */
    static List<String> paragraphs(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.strip().split("\\R\\s*\\R"))
                        .map(String::strip)
                        .filter(paragraph -> !paragraph.isEmpty())
                        .toList();
    }

    /** How many products there are, as the shop's country writes numbers. */
    static String products(long count, Locale locale) {
        if (count == 0) {
            return "Ningún producto";
        }
        return count == 1
                ? "1 producto"
                : NumberFormat.getIntegerInstance(locale).format(count) + " productos";
    }

    /** The first so many characters of a text. */
    static String cut(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length));
    }

    /** The beginning of a text in one line, cut between words. */
    static String shortened(String text, int length) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= length) {
            return line;
        }
        int blank = line.lastIndexOf(' ', length - 1);
        int end = blank > 0 ? blank : Character.isHighSurrogate(line.charAt(length - 2)) ? length - 2 : length - 1;
        return line.substring(0, end) + "…";
    }
}
