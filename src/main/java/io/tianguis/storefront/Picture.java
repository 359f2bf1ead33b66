package io.tianguis.storefront;

import io.tianguis.catalog.SitePaths;
import io.tianguis.platform.images.Image;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A picture on a page, with its size, so that nothing moves when it comes.
 *
 * @param src the path of its largest rendition
 * @param srcset the paths of the renditions that a page may need, each with its width
 */
record Picture(String src, String srcset, int width, int height) {

    static Picture of(ShopId shop, Image image) {
        List<Integer> sides = image.sides();
        return new Picture(
                SitePaths.image(shop, image.hash(), sides.getLast()),
                sides.stream()
                        // The smallest is smaller than any place on a page, unless there is no other.
                        .skip(sides.size() > 1 ? 1 : 0)
                        .map(side -> SitePaths.image(shop, image.hash(), side) + " " + image.widthAt(side) + "w")
                        .collect(Collectors.joining(", ")),
                image.width(),
                image.height());
    }
}
