package io.tianguis.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLogTest {

    @TempDir
    private Path temporary;

    @Test
    void theLogIsBoundedAndItsEndIsKept() throws Exception {
        Path file = temporary.resolve("postgres.log");
        PostgresLog log = new PostgresLog(file);
        byte[] output = ("a line of the log\n".repeat(1 << 20) + "one\ntwo\n").getBytes(StandardCharsets.US_ASCII);
        log.follow(new ByteArrayInputStream(output)).join();
        assertThat(Files.size(file)).isLessThan(5 << 20);
        assertThat(Files.size(temporary.resolve("postgres.log.1"))).isLessThan(5 << 20);
        assertThat(temporary).isDirectoryNotContaining("glob:**.new");
        try (var entries = Files.list(temporary)) {
            assertThat(entries).hasSize(2);
        }
        assertThat(Files.readString(file)).endsWith("one\ntwo\n");
        assertThat(log.recentLines()).endsWith("a line of the log | one | two");
    }

    @Test
    void aLogThatCannotBeWrittenIsReadOn() throws Exception {
        PostgresLog log = new PostgresLog(temporary.resolve("no such folder/postgres.log"));
        log.follow(new ByteArrayInputStream("one\ntwo\n".getBytes(StandardCharsets.US_ASCII)))
                .join();
        assertThat(log.recentLines()).isEqualTo("one | two");
    }
}
