package io.tianguis.conversations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bounds of what providers and staff write. */
final class Texts {

    private Texts() {}

    /** @throws IllegalArgumentException if the text is empty, too long, or holds a NUL, which PostgreSQL has no place for */
    static void require(String name, String text, int most) {
        if (text.isEmpty() || text.length() > most || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + " has to be 1 to " + most + " characters, was " + text.length());
        }
    }

    /** The same for a text that may be absent. */
    static void requireIfAny(String name, @Nullable String text, int most) {
        if (text != null) {
            require(name, text, most);
        }
    }

    static void requireAll(String name, List<String> texts, int mostTexts, int most) {
        if (texts.size() > mostTexts) {
            throw new IllegalArgumentException("at most " + mostTexts + " of " + name + ", were " + texts.size());
        }
        texts.forEach(text -> require(name, text, most));
    }
}
