package io.tianguis;

import io.tianguis.catalog.ImageRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.images.Image;
import io.tianguis.platform.images.ImageFolder;
import io.tianguis.shops.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tianguis catalog image add}. */
@Command(
        name = "add",
        description = "Adds a picture, JPEG or PNG, behind the product's own ones.",
        mixinStandardHelpOptions = true)
final class AddImageStep extends ImageStep {

    @ArgGroup(multiplicity = "1")
    private From from = new From();

    /** Either of them. */
    private static final class From {

        @Option(names = "--file", paramLabel = "FILE", description = "Where the picture is on this machine.")
        private @Nullable Path file;

        @Option(names = "--url", paramLabel = "URL", description = "Where it is on the Internet; it is fetched once.")
        private String url = "";
    }

    @Override
    Outcome<Image, ImageRejection> step(Backend backend, Shop shop, long productId) {
        return from.file == null
                ? backend.productImages().addFrom(shop.id(), productId, from.url)
                : backend.productImages().add(shop.id(), productId, bytes(from.file));
    }

    /** One byte more than may be, of a file that is longer. */
    private static byte[] bytes(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            return input.readNBytes(ImageFolder.MOST_BYTES + 1);
        } catch (IOException unreadable) {
            throw new CommandRefused("The file " + file + " cannot be read.");
        }
    }
}
