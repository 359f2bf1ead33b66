package io.tianguis.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who owns which table, view and sequence: the capability in the name of the migration file that creates it.
 *
 * @param owners by relation
 * @param trespasses statements of migrations that change what another capability owns
 */
record Schema(Map<String, String> owners, List<String> trespasses) {

    private static final Pattern FILE = Pattern.compile("\\d{4}_([a-z]+)_[a-z0-9_]+\\.sql");
    private static final Pattern COMMENT = Pattern.compile("--.*");
    private static final Pattern CREATED = Pattern.compile(
            "\\bCREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:MATERIALIZED\\s+|UNLOGGED\\s+)?(?:TABLE|VIEW|SEQUENCE)\\s+"
                    + "(?:IF\\s+NOT\\s+EXISTS\\s+)?(\\w+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CHANGED = Pattern.compile(
            "\\b(?:ALTER\\s+(?:TABLE|VIEW|SEQUENCE)|DROP\\s+(?:TABLE|VIEW|SEQUENCE)|TRUNCATE(?:\\s+TABLE)?|INSERT\\s+INTO|"
                    + "DELETE\\s+FROM|(?<!FOR\\s)UPDATE|INDEX\\s+\\w+\\s+ON)\\s+(?:IF\\s+EXISTS\\s+)?(?:ONLY\\s+)?(\\w+)",
            Pattern.CASE_INSENSITIVE);

    /** A relation after a word that SQL puts before one, or in a list after it. */
    private static final Pattern NAMED = Pattern.compile(
            "\\b(?:FROM|JOIN|INTO|UPDATE|TABLE|TRUNCATE|USING|ONLY|LATERAL)\\s+"
                    + "(\\w+(?:\\s+(?:AS\\s+)?\\w+)?(?:\\s*,\\s*\\w+(?:\\s+(?:AS\\s+)?\\w+)?)*)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern STATEMENT =
            Pattern.compile("\\b(?:SELECT|INSERT|UPDATE|DELETE|TRUNCATE|MERGE|CREATE|ALTER|DROP)\\b");
    private static final Pattern SEQUENCE = Pattern.compile("\\b(?:nextval|currval|setval)\\(\\s*'(\\w+)'");

    static Schema of(Path migrations) {
        Map<String, String> owners = new TreeMap<>();
        List<String> trespasses = new ArrayList<>();
        try (Stream<Path> listed = Files.list(migrations)) {
            for (Path file : listed.filter(each -> each.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                String owner = ownerOf(file);
                String sql = COMMENT.matcher(Files.readString(file)).replaceAll("");
                CREATED.matcher(sql).results().forEach(created -> owners.put(created.group(1), owner));
                CHANGED.matcher(sql)
                        .results()
                        .filter(changed -> !owner.equals(owners.getOrDefault(changed.group(1), owner)))
                        .forEach(changed -> trespasses.add(file.getFileName() + ": " + changed.group()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Schema(owners, trespasses);
    }

    private static String ownerOf(Path file) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new AssertionError(file + " is not named NNNN_<capability>_<what>.sql");
        }
        return switch (name.group(1)) {
            case "outbox" -> "platform.outbox";
            case "idempotency" -> "platform.sql";
            default -> name.group(1);
        };
    }

    /** The relations with an owner that the SQL of a text names. */
    TreeSet<String> namedIn(String text) {
        TreeSet<String> named = new TreeSet<>();
        if (STATEMENT.matcher(text).find() || NAMED.matcher(text).lookingAt()) {
            NAMED.matcher(text).results().forEach(list -> {
                for (String relation : list.group(1).split("\\s*,\\s*")) {
                    named.add(relation.split("\\s+")[0]);
                }
            });
            SEQUENCE.matcher(text).results().forEach(sequence -> named.add(sequence.group(1)));
        }
        named.retainAll(owners.keySet());
        return named;
    }
}
