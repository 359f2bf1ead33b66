package io.tianguis.storefront;

import io.tianguis.catalog.SitePaths;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.shops.ShopId;
import java.util.function.Function;

/** Finds the shop that a path names. */
final class Visits {

    private final Fronts fronts;
    private final Pages pages;

    Visits(Fronts fronts, Pages pages) {
        this.fronts = fronts;
        this.pages = pages;
    }

    /** Answers for the shop of the path: 404 for one that is not there, or is closed. */
    Response answer(Request request, Function<Visit, Response> operation) {
        String segment = request.pathParameter("shop_id");
        return SitePaths.id(segment).stream()
                .filter(id -> id > 0 && Long.toString(id).equals(segment))
                .mapToObj(ShopId::new)
                .flatMap(shop -> fronts.find(shop).stream())
                .findFirst()
                .map(front -> operation.apply(new Visit(request, front)))
                .orElseGet(pages::shopNotFound);
    }
}
