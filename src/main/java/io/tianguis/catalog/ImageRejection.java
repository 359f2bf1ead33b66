package io.tianguis.catalog;

import io.tianguis.platform.images.ImageFault;

/** Why a product's picture is not changed. */
public sealed interface ImageRejection {

    record ProductNotFound() implements ImageRejection {}

    /** @param reason of the source, for whoever named the address */
    record NotFetched(String reason) implements ImageRejection {}

    record NotTaken(ImageFault fault) implements ImageRejection {}

    /** It has {@link NewProduct#MAX_IMAGES} of its own. */
    record TooManyImages() implements ImageRejection {}

    /** The product has no such picture of its own. */
    record ImageNotFound() implements ImageRejection {}
}
