package io.tianguis.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a copy of the launcher script in a folder of its own, with a Java and a Maven that only say how they were called. */
class LauncherTest {

    private static final List<String> TOOLS = List.of(
            "awk",
            "cat",
            "cmp",
            "cp",
            "find",
            "grep",
            "mkdir",
            "mkfifo",
            "mv",
            "readlink",
            "rm",
            "rmdir",
            "sh",
            "sleep",
            "sort",
            "tail");

    private static final String JAVA = """
            #!/bin/sh
            for argument in "$@"; do
                case $argument in
                    -XX:AOTCacheOutput=*)
                        echo trained >>"$JOURNAL"
                        if [ -n "$REHEARSAL_FAILS" ]; then echo "no rehearsal"; exit 1; fi
                        echo cache >"${argument#*=}"
                        exit 0
                        ;;
                esac
            done
            echo "java of ${0%/bin/java}"
            pwd
            printf '<%s>\\n' "$@"
            exit "${PROGRAM_EXIT:-0}"
            """;

    private static final String MAVEN = """
            #!/bin/sh
            case " $* " in
                *' package '*)
                    echo "built with $JAVA_HOME" >>"$JOURNAL"
                    sleep 0.2
                    if [ -f broken ]; then
                        echo '[ERROR] COMPILATION ERROR :'
                        echo '[ERROR] App.java:[1,1] not a statement'
                        echo '[INFO] BUILD FAILURE'
                        echo '[ERROR] App.java:[1,1] not a statement'
                        exit 1
                    fi
                    mkdir -p target/lib
                    : >target/tianguis.jar
                    : >target/lib/b.jar
                    : >target/lib/a.jar
                    : >target/lib/B.jar
                    ;;
                *)
                    echo "tested $*" >>"$JOURNAL"
                    if [ -d reports ]; then mkdir -p target && cp -R reports target/surefire-reports; fi
                    if [ -f output ]; then cat output; fi
                    exit "${MAVEN_EXIT:-0}"
                    ;;
            esac
            """;

