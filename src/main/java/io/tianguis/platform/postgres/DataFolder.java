package io.tianguis.platform.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The layout of a data folder. Only {@link #cluster} belongs to the user that PostgreSQL runs as; everything else is
 * the program's, so that a server gone astray cannot plant links for a program that runs as root.
 *
 * @param root real and absolute, because processes are recognized by the path of their executable
 */
record DataFolder(Path root) {

    private static final String BINARIES_PREFIX = "postgres-binaries-";
    private static final int PASSWORD_BYTES = 24;

    /** A folder made as root lets every user pass through, but not look around: PostgreSQL does not run as root. */
    static DataFolder create(Path folder) throws IOException {
        boolean isNew = Files.notExists(folder);
        Files.createDirectories(folder);
        if (isNew) {
            permit(folder, isRoot() ? "rwx--x--x" : "rwx------");
        }
        return new DataFolder(folder.toRealPath());
    }

    static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    Path lockFile() {
        return root.resolve("tianguis.lock");
    }

    Path cluster() {
        return root.resolve("cluster");
    }

    Path unfinishedCluster() {
        return root.resolve("cluster.partial");
    }

    Path binaries(String version) {
        return root.resolve(BINARIES_PREFIX + version);
    }

    Path configurationFile() {
        return root.resolve("postgres.conf");
    }

    Path accessFile() {
        return root.resolve("postgres.hba.conf");
    }

    Path passwordFile() {
        return root.resolve("postgres.password");
    }

    Path portFile() {
        return root.resolve("postgres.port");
    }

    Path logFile() {
        return root.resolve("postgres.log");
    }

    /** True for a process that runs one of the binaries unpacked here, of whatever version. */
    boolean runsFromHere(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command ->
                        command.startsWith(root.resolve(BINARIES_PREFIX).toString()))
                .isPresent();
    }

    void deleteOtherBinaries(String version) throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.startsWith(BINARIES_PREFIX) && !name.equals(BINARIES_PREFIX + version)) {
                    deleteTree(entry);
                }
            }
        }
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    String createPassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        write(passwordFile(), password + "\n", "rw-------");
        return password;
    }

    OptionalInt lastPort() throws IOException {
        if (Files.notExists(portFile())) {
            return OptionalInt.empty();
        }
        String port = Files.readString(portFile()).strip();
        return port.matches("[0-9]{1,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty();
    }

    void rememberPort(int port) throws IOException {
        write(portFile(), port + "\n", "rw-r--r--");
    }

    /** Replaces the file whole, so that no reader and no crash meets a half of it. */
    static void write(Path file, String content, String permissions) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, content);
        permit(fresh, permissions);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    static void deleteTree(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path :
                    paths.sorted((a, b) -> b.getNameCount() - a.getNameCount()).toList()) {
                Files.delete(path);
            }
        }
    }
}
