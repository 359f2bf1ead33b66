package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.system.SecureRandomness;
import io.tianguis.platform.system.SystemClock;
import io.tianguis.shops.NewShop;
import io.tianguis.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import picocli.CommandLine;

@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ_WRITE)
class DemoCommandTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static long mexican;
    private static long guatemalan;

    /** What a command left behind. */
    private record Ran(int exitCode, String output, String errors) {}

    @BeforeAll
    static void createShops() {
        mexican = shop("MX");
        guatemalan = shop("GT");
    }

    @AfterAll
    static void dropDatabase() {
        DATABASE.close();
    }

    @Test
    void the_output_is_one_json_object_with_the_counts_and_nothing_else() {
        Ran ran = load(
                "--shop",
                mexican,
                "--products",
                5,
                "--customers",
                6,
                "--orders",
                7,
                "--questions",
                8,
                "--messages",
                9,
                "--seed",
                3);
        assertThat(ran.output().strip())
                .isEqualTo("{\"products\":5,\"customers\":6,\"orders\":7,\"questions\":8,\"messages\":9}");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.errors()).isEmpty();
    }

    @Test
    void nothing_can_be_asked_for() {
        Ran ran = load("--shop", mexican, "--products", 0, "--customers", 0, "--orders", 0);
        assertThat(ran.output()).startsWith("{\"products\":0,\"customers\":0,\"orders\":0,");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void an_unknown_shop_is_a_failure_that_says_what_to_do() {
        for (Object unknown : List.of(999_999, 0, -4)) {
            Ran ran = load("--shop", unknown);
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.output()).isEmpty();
            assertThat(ran.errors()).contains("no shop " + unknown).contains("tianguis shop create");
        }
    }

    @Test
    void a_country_without_data_is_a_failure_that_names_those_that_have_some() {
        Ran ran = load("--shop", guatemalan);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.errors()).contains("GT").contains("MX, AR, BR");
    }

    @Test
    void numbers_that_make_no_sense_are_wrong_command_lines() {
        assertThat(load("--shop", mexican, "--products", -1).exitCode()).isEqualTo(2);
        assertThat(load("--shop", mexican, "--customers", "many").exitCode()).isEqualTo(2);
        assertThat(load("--shop", mexican, "--orders", 2_000_000_000).exitCode())
                .isEqualTo(2);
        assertThat(load("--shop", mexican, "--products", 0, "--orders", 5).errors())
                .contains("orders need at least one of both");
        assertThat(load().errors()).contains("--shop");
    }

    private static long shop(String country) {
        return Backend.on(DATABASE.pool(), new SystemClock(), new SecureRandomness())
                .shops()
                .create(NewShop.of("Tienda", country, "duena@tienda.example"))
                .fold(created -> created.shop().shopId(), rejection -> {
                    throw new AssertionError(rejection);
                });
    }

    private static Ran load(Object... options) {
        PostgresAddress address = DATABASE.address();
        List<String> arguments = new ArrayList<>(List.of("demo", "load", "--database-url", address.url()));
        for (Object option : options) {
            arguments.add(option.toString());
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            CommandLine command = App.commandLine().setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8));
            int exitCode = command.execute(arguments.toArray(String[]::new));
            return new Ran(exitCode, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }
}
