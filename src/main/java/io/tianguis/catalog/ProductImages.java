package io.tianguis.catalog;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.images.Image;
import io.tianguis.platform.images.ImageFault;
import io.tianguis.platform.images.ImageFolder;
import io.tianguis.platform.images.RenderedImage;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Optional;

/**
 * The door to the pictures that a shop holds itself, beside the addresses of pictures elsewhere that its programs may name
 * ({@link Product#imageUrls()}). The row names a picture by its content, so a picture is kept before it is named: what a
 * crash leaves in between is a file that nobody asks for, until {@link ImageCleaning} finds it.
 */
public final class ProductImages {

    private final Database database;
    private final Clock clock;
    private final ImageFolder folder;
    private final ImageSource source;

    public ProductImages(Database database, Clock clock, ImageFolder folder, ImageSource source) {
        this.database = database;
        this.clock = clock;
        this.folder = folder;
        this.source = source;
    }

    /**
     * Adds a picture behind the product's own ones; one that it has already stays where it is. Rejections in the order of the
     * checks: {@code ProductNotFound}, {@code NotTaken}, {@code TooManyImages}.
     *
     * <p>Locks the product's row, then keeps the shop's pictures from being thrown away.
     */
    public Outcome<Image, ImageRejection> add(ShopId shop, long productId, byte[] bytes) {
        if (ProductImagesSql.find(database, shop, productId).isEmpty()) {
            return Outcome.rejected(new ImageRejection.ProductNotFound());
        }
        return switch (RenderedImage.of(bytes)) {
            case Outcome.Rejected<RenderedImage, ImageFault>(ImageFault fault) ->
                Outcome.rejected(new ImageRejection.NotTaken(fault));
            case Outcome.Ok<RenderedImage, ImageFault>(RenderedImage rendered) ->
                database.transaction(tx -> append(tx, shop, productId, rendered));
        };
    }

    private Outcome<Image, ImageRejection> append(Tx tx, ShopId shop, long productId, RenderedImage rendered) {
        Optional<List<String>> images = ProductImagesSql.lock(tx, shop, productId);
        if (images.isEmpty()) {
            return Outcome.rejected(new ImageRejection.ProductNotFound());
        }
        boolean known = images.get().contains(rendered.image().toString());
        if (!known && images.get().size() >= NewProduct.MAX_IMAGES) {
            return Outcome.rejected(new ImageRejection.TooManyImages());
        }
        ImageCleaningSql.holdForNaming(tx, shop);
        folder.keep(shop.value(), rendered, clock.now());
        if (!known) {
            ProductImagesSql.append(tx, shop, productId, rendered.image(), clock.now());
        }
        return Outcome.ok(rendered.image());
    }

    /**
     * Fetches a picture and adds it. Rejections in the order of the checks: {@code ProductNotFound}, {@code NotFetched}, then
     * as {@link #add}.
     */
    public Outcome<Image, ImageRejection> addFrom(ShopId shop, long productId, String address) {
        if (ProductImagesSql.find(database, shop, productId).isEmpty()) {
            return Outcome.rejected(new ImageRejection.ProductNotFound());
        }
        return switch (source.fetch(address)) {
            case Outcome.Rejected<byte[], String>(String reason) ->
                Outcome.rejected(new ImageRejection.NotFetched(reason));
            case Outcome.Ok<byte[], String>(byte[] bytes) -> add(shop, productId, bytes);
        };
    }

    /**
     * Takes a picture from the product's own ones. Its files stay for a day, for whoever has their address. Rejections in the
     * order of the checks: {@code ProductNotFound}, {@code ImageNotFound}.
     *
     * @return the picture that it was
     */
    public Outcome<Image, ImageRejection> remove(ShopId shop, long productId, String hash) {
        return database.transaction(tx -> {
            Optional<List<String>> images = ProductImagesSql.lock(tx, shop, productId);
            if (images.isEmpty()) {
                return Outcome.rejected(new ImageRejection.ProductNotFound());
            }
            Optional<Image> image = images.get().stream()
                    .map(Image::parse)
                    .filter(own -> own.hash().equals(hash))
                    .findAny();
            if (image.isEmpty()) {
                return Outcome.rejected(new ImageRejection.ImageNotFound());
            }
            ProductImagesSql.remove(tx, shop, productId, image.get(), clock.now());
            folder.release(shop.value(), image.get(), clock.now());
            return Outcome.ok(image.get());
        });
    }

    /**
     * The JPEG of a picture that the shop holds, own or copied, as {@link ImageFolder#find}; it never changes. The database is
     * not asked.
     */
    public Optional<byte[]> rendition(ShopId shop, String hash, int side) {
        return folder.find(shop.value(), hash, side);
    }
}