    private static final String REPORT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="io.tianguis.OrdersTest" time="0.1" tests="0" errors="0" skipped="0" failures="0">
              <testcase name="passes" classname="io.tianguis.OrdersTest" time="0.1">
                <system-out><![CDATA[<testcase name="printed" classname="Nothing">
                <failure message="printed"/> ]]></system-out>
              </testcase>
              <testcase name="alsoPasses" classname="io.tianguis.OrdersTest$Inner" time="0.1"/>
              <testcase name="needsArm" classname="io.tianguis.OrdersTest" time="0.0">
                <skipped message="needs an &quot;ARM&quot; machine"/>
              </testcase>
              <testcase name="assumes" classname="io.tianguis.OrdersTest" time="0.0">
                <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: no IPv6
                    at somewhere]]></skipped>
              </testcase>
            """;

    private static final String FAILURES = """
              <testcase name="fails" classname="io.tianguis.OrdersTest" time="0.1">
                <failure message="1 &lt; 2&#10;second line" type="x"><![CDATA[x: 1 < 2]]></failure>
              </testcase>
              <testcase name="" classname="io.tianguis.StockTest" time="0.1">
                <error message="no database" type="x"><![CDATA[x: no database]]></error>
              </testcase>
            """;

    private record Run(int exit, List<String> out, String errors) {
        String lastLine() {
            return out.getLast();
        }

        String output() {
            return String.join("\n", out);
        }
    }

    @TempDir
    private Path temporary;

    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path folder;
    private Path home;

    @BeforeEach
    void copyTheScriptBesideAJavaAndAMaven() throws IOException {
        folder = temporary.toRealPath();
        home = Files.createDirectories(folder.resolve("a home"));
        Files.copy(Path.of("tianguis"), home.resolve("tianguis"), StandardCopyOption.COPY_ATTRIBUTES);
        write("a home/pom.xml", "<project/>");
        write("a home/src/main/java/App.java", "class App {}");
        write("a home/src/main/java/Other.java", "class Other {}");
        write("journal", "");
        makeOlder(home);
        Files.createDirectories(folder.resolve("commands"));
        for (String tool : TOOLS) {
            Path found = Stream.of("/usr/bin", "/bin")
                    .map(place -> Path.of(place, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(folder.resolve("commands").resolve(tool), found);
        }
        executable("commands/mvn", MAVEN);
        environment.put("PATH", folder.resolve("commands").toString());
        environment.put("HOME", folder.toString());
        environment.put("JOURNAL", folder.resolve("journal").toString());
        environment.put("TIANGUIS_JVM_FOLDERS", folder.resolve("jdks") + "/*");
        jdk("jdk-25", "25.0.3");
    }

    @Nested
    class TheJdk {

        @Test
        void isThatOfJavaHomeWhenItIsNewEnough() {
            jdk("jdk-27", "27");
            environment.put("JAVA_HOME", jdk("mine", "25").toString());
            assertThat(launch("version").output()).startsWith("java of " + folder.resolve("jdks/mine"));
        }

        @Test
        void isThatOfThePathWhenJavaHomeIsTooOld() throws IOException {
            environment.put("JAVA_HOME", jdk("jdk-17", "17.0.15").toString());
            jdk("jdk-27", "27");
            Path chosen = jdk("chosen", "25.0.1");
            Files.createSymbolicLink(folder.resolve("alternative"), chosen.resolve("bin/java"));
            Files.createSymbolicLink(folder.resolve("commands/java"), Path.of("../alternative"));
            assertThat(launch("version").output()).startsWith("java of " + chosen);
        }

        @Test
        void isTheNewestOfTheUsualFoldersOtherwise() throws IOException {
            Files.createSymbolicLink(
                    folder.resolve("commands/java"), jdk("old", "21.0.9").resolve("bin/java"));
            jdk("jdk-8", "1.8.0_402");
            Path newest = jdk("jdk-26", "26.0.10");
            jdk("jdk-26-too", "26.0.9");
            jdk("jdk-early", "26-ea");
            assertThat(launch("version").output()).startsWith("java of " + newest);
        }

        @Test
        void hasACompilerWhenThereIsSomethingToBuild() throws IOException {
            Path runtime = jdk("runtime", "27");
            Files.delete(runtime.resolve("bin/javac"));
            environment.put("JAVA_HOME", runtime.toString());
            assertThat(launch("version").output()).startsWith("java of " + runtime);
            assertThat(journal()).startsWith("built with " + folder.resolve("jdks/jdk-25"));
        }

        @Test
        void isAskedForInOneSentenceWhenThereIsNone() throws IOException {
            write("jdks/jdk-25/release", "JAVA_VERSION=\"24.0.2\"\n");
            Run run = launch("start");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.errors().lines())
                    .singleElement()
                    .asString()
                    .contains("needs a JDK 25", "install", "JAVA_HOME");
        }
    }

    @Nested
    class TheBuild {

        @Test
        void happensOnceAndAgainWhenASourceChangesAppearsOrGoes() throws IOException {
            launch("version");
            launch("version");
            assertThat(builds()).isEqualTo(1);
            write("a home/src/main/java/App.java", "class App { }");
            launch("version");
            assertThat(builds()).as("after a change").isEqualTo(2);
            write("a home/src/main/resources/new.sql", "");
            launch("version");
            assertThat(builds()).as("after an addition").isEqualTo(3);
            Files.delete(home.resolve("src/main/java/Other.java"));
            launch("version");
            assertThat(builds()).as("after a deletion").isEqualTo(4);
            write("a home/pom.xml", "<project></project>");
            launch("version");
            assertThat(builds()).as("after a change of the project file").isEqualTo(5);
            Files.delete(home.resolve("target/tianguis.jar"));
            launch("version");
            assertThat(builds()).as("without the jar").isEqualTo(6);
            launch("version");
            assertThat(builds()).isEqualTo(6);
        }

        @Test
        void leavesNoLibraryOfAnEarlierBuildOnTheClassPath() throws IOException {
            launch("version");
            write("a home/target/lib/dropped-1.0.jar", "");
            write("a home/pom.xml", "<project></project>");
            assertThat(launch("version").output()).doesNotContain("dropped");
        }

        @Test
        void saysWhyItFailedAndIsTriedAgain() throws IOException {
            write("a home/broken", "");
            Run run = launch("version");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.errors()).containsOnlyOnce("not a statement").contains("build.log");
            Files.delete(home.resolve("broken"));
            assertThat(launch("version").exit()).isZero();
        }

        @Test
        void asksForMavenInOneSentence() throws IOException {
            Files.delete(folder.resolve("commands/mvn"));
            Run run = launch("version");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.errors().lines()).singleElement().asString().contains("needs Maven", "install");
        }

        @Test
        void isDoneByOneOfSeveralLaunchesAtOnce() {
            List<Launch> launches = IntStream.range(0, 4)
                    .mapToObj(number -> begin(folder, "version", "" + number))
                    .toList();
            for (Launch launch : launches) {
                assertThat(launch.end().exit()).isZero();
            }
            assertThat(journal().lines()).hasSize(2);
        }

        @Test
        void isNotHeldUpByADeadProcess() throws Exception {
            Process dead = new ProcessBuilder("true").start();
            dead.waitFor();
            write("a home/target/build.lock/pid", dead.pid() + "\n");
            assertThat(launch("version").exit()).isZero();
            assertThat(home.resolve("target/build.lock")).doesNotExist();
        }
    }

    @Nested
    class TheCache {

        @Test
        void isTrainedOnceWithTheVeryClassPathOfLaterRuns() {
            Run first = launch("version");
            Run second = launch("version");
            assertThat(journal().lines().filter("trained"::equals)).hasSize(1);
            assertThat(first.out())
                    .contains("<-XX:AOTCache=" + home.resolve("target/tianguis.aot") + ">")
                    .isEqualTo(second.out());
        }

        @Test
        void isTrainedAgainForAnotherJdk() {
            launch("version");
            environment.put("JAVA_HOME", jdk("other", "26").toString());
            launch("version");
            assertThat(journal().lines().filter("trained"::equals)).hasSize(2);
            assertThat(builds()).isEqualTo(1);
        }

        @Test
        void isDoneWithoutWhenTrainingFailsAndNotTriedEachTime() throws IOException {
            environment.put("REHEARSAL_FAILS", "yes");
            Run first = launch("version");
            Run second = launch("version");
            assertThat(first.exit()).isZero();
            assertThat(first.errors()).contains("aot.log");
            assertThat(second.errors()).isEmpty();
            assertThat(second.output()).doesNotContain("AOTCache=");
            assertThat(journal().lines().filter("trained"::equals)).hasSize(1);
            assertThat(home.resolve("target/aot.log")).content().contains("no rehearsal");
        }

        @Test
        void canBeSwitchedOff() {
            environment.put("TIANGUIS_AOT", "off");
            assertThat(launch("version").output()).doesNotContain("AOTCache=");
            assertThat(journal()).doesNotContain("trained");
        }
    }

    @Nested
    class TheProgram {

        @Test
        void getsItsArgumentsUnchangedInTheFolderOfTheCaller() throws IOException {
            Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
            Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("../a home/tianguis"));
            Run run = new Launch(elsewhere, List.of("./link", "shop", "create", "--name", "Cafe *  \"x\"", "")).end();
            assertThat(run.out().get(1)).isEqualTo(elsewhere.toString());
            assertThat(run.output()).endsWith("<io.tianguis.App>\n<shop>\n<create>\n<--name>\n<Cafe *  \"x\">\n<>");
        }

        @Test
        void hasItsLibrariesInOneOrderWhateverTheLocale() {
            environment.put("LC_ALL", "en_US.UTF-8");
            assertThat(launch().output())
                    .contains(Stream.of("tianguis.jar", "lib/B.jar", "lib/a.jar", "lib/b.jar")
                            .map(jar -> home.resolve("target").resolve(jar).toString())
                            .collect(Collectors.joining(":", "<-cp>\n<", ">")));
        }

        @Test
        void runsWithTheOptionsOfTheEnvironmentAfterItsOwn() {
            environment.put("TIANGUIS_JAVA_OPTIONS", "-Xmx512m -Dx=*");
            assertThat(launch().out()).containsSubsequence("<-Xmx144m>", "<-Xmx512m>", "<-Dx=*>", "<-cp>");
        }

        @Test
        void decidesTheExitCode() {
            environment.put("PROGRAM_EXIT", "2");
            assertThat(launch("strat").exit()).isEqualTo(2);
        }
    }

    @Nested
    class TheTests {

        @Test
        void areAddedUpInTheLastLine() throws IOException {
            write("a home/reports/TEST-a.xml", REPORT + "</testsuite>");
            write("a home/reports/TEST-b.xml", REPORT + "</testsuite>");
            Run run = launch("test");
            assertThat(run.lastLine()).isEqualTo("4 passed, 0 failed, 4 skipped");
            assertThat(run.exit()).isZero();
        }

        @Test
        void areListedWithTheirReasonWhenTheyFailOrAreSkipped() throws IOException {
            write("a home/reports/TEST-a.xml", REPORT + FAILURES + "</testsuite>");
            environment.put("MAVEN_EXIT", "1");
            Run run = launch("test");
            assertThat(run.lastLine()).isEqualTo("2 passed, 2 failed, 2 skipped");
            assertThat(run.out())
                    .contains(
                            "skipped  io.tianguis.OrdersTest.needsArm: needs an \"ARM\" machine",
                            "skipped  io.tianguis.OrdersTest.assumes: no IPv6",
                            "FAILED   io.tianguis.OrdersTest.fails: 1 < 2",
                            "FAILED   io.tianguis.StockTest: no database");
            assertThat(run.exit()).isEqualTo(1);
        }

        @Test
        void failWhenNoneRan() throws IOException {
            write("a home/target/surefire-reports/TEST-stale.xml", REPORT + "</testsuite>");
            Run run = launch("test", "-Dtest=Nothing");
            assertThat(run.lastLine()).isEqualTo("0 passed, 1 failed, 0 skipped");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(journal()).contains("-Dtest=Nothing");
        }

        @Test
        void failWhenMavenFailsThoughAllPassed() throws IOException {
            write("a home/reports/TEST-a.xml", REPORT + "</testsuite>");
            environment.put("MAVEN_EXIT", "1");
            Run run = launch("test");
            assertThat(run.lastLine()).isEqualTo("2 passed, 1 failed, 2 skipped");
            assertThat(run.exit()).isEqualTo(1);
        }

        @Test
        void sayHowToFormatWhatTheFormatterRefuses() throws IOException {
            write("a home/output", """
                    [INFO] BUILD FAILURE
                    [ERROR] Failed to execute goal check: The following files had format violations:
                    [ERROR]     src/main/java/App.java
                    """);
            environment.put("MAVEN_EXIT", "1");
            Run run = launch("test");
            assertThat(run.output()).contains("src/main/java/App.java", "mvn spotless:apply");
            assertThat(run.lastLine()).isEqualTo("0 passed, 1 failed, 0 skipped");
        }

        @Test
        void showEachClassAsItFinishesAndOnlyOurOwnFramesOfAFailure() throws IOException {
            write("a home/output", """
                    [INFO] Scanning for projects...
                    [INFO]  T E S T S
                    [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.5 s -- in io.tianguis.GoodTest
                    [ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.1 s <<< FAILURE! -- in io.tianguis.BadTest$Inner
                    [ERROR] io.tianguis.BadTest$Inner.fails -- Time elapsed: 0.1 s <<< FAILURE!
                    java.lang.AssertionError: wrong
                    \tat org.junit.Something.call(Something.java:1)
                    \tat io.tianguis.BadTest.fails(BadTest.java:7)

                    [INFO] Results:
                    [ERROR] Failures:
                    [ERROR]   BadTest.fails repeated
                    [INFO] BUILD FAILURE
                    [ERROR] Failed to execute goal surefire: There are test failures.
                    """);
            write("a home/reports/TEST-a.xml", REPORT + FAILURES + "</testsuite>");
            environment.put("MAVEN_EXIT", "1");
            assertThat(launch("test").output())
                    .contains("ok  io.tianguis.GoodTest (3, 0.5 s)", "FAILED  io.tianguis.BadTest (1, 0.1 s)")
                    .contains("AssertionError: wrong", "BadTest.java:7")
                    .doesNotContain("Something.java", "repeated", "Scanning", "There are test failures");
        }

        @Test
        void endWithTheirLineEvenWithoutJdk() throws IOException {
            write("jdks/jdk-25/release", "JAVA_VERSION=\"17\"\n");
            Run run = launch("test");
            assertThat(run.out()).containsExactly("0 passed, 1 failed, 0 skipped");
            assertThat(run.exit()).isEqualTo(1);
        }

        @Test
        void refuseWordsThatAreNoOptions() {
            Run run = launch("test", "OrdersTest");
            assertThat(run.errors()).contains("./tianguis test -Dtest=OrdersTest");
            assertThat(run.exit()).isEqualTo(2);
        }

        @Test
        void explainThemselvesWithoutJdkAndMaven() throws IOException {
            environment.remove("TIANGUIS_JVM_FOLDERS");
            Files.delete(folder.resolve("commands/mvn"));
            Run run = launch("test", "--help");
            assertThat(run.output()).contains("-Dtest=", "TIANGUIS_TEST_DATABASE_URL");
            assertThat(run.exit()).isZero();
        }
    }

    private Run launch(String... arguments) {
        return begin(folder, arguments).end();
    }

    private Launch begin(Path directory, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("tianguis").toString());
        command.addAll(List.of(arguments));
        return new Launch(directory, command);
    }

    /** A running script; its output goes to files, so that nothing waits for a reader. */
    private final class Launch {
        private final Path out;
        private final Path errors;
        private final Process process;

        Launch(Path directory, List<String> command) {
            try {
                out = Files.createTempFile(folder, "out", ".txt");
                errors = Files.createTempFile(folder, "errors", ".txt");
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(errors.toFile());
                builder.environment().clear();
                builder.environment().putAll(environment);
                process = builder.start();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        Run end() {
            try {
                boolean ended = process.waitFor(60, TimeUnit.SECONDS);
                process.destroyForcibly();
                assertThat(ended).as("the script ends").isTrue();
                return new Run(process.exitValue(), Files.readAllLines(out), Files.readString(errors));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private String journal() {
        try {
            return Files.readString(folder.resolve("journal"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private long builds() {
        return journal().lines().filter(line -> line.startsWith("built")).count();
    }

    private Path jdk(String name, String version) {
        try {
            write("jdks/" + name + "/release", "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
            executable("jdks/" + name + "/bin/java", JAVA);
            executable("jdks/" + name + "/bin/javac", "");
            return folder.resolve("jdks").resolve(name);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void executable(String file, String text) throws IOException {
        write(file, text);
        Files.setPosixFilePermissions(folder.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What a test then changes is newer than the build, however coarse the clock of the file system. */
    private static void makeOlder(Path tree) throws IOException {
        FileTime hourAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.toList()) {
                Files.setLastModifiedTime(path, hourAgo);
            }
        }
    }
}
