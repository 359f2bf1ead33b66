package io.tianguis;

import io.tianguis.catalog.ImageRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.images.Image;
import io.tianguis.shops.Shop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tianguis catalog image remove}. */
@Command(name = "remove", description = "Takes a picture from the product's own ones.", mixinStandardHelpOptions = true)
final class RemoveImageStep extends ImageStep {

    @Option(
            names = "--image",
            required = true,
            paramLabel = "IMAGE",
            description = "What `add` printed, 32 digits and letters.")
    private String image = "";

    @Override
    Outcome<Image, ImageRejection> step(Backend backend, Shop shop, long productId) {
        return backend.productImages().remove(shop.id(), productId, image);
    }
}
