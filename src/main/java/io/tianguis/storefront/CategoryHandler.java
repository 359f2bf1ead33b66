package io.tianguis.storefront;

import io.tianguis.catalog.Categories;
import io.tianguis.catalog.Category;
import io.tianguis.catalog.SitePaths;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.stock.Products;
import io.tianguis.stock.StockedProduct;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The page of a category: what is below it, and the products of all of that, newest first. */
final class CategoryHandler {

    private static final int PAGE_SIZE = 24;
    private static final String FROM = "desde";

    /**
     * @param first where the first page is, null on it
     * @param next where older products are, null when there are none
     */
    record CategoryPage(
            Frame frame,
            String name,
            List<Menu.Entry> way,
            List<Menu.Entry> below,
            List<Tile> tiles,
            @Nullable String first,
            @Nullable String next)
            implements Page {}

    private final Visits visits;
    private final Categories categories;
    private final Products products;
    private final Pictures pictures;
    private final Pages pages;

    CategoryHandler(Visits visits, Categories categories, Products products, Pictures pictures, Pages pages) {
        this.visits = visits;
        this.categories = categories;
        this.products = products;
        this.pictures = pictures;
        this.pages = pages;
    }

    /**
     * {@code GET /tienda/{shop_id}/c/{category}}: what {@link Visits#answer} refuses, then 404 for a category that is not
     * there, 301 for one that has another path now.
     */
    Response show(Request request) {
        return visits.answer(
                request,
                visit -> find(visit, request.pathParameter("category"))
                        .map(category -> shown(visit, category))
                        .orElseGet(() -> pages.notice(
                                visit.front(),
                                404,
                                "Esta categoría ya no está",
                                "Busca lo que necesitas por su nombre.")));
    }

    /** One that the menu, which is kept for a minute, does not have yet is there all the same. */
    private Optional<Category> find(Visit visit, String segment) {
        OptionalLong id = SitePaths.id(segment);
        return id.isEmpty()
                ? Optional.empty()
                : visit.front().menu().find(id.getAsLong()).or(() -> categories.find(visit.shopId(), id.getAsLong()));
    }

    private Response shown(Visit visit, Category category) {
        String path = SitePaths.category(visit.shopId(), category);
        if (!path.equals(visit.request().path())) {
            return Pages.movedTo(path);
        }
        OptionalLong from =
                visit.request().queryParameter(FROM).map(SitePaths::id).orElse(OptionalLong.empty());
        Menu menu = visit.front().menu();
        List<StockedProduct> found = products.listOfferedIn(visit.shopId(), menu.branch(category), from, PAGE_SIZE + 1);
        @Nullable
        String next = found.size() > PAGE_SIZE
                ? path + "?" + FROM + "=" + found.getLast().product().productId()
                : null;
        Head head = Head.indexed(
                category.name(), category.name() + " en " + visit.shop().name() + ".", path);
        return pages.show(
                visit,
                "category",
                head,
                frame -> new CategoryPage(
                        frame,
                        category.name(),
                        menu.way(category),
                        menu.below(category.categoryId()),
                        pictures.tiles(
                                visit.front(), found.stream().limit(PAGE_SIZE).toList()),
                        from.isPresent() ? path : null,
                        next));
    }
}
