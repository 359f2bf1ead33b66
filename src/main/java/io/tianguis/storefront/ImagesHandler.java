package io.tianguis.storefront;

import io.tianguis.catalog.ProductImages;
import io.tianguis.catalog.SitePaths;
import io.tianguis.platform.http.PlainErrorPages;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.shops.ShopId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves pictures. An address names what it shows, so that browsers keep it for good; the database is not asked. */
final class ImagesHandler {

    private static final Pattern FILE = Pattern.compile("([0-9a-f]{32})-([1-9][0-9]{2,3})\\.jpg");

    private final ProductImages images;

    ImagesHandler(ProductImages images) {
        this.images = images;
    }

    /** {@code GET /tienda/{shop_id}/imagenes/{file}}: 404 for what the shop does not hold, or not in that size. */
    Response show(Request request) {
        Matcher file = FILE.matcher(request.pathParameter("file"));
        if (!file.matches()) {
            return new PlainErrorPages().notFound(request);
        }
        return SitePaths.id(request.pathParameter("shop_id")).stream()
                .filter(id -> id > 0)
                .mapToObj(ShopId::new)
                .flatMap(shop -> images.rendition(shop, file.group(1), Integer.parseInt(file.group(2))).stream())
                .findFirst()
                .map(ImagesHandler::kept)
                .orElseGet(() -> new PlainErrorPages().notFound(request));
    }

    private static Response kept(byte[] jpeg) {
        return new Response(200, "image/jpeg", jpeg, Map.of("Cache-Control", "public, max-age=31536000, immutable"));
    }
}
