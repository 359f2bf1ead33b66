package io.tianguis.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL binaries for this machine, an archive on the class path. They are unpacked beside their final place
 * and renamed when complete: a folder under the final name is whole, whatever interrupted whom.
 */
final class BinaryArchive {

    private static final Logger LOG = LoggerFactory.getLogger(BinaryArchive.class);
    private static final long LARGEST_BYTES = 1L << 30;

    private BinaryArchive() {}

    /** The version of the binaries that this program was built with, such as 18.6.0. */
    static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream resource = BinaryArchive.class.getResourceAsStream("binaries.properties")) {
            if (resource == null) {
                throw new PostgresStartFailed("this build is incomplete: binaries.properties is missing");
            }
            properties.load(resource);
        }
        return properties.getProperty("version");
    }

    /**
     * @return the folder that holds {@code bin/postgres}
     * @throws PostgresStartFailed when the class path holds no binaries for this machine
     */
    static Path unpackOnce(DataFolder folder) throws IOException {
        String version = version();
        Path target = folder.binaries(version);
        if (Files.notExists(target)) {
            LOG.info("Unpacking PostgreSQL {} into {}", version, target);
            // Every other folder is an older version or what an interrupted start left behind.
            folder.deleteOtherBinaries(version);
            try (InputStream archive =
                    open(resourceName(System.getProperty("os.name"), System.getProperty("os.arch")))) {
                unpackAtomically(archive, target);
            }
        }
        return target;
    }

    static String resourceName(String osName, String osArch) {
        String system = osName.toLowerCase(Locale.ROOT);
        String machine = osArch.toLowerCase(Locale.ROOT);
        String systemPart = system.startsWith("linux") ? "linux" : system.startsWith("mac") ? "darwin" : "";
        String machinePart =
                switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> "";
                };
        if (systemPart.isEmpty() || machinePart.isEmpty()) {
            throw new PostgresStartFailed("there is no embedded PostgreSQL for " + osName + " on " + osArch
                    + ": name a PostgreSQL server by its URL instead");
        }
        return "postgres-" + systemPart + "-" + machinePart + ".txz";
    }

    private static InputStream open(String resource) {
        InputStream archive = BinaryArchive.class.getResourceAsStream("/" + resource);
        if (archive == null) {
            throw new PostgresStartFailed(
                    "the PostgreSQL binaries for this machine (" + resource
                            + ") are not on the class path: build on this kind of machine, or name a PostgreSQL server by its URL");
        }
        return archive;
    }

    static void unpackAtomically(InputStream archive, Path target) throws IOException {
        Path unfinished = target.resolveSibling(target.getFileName() + ".partial");
        DataFolder.deleteTree(unfinished);
        unpack(archive, unfinished);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        Files.createDirectory(target);
        DataFolder.permit(target, "rwxr-xr-x");
        long totalBytes = 0;
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                totalBytes += entry.getSize();
                if (totalBytes > LARGEST_BYTES) {
                    throw new IOException("the archive holds more than " + LARGEST_BYTES + " bytes");
                }
                unpackEntry(tar, entry, target);
            }
        }
    }

    /** Modes are set, not left to the umask: the binaries are run by another user than the one who unpacks them. */
    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = inside(target, target.resolve(entry.getName()));
        if (entry.isDirectory()) {
            createFolders(target, path);
            return;
        }
        createFolders(target, path.getParent());
        if (entry.isSymbolicLink()) {
            inside(target, path.resolveSibling(entry.getLinkName()));
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        DataFolder.permit(path, (entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x");
    }

    private static void createFolders(Path target, Path folder) throws IOException {
        if (folder.equals(target) || Files.isDirectory(folder)) {
            return;
        }
        createFolders(target, folder.getParent());
        Files.createDirectory(folder);
        DataFolder.permit(folder, "rwxr-xr-x");
    }

    private static Path inside(Path target, Path path) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(target)) {
            throw new IOException("the archive names a path outside of itself: " + path);
        }
        return normal;
    }
}
