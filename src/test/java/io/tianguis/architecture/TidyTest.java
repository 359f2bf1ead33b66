package io.tianguis.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a compiler cannot see in the files of the repository. */
class TidyTest {

    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "data", ".idea", ".vscode");
    private static final Set<String> TEXT_TYPES = Set.of(
            "java",
            "md",
            "sql",
            "json",
            "xml",
            "http",
            "html",
            "css",
            "js",
            "yml",
            "yaml",
            "properties",
            "txt",
            "sh",
            "py",
            "csv",
            "gitignore",
            "env");

    private static final int MAX_FILE_LINES = 500;
    private static final int MAX_METHOD_LINES = 70;

    /** Files that were longer when the bound came; they may shrink, and no file joins them. */
    private static final Map<String, Integer> LONG_FILES = Map.of("LauncherTest.java", 568, "DatabaseTest.java", 513);

    /** Methods that may be longer: a statement with its values, a form with its fields, a table of cases. */
    private static final Map<String, Integer> LONG_METHODS = Map.of(
            "CatalogSql.register",
            74,
            "ContactInfo.read",
            84,
            "OrdersSql.insert",
            140,
            "RackParametersTest.readsOneWayOnly",
            82);

    /** Assembled, so that this file does not hold what it looks for. */
    private static final Pattern MARKER = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|X" + "XX)\\b");

    private static final Pattern PAUSE = Pattern.compile("\\bThread\\.sl" + "eep\\b|TimeUnit\\.\\w+\\.sl" + "eep\\b");
    private static final Pattern REGISTRY = Pattern.compile(
            "repo1?\\.maven\\.|repo\\.maven\\.apache|registry\\.npmjs|\\bpypi\\.org|\\bartifactory\\b|\\bnexus\\b|"
                    + "\\bjfrog\\b|crates\\.io/api|proxy\\.golang\\.org|deb\\.debian\\.org",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w./}>])/(?:work|root|tmp/wt|home/\\w+)(?:/|\\b)(?![\\w-]*\\?)");
    private static final Pattern STAR = Pattern.compile("\\bSELECT\\s+\\*\\s+FROM\\s+(\\w+)");
    private static final Pattern LINK =
            Pattern.compile("(?<!!)\\[[^\\]]*\\]\\(([^)\\s]+)\\)|!\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+(.+?)\\s*$");

    @Test
    void noMarkerWaitsForSomebody() {
        assertThat(linesWith(MARKER, file -> true)).isEmpty();
    }

    @Test
    void noTestSleeps() {
        assertThat(linesWith(PAUSE, file -> file.startsWith("src/test"))).isEmpty();
    }

    @Test
    void noFileNamesARegistryOrAMachine() {
        assertThat(linesWith(REGISTRY, file -> true)).isEmpty();
        assertThat(linesWith(MACHINE_PATH, file -> true)).isEmpty();
    }

    @Test
    void whatIsLookedForWouldBeFound() {
        assertThat("// TO" + "DO later").containsPattern(MARKER);
        assertThat("Thread.sl" + "eep(5)").containsPattern(PAUSE);
        assertThat("https://repo1.ma" + "ven.org/maven2").containsPattern(REGISTRY);
        assertThat("see /wo" + "rk/shared and /ro" + "ot/.m2")
                .containsPattern(MACHINE_PATH)
                .doesNotContainPattern(MARKER);
        assertThat("src/work/x and https://tianguis.example/work").doesNotContainPattern(MACHINE_PATH);
    }

    @Test
    void filesHaveOneSubject() {
        Map<String, Long> tooLong = new TreeMap<>();
        for (Path file : files("java"::equals)) {
            long lines = text(file).lines().count();
            if (lines > LONG_FILES.getOrDefault(file.getFileName().toString(), MAX_FILE_LINES)) {
                tooLong.put(file.toString(), lines);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void methodsFitOnAScreen() {
        List<String> found = new ArrayList<>();
        for (SourceFile source : SourceFile.below(Path.of("src"))) {
            for (SourceFile.Method method : source.methods()) {
                String name = source.simpleName() + "." + method.name();
                if (method.lines() > LONG_METHODS.getOrDefault(name, MAX_METHOD_LINES)) {
                    found.add(name + ": " + method.lines() + " lines");
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void migrationsAreNumberedWithoutGapsAndListed() throws IOException {
        List<String> files;
        try (Stream<Path> listed = Files.list(MIGRATIONS)) {
            files = listed.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .toList();
        }
        List<String> numbers = IntStream.rangeClosed(1, files.size())
                .mapToObj("%04d"::formatted)
                .toList();
        assertThat(files).extracting(name -> name.substring(0, 4)).isEqualTo(numbers);
        assertThat(Files.readAllLines(MIGRATIONS.resolve("index.txt"))).isEqualTo(files);
    }

    @Test
    void everyResourceIsNamedSomewhere() {
        String sources = String.join(
                "\n",
                files(type -> true).stream()
                        .filter(file -> file.startsWith("src/main") || file.endsWith("pom.xml"))
                        .map(TidyTest::text)
                        .toList());
        List<Path> unnamed = files(type -> true).stream()
                .filter(file -> file.startsWith("src/main/resources") || file.startsWith("src/main/versioned"))
                .filter(file -> !file.toString().contains("META-INF/services"))
                .filter(file ->
                        !sources.contains(file.getFileName().toString()) && !sources.contains("\"" + stem(file) + "\""))
                .toList();
        assertThat(unnamed).isEmpty();
    }

    @Test
    void everyWireCaseIsAPairOfFiles() {
        List<Path> cases = files("http"::equals).stream()
                .filter(file -> file.startsWith("src/test/resources/wire"))
                .toList();
        assertThat(cases).isNotEmpty().allSatisfy(file -> {
            assertThat(file.resolveSibling("request.http")).exists();
            assertThat(file.resolveSibling("response.http")).exists();
        });
    }

    /** A star takes what a migration adds; that is right for a view of ours, whose columns are a record's. */
    @Test
    void aStarIsReadIntoARecordOfTheSameCapability() {
        Schema schema = Schema.of(MIGRATIONS);
        List<String> foreign = new ArrayList<>();
        for (SourceFile source : SourceFile.below(Path.of("src/main/java"))) {
            for (String text : source.texts()) {
                STAR.matcher(text)
                        .results()
                        .map(star -> star.group(1))
                        .filter(schema.owners()::containsKey)
                        .filter(relation -> !source.packageName()
                                .endsWith("." + schema.owners().get(relation)))
                        .forEach(relation -> foreign.add(source.simpleName() + ": " + relation));
            }
        }
        assertThat(foreign).isEmpty();
    }

    @Test
    void linksInDocumentsLeadSomewhere() {
        List<String> dead = new ArrayList<>();
        for (Path document : files("md"::equals)) {
            LINK.matcher(text(document))
                    .results()
                    .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                    .filter(target -> !target.matches("[a-z]+:.*"))
                    .filter(target -> !leadsSomewhere(document, target))
                    .forEach(target -> dead.add(document + ": " + target));
        }
        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(Path document, String target) {
        int hash = target.indexOf('#');
        String name = hash < 0 ? target : target.substring(0, hash);
        Path file = name.isEmpty() ? document : document.resolveSibling(name).normalize();
        if (!Files.exists(ROOT.resolve(file))) {
            return false;
        }
        return hash < 0
                || !file.toString().endsWith(".md")
                || HEADING.matcher(text(file))
                        .results()
                        .anyMatch(heading -> anchor(heading.group(1)).equals(target.substring(hash + 1)));
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static List<String> linesWith(Pattern pattern, Predicate<Path> where) {
        List<String> found = new ArrayList<>();
        for (Path file : files(type -> true)) {
            if (where.test(file)) {
                text(file)
                        .lines()
                        .filter(line -> pattern.matcher(line).find())
                        .forEach(line -> found.add(file + ": " + line.strip()));
            }
        }
        return found;
    }

    /** The text files of the repository, relative to it. */
    private static List<Path> files(Predicate<String> type) {
        try (Stream<Path> files = Files.find(ROOT, 32, (file, attributes) -> attributes.isRegularFile())) {
            return files.map(ROOT::relativize)
                    .filter(file -> !NOT_OURS.contains(file.getName(0).toString()))
                    .filter(file -> isText(file) && type.test(type(file)))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isText(Path file) {
        return TEXT_TYPES.contains(type(file)) || !file.getFileName().toString().contains(".");
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(ROOT.resolve(file)), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
