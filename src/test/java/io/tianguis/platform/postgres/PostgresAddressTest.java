package io.tianguis.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.Driver;

class PostgresAddressTest {

    @Test
    void aUrlNamesHostsDatabaseUserPasswordAndParameters() {
        PostgresAddress address =
                PostgresAddress.parse("postgresql://ana:p%40ss+w%C3%B6rd@db1:6000,db2,[::1]:6001/shop?sslmode=require");
        assertThat(address.hosts())
                .containsExactly(
                        new PostgresAddress.Host("db1", 6000),
                        new PostgresAddress.Host("db2", 5432),
                        new PostgresAddress.Host("::1", 6001));
        assertThat(address.database()).isEqualTo("shop");
        assertThat(address.user()).isEqualTo("ana");
        assertThat(address.password()).isEqualTo("p@ss+wörd");
        assertThat(address.parameters()).containsExactly(Map.entry("sslmode", "require"));
    }

    @Test
    void aPasswordMayHoldAtSignsAndColonsAndMayBeMissing() {
        assertThat(PostgresAddress.parse("postgres://u:a@b:c@h/d").password()).isEqualTo("a@b:c");
        assertThat(PostgresAddress.parse("postgres://u@h/d").password()).isEmpty();
    }

    @Test
    void theDriversUrlHoldsNoLoginAndSpeaksTheDriversNames() {
        assertThat(PostgresAddress.parse("postgres://u:p@h/my%20db?application_name=a%26b&connect_timeout=3")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://h:5432/my+db?ApplicationName=a%26b&connectTimeout=3");
        assertThat(PostgresAddress.parse("postgres://u:p@h/d?target_session_attrs=read-write")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://h:5432/d?targetServerType=primary");
    }

    @Test
    void severalHostsMeanTheOneThatAcceptsWrites() {
        assertThat(PostgresAddress.parse("postgres://u:p@a,b:6000/d").jdbcUrl())
                .isEqualTo("jdbc:postgresql://a:5432,b:6000/d?targetServerType=primary");
        assertThat(PostgresAddress.parse("postgres://u:p@a,b/d?target_session_attrs=any")
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://a:5432,b:5432/d?targetServerType=any");
    }

    @Test
    void whatIsPrintedHoldsNoPassword() {
        assertThat(PostgresAddress.parse("postgres://u:secret@h/d?sslpassword=secret&sslmode=require"))
                .hasToString("postgres://u:***@h:5432/d?sslpassword=***&sslmode=require");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://u:hidden@h/d | begins with postgres",
                "hidden | begins with postgres",
                "postgres://u:hidden@h:0/d | port",
                "postgres://u:hidden@h:65536/d | port",
                "postgres://u:hidden@h:hidden/d | port",
                "postgres://u:hidden@h: /d | port",
                "postgres://u:hidden@/d | host",
                "postgres://u:hidden@%2Fhidden/d | host",
                "postgres://u:hidden@a,,b/d | host",
                "postgres://u:hidden@[::1/d | host",
                "postgres://u:hidden@[::1]x:1/d | brackets",
                "postgres://u:hidden@h | no database",
                "postgres://u:hidden@h/ | no database",
                "postgres://h/hidden | no user",
                "postgres://:hidden@h/d | no user",
                "postgres://u:hidden%4@h/d | percent",
                "postgres://u:hidden%zz@h/d | percent",
                "postgres://u:hidden%00@h/d | UTF-8",
                "postgres://u:hidden%FF@h/d | UTF-8",
                "postgres://u:hid/hidden@h/d | port",
                "postgres://u:hid?hidden@h/d | port",
                "postgres://u@h/d?hidden | name=value",
                "postgres://u@h/d?password=hidden | before the host",
            })
    void aFaultyUrlIsExplainedWithoutRepeatingIt(String url, String explanation) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> PostgresAddress.parse(url))
                .withMessageContaining(explanation)
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("hid"));
    }

    @Property(tries = 500)
    void aRenderedAddressIsReadBack(@ForAll("addresses") PostgresAddress address) {
        assertThat(PostgresAddress.parse(address.url())).isEqualTo(address);
    }

    @Property(tries = 500)
    void theDriverReadsWhatWeMean(@ForAll("addresses") PostgresAddress address) {
        Properties read = Driver.parseURL(address.jdbcUrl(), new Properties());
        assertThat(read).isNotNull();
        assertThat(read.getProperty("PGDBNAME")).isEqualTo(address.database());
        assertThat(read.getProperty("PGHOST").split(",")).hasSameSizeAs(address.hosts());
        assertThat(read.getProperty("PGPORT").split(","))
                .containsExactly(address.hosts().stream()
                        .map(host -> Integer.toString(host.port()))
                        .toArray(String[]::new));
        address.parameters()
                .forEach((name, value) -> assertThat(read.getProperty(name)).isEqualTo(value));
    }

    @Property(tries = 1_000)
    void noTextMakesAnythingButAnAddressOrAnExplanation(@ForAll String text) {
        String url = "postgres://u:swordfish" + text;
        try {
            String shown = PostgresAddress.parse(url).toString();
            assertThat(shown).startsWith("postgres://");
        } catch (IllegalArgumentException refusal) {
            assertThat(refusal.getMessage()).startsWith("a database URL").doesNotContain("swordfish");
        }
    }

    @Property(tries = 500)
    void noPasswordIsEverPrinted(@ForAll("texts") String secret) {
        String password = "swordfish" + secret;
        PostgresAddress address = new PostgresAddress(
                List.of(new PostgresAddress.Host("h", 1)), "d", "u", password, Map.of("sslpassword", password));
        assertThat(address.toString()).doesNotContain("swordfish");
        assertThat(address.jdbcUrl().replaceAll("sslpassword=[^&]*", "")).doesNotContain("swordfish");
    }

    @Provide
    static Arbitrary<PostgresAddress> addresses() {
        Arbitrary<String> names = Arbitraries.of("localhost", "db-1.example.test", "10.0.0.7", "::1", "fe80::1:2");
        Arbitrary<PostgresAddress.Host> hosts = Combinators.combine(
                        names, Arbitraries.integers().between(1, 65_535))
                .as(PostgresAddress.Host::new);
        Arbitrary<Map<String, String>> parameters = Arbitraries.maps(
                        Arbitraries.of("sslmode", "options", "currentSchema"), texts())
                .ofMaxSize(3);
        return Combinators.combine(
                        hosts.list().ofMinSize(1).ofMaxSize(3),
                        texts().filter(text -> !text.isEmpty()),
                        texts().filter(text -> !text.isEmpty()),
                        texts(),
                        parameters)
                .as(PostgresAddress::new);
    }

    /** Everything that UTF-8 can carry, but for NUL, and the mark of what it could not. */
    @Provide
    static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(20)
                .all()
                .filter(text -> text.indexOf('\0') < 0 && text.indexOf('\uFFFD') < 0)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }
}
