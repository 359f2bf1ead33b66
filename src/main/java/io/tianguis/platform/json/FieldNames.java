package io.tianguis.platform.json;

import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * The names of fields, quoted and encoded once: an answer of fifty orders has each of a hundred names fifty times. The source
 * has a few hundred; whoever takes names out of data is served as well, but what is kept is bounded.
 */
final class FieldNames {

    private static final int KEPT = 2_000;
    private static final ConcurrentHashMap<String, SerializableString> ENCODED = new ConcurrentHashMap<>();

    private FieldNames() {}

    static SerializableString of(String name) {
        SerializableString known = ENCODED.get(name);
        return known == null ? encode(name) : known;
    }

    private static SerializableString encode(String name) {
        SerializableString encoded = new SerializedString(name);
        if (ENCODED.size() < KEPT) {
            ENCODED.put(name, encoded);
        }
        return encoded;
    }
}
