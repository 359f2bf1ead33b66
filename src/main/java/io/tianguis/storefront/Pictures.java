package io.tianguis.storefront;

import io.tianguis.catalog.ImageCopies;
import io.tianguis.platform.images.Image;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.Stock;
import io.tianguis.stock.StockedProduct;
import io.tianguis.stock.StockedVariant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The pictures that pages show: the product's own ones, then the shop's copies of those that its programs named. Of what there
 * is no copy yet, nothing is shown; no page makes a browser ask elsewhere.
 */
final class Pictures {

    private static final int MOST_OF_A_PRODUCT = 9;

    private final ImageCopies copies;

    Pictures(ImageCopies copies) {
        this.copies = copies;
    }

    /** Products among others, each with its first picture if there is one, all looked up together. */
    List<Tile> tiles(Front front, List<StockedProduct> products) {
        ShopId shop = front.shop().id();
        Map<String, Image> found = copies.of(
                shop,
                products.stream()
                        .filter(product -> product.product().ownImages().isEmpty())
                        .flatMap(product -> product.pictures().stream().limit(1))
                        .toList());
        return products.stream()
                .map(product -> Tile.of(
                        front,
                        product,
                        shown(product, product.pictures().stream().limit(1), found)
                                .findFirst()
                                .map(image -> Picture.of(shop, image))))
                .toList();
    }

    /**
     * What can be seen of one product, each picture once: first the chosen variant's, then the product's, then those of the
     * other variants.
     *
     * @param chosen the id of a variant, or of none
     */
    List<Picture> gallery(ShopId shop, StockedProduct product, long chosen) {
        List<String> first = addresses(product.variants().stream().filter(variant -> variant.variantId() == chosen));
        List<String> addresses = Stream.concat(
                        product.pictures().stream(), addresses(product.variants().stream()).stream())
                .distinct()
                .toList();
        Map<String, Image> found = copies.of(shop, addresses);
        return Stream.concat(
                        first.stream().map(found::get).filter(Objects::nonNull),
                        shown(product, addresses.stream(), found))
                .distinct()
                .limit(MOST_OF_A_PRODUCT)
                .map(image -> Picture.of(shop, image))
                .toList();
    }

    /** What each of some variants is seen by: its own picture, else its product's first one; all looked up together. */
    List<Face> faces(ShopId shop, List<Stock.Offered> offered) {
        Map<String, Image> found = copies.of(
                shop, offered.stream().flatMap(Pictures::addresses).distinct().toList());
        return offered.stream()
                .map(each -> Face.of(
                        each.product(),
                        Stream.of(
                                        Stream.ofNullable(each.variant().imageUrl())
                                                .map(found::get),
                                        each.product().images().stream(),
                                        addresses(each).map(found::get))
                                .flatMap(images -> images)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .map(image -> Picture.of(shop, image))))
                .toList();
    }

    private static Stream<String> addresses(Stock.Offered offered) {
        return Stream.concat(
                Stream.ofNullable(offered.variant().imageUrl()),
                offered.product().imageUrls().stream().limit(1));
    }

    private static Stream<Image> shown(StockedProduct product, Stream<String> addresses, Map<String, Image> found) {
        return Stream.concat(
                product.product().images().stream(), addresses.map(found::get).filter(Objects::nonNull));
    }

    private static List<String> addresses(Stream<StockedVariant> variants) {
        return variants.map(StockedVariant::imageUrl).filter(Objects::nonNull).toList();
    }
}
