package io.tianguis.catalog;

import io.tianguis.shops.ShopId;
import java.util.OptionalLong;

/**
 * The paths of the shop's own site: what integrations are told is what the site serves. Titles and names in them are for
 * people and search engines; the id alone names the thing, so that a path outlives a new title.
 */
public final class SitePaths {

    /** What every path of every shop's site begins with. */
    public static final String ROOT = "/tienda";

    private static final int MAX_ID_DIGITS = 18;

    private SitePaths() {}

    /** The shop's home page. */
    public static String home(ShopId shop) {
        return ROOT + "/" + shop.value();
    }

    public static String product(ShopId shop, Product product) {
        return product(shop, product.title(), product.productId());
    }

    public static String product(ShopId shop, String title, long productId) {
        return home(shop) + "/p/" + named(Slug.of(title), productId);
    }

    public static String category(ShopId shop, Category category) {
        return home(shop) + "/c/" + named(category.slug(), category.categoryId());
    }

    /**
     * A picture that the shop holds.
     *
     * @param side of the square into which the rendition fits
     */
    public static String image(ShopId shop, String hash, int side) {
        return home(shop) + "/imagenes/" + hash + "-" + side + ".jpg";
    }

    private static String named(String slug, long id) {
        return slug.isEmpty() ? Long.toString(id) : slug + "-" + id;
    }

    /** The id at the end of a path's last segment, whatever name stands before it; empty when there is none. */
    public static OptionalLong id(String segment) {
        String digits = segment.substring(segment.lastIndexOf('-') + 1);
        return !digits.isEmpty()
                        && digits.length() <= MAX_ID_DIGITS
                        && digits.chars().allMatch(character -> character >= '0' && character <= '9')
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }
}
