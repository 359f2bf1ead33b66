package io.tianguis;

import io.tianguis.catalog.ImageRejection;
import io.tianguis.catalog.NewProduct;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.images.Image;
import io.tianguis.platform.images.ImageFault;
import io.tianguis.platform.images.ImageFolder;
import io.tianguis.shops.Shop;
import picocli.CommandLine.Option;

/** A step that changes a product's own pictures, and prints the picture that it is about. */
abstract class ImageStep extends ShopStep {

    @Option(names = "--product", required = true, paramLabel = "ID", description = "The product's id.")
    private long productId;

    /**
     * A picture as it is printed.
     *
     * @param image what it is called, for {@code --image}
     * @param width of its largest rendition, like the height
     */
    record Printed(long product_id, String image, int width, int height) {}

    abstract Outcome<Image, ImageRejection> step(Backend backend, Shop shop, long productId);

    @Override
    final Object take(Backend backend, Shop shop) {
        return step(backend, shop, productId)
                .fold(image -> new Printed(productId, image.hash(), image.width(), image.height()), rejection -> {
                    throw new CommandRefused(explained(shop, rejection));
                });
    }

    private String explained(Shop shop, ImageRejection rejection) {
        return switch (rejection) {
            case ImageRejection.ProductNotFound _ -> "Shop " + shop.shopId() + " has no product " + productId + ".";
            case ImageRejection.NotFetched(String reason) -> "The picture could not be fetched: " + reason + ".";
            case ImageRejection.NotTaken(ImageFault fault) -> explained(fault);
            case ImageRejection.TooManyImages _ ->
                "Product " + productId + " has " + NewProduct.MAX_IMAGES
                        + " pictures of its own, and can have no more: remove one first.";
            case ImageRejection.ImageNotFound _ -> "Product " + productId + " has no such picture of its own.";
        };
    }

    private static String explained(ImageFault fault) {
        return switch (fault) {
            case TOO_MANY_BYTES ->
                "The picture has more than " + (ImageFolder.MOST_BYTES >> 20) + " MiB: save it smaller.";
            case UNKNOWN_FORMAT -> "Pictures are JPEG or PNG: save it as one of these.";
            case TOO_MANY_PIXELS ->
                "The picture has more than " + ImageFolder.MOST_PIXELS / 1_000_000 + " million pixels, or more than "
                        + ImageFolder.LONGEST_SIDE + " on one side: save it smaller.";
            case UNREADABLE -> "The picture is broken, or for printing (CMYK): save it anew, as a JPEG for screens.";
        };
    }
}
