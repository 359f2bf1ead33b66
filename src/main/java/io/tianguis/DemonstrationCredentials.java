package io.tianguis;

import io.tianguis.catalog.SitePaths;
import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.shops.ShopCreated;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The demonstration shop's credentials, kept in a file of the data folder that only its owner may read and that a shell can
 * source. The database has their hashes only; they are worth nothing outside the demonstration.
 */
record DemonstrationCredentials(Path file, List<String> lines) {

    /** Keeps the credentials of a shop that has just been created. */
    static void write(Path file, ShopCreated created) {
        String content = """
                # The credentials of the demonstration shop, for the README's commands:  . %s
                SHOP_ID=%d
                MARKETFUL_AUTHORIZATION=%s
                MARKETFUL_USER=%s
                MERCATELY_API_KEY=%s
                MERCADOSHOPS_CLIENT_ID=%d
                MERCADOSHOPS_CLIENT_SECRET=%s
                BACKOFFICE_EMAIL=%s
                BACKOFFICE_PASSWORD=%s
                """.formatted(
                        file,
                        created.shop().shopId(),
                        DemonstrationShop.TOKEN,
                        DemonstrationShop.USER,
                        created.apiKey(),
                        created.clientId(),
                        created.clientSecret(),
                        created.staffEmail(),
                        created.staffPassword());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, content);
        } catch (IOException fault) {
            throw new UncheckedIOException("cannot write " + file, fault);
        }
    }

    /** What an earlier start kept; nothing when the demonstration shop was created from elsewhere, or never. */
    static DemonstrationCredentials read(Path file) {
        try {
            List<String> lines = Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .toList()
                    : List.of();
            return new DemonstrationCredentials(file, lines);
        } catch (IOException fault) {
            throw new UncheckedIOException("cannot read " + file, fault);
        }
    }

    void print(PrintStream out, String url) {
        if (lines.isEmpty()) {
            return;
        }
        out.println("  storefront  " + url + SitePaths.home(DemonstrationShop.ID));
        out.println("  demonstration shop (source them with `. " + file + "`):");
        lines.forEach(line -> out.println("    " + line));
    }
}
