package io.tianguis.platform.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;

/**
 * Statements that travel together, as the one text that the driver wants. The same few travel together again and again, and
 * the driver finds what it has prepared by the text, several thousand letters of it: the same object is found without being
 * read.
 */
final class JoinedTexts {

    private static final Cache<List<String>, String> KNOWN =
            Caffeine.newBuilder().maximumSize(512).build();

    private JoinedTexts() {}

    static String of(List<String> statements) {
        return KNOWN.get(statements, parts -> String.join(";\n", parts));
    }
}
