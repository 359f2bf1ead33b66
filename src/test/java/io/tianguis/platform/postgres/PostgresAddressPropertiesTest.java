package io.tianguis.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.postgresql.Driver;

class PostgresAddressPropertiesTest {

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
