package io.tianguis.dialects.mercadoshops;

import io.tianguis.catalog.Categories;
import io.tianguis.catalog.Categories.Tree;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.Shop;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The shop's categories (S12). Anybody may read them. */
final class CategoriesHandler {

    /** The largest tree that a shop can have is written in less than two megabytes. */
    private static final int MOST_KEPT = 16;

    /** A tree as it was written; its moments depend on the shop's time zone too. */
    private record Written(long version, ZoneId zone, byte[] bytes) {}

    private final MercadoShopsAuth auth;
    private final Categories categories;
    private final Links links;

    /** The trees that were asked for last: to write 2,000 categories takes longer than all else that the question does. */
    private final SequencedMap<Long, Written> kept = new LinkedHashMap<>(MOST_KEPT, 0.75f, true);

    CategoriesHandler(MercadoShopsAuth auth, Categories categories, Links links) {
        this.auth = auth;
        this.categories = categories;
        this.links = links;
    }

    /** {@code GET /v1/shops/{shop_id}/categories}: what {@link MercadoShopsAuth#answerPublicly} refuses, else the roots. */
    Response roots(Request request) {
        return auth.answerPublicly(
                request,
                reader -> Response.json(
                        200,
                        Json.write(categories.roots(reader.shop().id()).stream()
                                .map(category -> CategoryJson.of(reader.shop(), category, links))
                                .toList())));
    }

    /** {@code GET /v1/shops/{shop_id}/categories/tree}: what {@link MercadoShopsAuth#answerPublicly} refuses, else all. */
    Response tree(Request request) {
        return auth.answerPublicly(request, reader -> Response.json(200, written(reader.shop())));
    }

    private byte[] written(Shop shop) {
        @Nullable Written known = known(shop);
        Optional<Tree> changed =
                categories.treeUnless(shop.id(), known == null ? Categories.NO_VERSION : known.version());
        if (changed.isEmpty() && known != null) {
            return known.bytes();
        }
        Tree tree = changed.orElseThrow();
        byte[] bytes = Json.write(CategoryJson.tree(shop, tree.categories(), links));
        keep(shop, new Written(tree.version(), shop.zone(), bytes));
        return bytes;
    }

    private synchronized @Nullable Written known(Shop shop) {
        @Nullable Written written = kept.get(shop.shopId());
        return written != null && written.zone().equals(shop.zone()) ? written : null;
    }

    private synchronized void keep(Shop shop, Written written) {
        kept.put(shop.shopId(), written);
        if (kept.size() > MOST_KEPT) {
            kept.pollFirstEntry();
        }
    }

    /**
     * {@code GET /v1/shops/{shop_id}/categories/{category_id}}: what {@link MercadoShopsAuth#answerPublicly} refuses, then
     * 400 for an id that is no number, 404 for a category that is not there.
     */
    Response show(Request request) {
        return auth.answerPublicly(request, reader -> {
            Optional<Long> id = MercadoShopsIds.number(request.pathParameter("category_id"));
            if (id.isEmpty()) {
                return MercadoShopsErrors.categoryIdNotNumeric();
            }
            return categories
                    .find(reader.shop().id(), id.get())
                    .map(category -> Response.json(200, Json.write(CategoryJson.of(reader.shop(), category, links))))
                    .orElseGet(MercadoShopsErrors::categoryNotFound);
        });
    }
}
