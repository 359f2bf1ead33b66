package io.tianguis.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class BinaryArchiveTest {

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, postgres-linux-arm_64.txz",
        "Mac OS X, x86_64, postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, postgres-darwin-arm_64.txz"
    })
    void theArchiveIsChosenByTheMachine(String osName, String osArch, String resource) {
        assertThat(BinaryArchive.resourceName(osName, osArch)).isEqualTo(resource);
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, riscv64"})
    void anUnknownMachineIsToldToUseAServer(String osName, String osArch) {
        assertThatExceptionOfType(PostgresStartFailed.class)
                .isThrownBy(() -> BinaryArchive.resourceName(osName, osArch))
                .withMessageContaining("there is no embedded PostgreSQL for " + osName + " on " + osArch);
    }

    @Test
    void theVersionIsThatOfTheBuild() throws Exception {
        assertThat(BinaryArchive.version()).matches("18\\.[0-9]+\\.[0-9]+");
    }

    @Test
    void whatAnInterruptedUnpackLeftIsReplacedAndOlderVersionsGo() throws Exception {
        DataFolder folder = new DataFolder(temporary.toRealPath());
        Path half = folder.binaries(BinaryArchive.version() + ".partial");
        Files.createDirectories(half.resolve("bin"));
        Files.writeString(half.resolve("bin/postgres"), "half");
        Path older = Files.createDirectories(folder.binaries("17.1.0"));
        Path binaries = BinaryArchive.unpackOnce(folder);
        assertThat(half).doesNotExist();
        assertThat(older).doesNotExist();
        assertThat(Files.size(binaries.resolve("bin/postgres"))).isGreaterThan(1_000_000);
        assertThat(binaries.resolve("bin/initdb")).isExecutable();
    }

    @Test
    void anUnpackThatFailsHalfwayLeavesNothingUnderTheFinalName() throws Exception {
        DataFolder folder = new DataFolder(temporary.toRealPath());
        byte[] whole = archive("bin/postgres", TarConstants.LF_NORMAL, "x".repeat(100_000));
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        Path target = folder.binaries("0.0.1");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> BinaryArchive.unpackAtomically(new ByteArrayInputStream(cut), target));
        assertThat(target).doesNotExist();
        BinaryArchive.unpackAtomically(new ByteArrayInputStream(whole), target);
        assertThat(target.resolve("bin/postgres")).hasSize(100_000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("bin"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(temporary).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void pathsOutsideOfTheArchiveAreRefused() throws Exception {
        byte[] escapingFile = archive("../escaped", TarConstants.LF_NORMAL, "x");
        byte[] escapingLink = archive("bin/link", TarConstants.LF_SYMLINK, "");
        for (byte[] archive : new byte[][] {escapingFile, escapingLink}) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> BinaryArchive.unpackAtomically(
                            new ByteArrayInputStream(archive), temporary.resolve("target")))
                    .withMessageContaining("outside");
        }
        assertThat(temporary.resolve("escaped")).doesNotExist();
    }

    private static byte[] archive(String name, byte type, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
            TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
            entry.setLinkName(type == TarConstants.LF_SYMLINK ? "../../../etc/passwd" : "");
            entry.setSize(content.length());
            tar.putArchiveEntry(entry);
            tar.write(content.getBytes(StandardCharsets.US_ASCII));
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
