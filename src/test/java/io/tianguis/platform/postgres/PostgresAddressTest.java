package io.tianguis.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
