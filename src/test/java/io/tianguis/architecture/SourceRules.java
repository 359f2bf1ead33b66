package io.tianguis.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules that class files do not tell: words and SQL, in the sources of a house below a root. */
record SourceRules(String root) {

    /**
     * What only a dialect says. MercadoLibre is a marketplace's name, which the catalog may know.
     *
     * <p>Two words that follow each other, such as in {@code numOrden}, are one entry with a space.
     */
    private static final Set<String> DIALECT_WORDS = Set.of(
            "mercately",
            "marketful",
            "mercadoshops",
            "mercado shops",
            "mshops",
            "meli",
            "shopi",
            "retailer",
            "orden",
            "ordenes",
            "canal",
            "canales",
            "entrada",
            "entradas",
            "devolucion",
            "devoluciones",
            "paqueteria",
            "guia",
            "wishlist");

    private static final Pattern WORD_END = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");

    /** Each identifier or text of a capability with a dialect's word. */
    List<String> dialectWords(List<SourceFile> sources) {
        List<String> found = new ArrayList<>();
        for (SourceFile source : sources) {
            if (isCapability(source)) {
                Stream.concat(source.names().stream(), source.texts().stream())
                        .filter(SourceRules::hasDialectWord)
                        .forEach(text -> found.add(source.simpleName() + ": " + text.strip()));
            }
        }
        return found;
    }

    /** Each relation that is named outside its owner's …Sql classes, or outside the package in the platform's case. */
    List<String> foreignTables(List<SourceFile> sources, Schema schema) {
        List<String> found = new ArrayList<>();
        for (SourceFile source : sources) {
            for (String text : source.texts()) {
                for (String relation : schema.namedIn(text)) {
                    String owner = schema.owners().get(relation);
                    boolean home = source.packageName().equals(root + "." + owner);
                    boolean sql =
                            owner.startsWith("platform.") || source.simpleName().endsWith("Sql");
                    if (!home || !sql) {
                        found.add(source.simpleName() + " names " + relation + " of " + owner);
                    }
                }
            }
        }
        return found;
    }

    private boolean isCapability(SourceFile source) {
        return HouseRules.CAPABILITIES.stream()
                .anyMatch(row -> source.packageName().equals(root + "." + row.name()));
    }

    private static boolean hasDialectWord(String text) {
        String[] words = Arrays.stream(WORD_END.split(text))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        for (int i = 0; i < words.length; i++) {
            String pair = i == 0 ? "" : words[i - 1] + " " + words[i];
            if (DIALECT_WORDS.contains(words[i]) || DIALECT_WORDS.contains(pair)) {
                return true;
            }
        }
        return false;
    }
}
