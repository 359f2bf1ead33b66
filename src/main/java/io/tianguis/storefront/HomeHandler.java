package io.tianguis.storefront;

import io.tianguis.catalog.SitePaths;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.stock.Products;
import java.util.List;

/** The shop's home page: its categories, and what came last. */
final class HomeHandler {

    private static final int NEWEST = 12;

    /** So many categories are shown of each root. */
    private static final int BELOW = 4;

    /** So many pictures stand beside the shop's name. */
    private static final int WINDOW = 3;

    /** @param count of the products that the shop offers, in words */
    record HomePage(Frame frame, String count, List<Tile> newest, List<Department> departments) implements Page {

        /**
         * Products with a picture, for the place beside the shop's name; nothing when there are too few. The last of the page's
         * own, since the first ones come right below.
         */
        List<Face> window() {
            List<Face> seen = newest.reversed().stream()
                    .map(Tile::face)
                    .filter(face -> face.picture() != null)
                    .limit(WINDOW)
                    .toList();
            return seen.size() < WINDOW ? List.of() : seen;
        }
    }

    /** A root category with some of those below it. */
    record Department(Menu.Entry entry, List<Menu.Entry> below) {}

    private final Visits visits;
    private final Products products;
    private final Pictures pictures;
    private final Pages pages;

    HomeHandler(Visits visits, Products products, Pictures pictures, Pages pages) {
        this.visits = visits;
        this.products = products;
        this.pictures = pictures;
        this.pages = pages;
    }

    /** {@code GET /tienda/{shop_id}}: what {@link Visits#answer} refuses. */
    Response show(Request request) {
        return visits.answer(request, visit -> {
            Products.Page newest = products.newest(visit.shopId(), NEWEST);
            String description = "Productos de " + visit.shop().name() + ": catálogo, precios y existencias al día.";
            Head head = Head.indexed("", description, SitePaths.home(visit.shopId()));
            return pages.show(
                    visit,
                    "home",
                    head,
                    frame -> new HomePage(
                            frame,
                            Texts.products(
                                    newest.total(), visit.front().prices().locale()),
                            pictures.tiles(visit.front(), newest.products()),
                            departments(visit.front().menu())));
        });
    }

    private static List<Department> departments(Menu menu) {
        return menu.roots().stream()
                .map(root -> new Department(
                        root,
                        menu.below(root.categoryId()).stream().limit(BELOW).toList()))
                .toList();
    }
}
