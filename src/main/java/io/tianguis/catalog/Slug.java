package io.tianguis.catalog;

import java.text.Normalizer;

/** Text as an address can carry it. */
final class Slug {

    private static final int MAX_LENGTH = 80;

    private Slug() {}

    /**
     * Lower-case letters without accents and digits, with hyphens for the rest, at most 80 characters. It is empty for a
     * text without any Latin letter or digit, and two texts may share it. Patterns take three times as long, and a page of
     * a list has a link to each of its products.
     */
    static String of(String text) {
        String letters = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder slug = new StringBuilder(letters.length());
        boolean others = false;
        int letter;
        for (int i = 0; i < letters.length(); i += Character.charCount(letter)) {
            letter = letters.codePointAt(i);
            if (isLatin(letter)) {
                if (others && !slug.isEmpty()) {
                    slug.append('-');
                }
                slug.append((char) Character.toLowerCase(letter));
                others = false;
            } else {
                others |= !isMark(letter);
            }
        }
        if (slug.length() > MAX_LENGTH) {
            slug.setLength(slug.charAt(MAX_LENGTH - 1) == '-' ? MAX_LENGTH - 1 : MAX_LENGTH);
        }
        return slug.toString();
    }

    private static boolean isLatin(int letter) {
        return letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9';
    }

    private static boolean isMark(int letter) {
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }
}
