package io.tianguis.dialects.mercadoshops;

import io.tianguis.dialects.mercadoshops.SearchMenu.Search;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CountedOrders;
import io.tianguis.orders.Order;
import io.tianguis.orders.OrderCounts;
import io.tianguis.orders.OrderCriterion;
import io.tianguis.orders.OrderSearch;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.Shop;
import java.util.List;
import java.util.Map;

/** Searches among orders of every sales channel (S10, S16). */
final class OrderSearchHandler {

    private final MercadoShopsAuth auth;
    private final OrderSearch orders;

    OrderSearchHandler(MercadoShopsAuth auth, OrderSearch orders) {
        this.auth = auth;
        this.orders = orders;
    }

    /**
     * {@code GET /v1/shops/{shop_id}/orders/search}, also with {@code SEARCH}: 403 without the shop's token, 400 for what
     * {@link SearchMenu#read} refuses.
     */
    Response search(Request request) {
        return auth.answer(
                request,
                shop -> orders.search(shop.id(), counted -> found(request, counted))
                        .fold(found -> answer(shop, found), refused -> refused));
    }

    /** What is found is written down when others have the turn. */
    private record Found(
            OrderSearchMenu menu,
            Search search,
            Map<String, OrderCriterion> criteria,
            OrderCounts counts,
            List<Order> page) {}

    private static Outcome<Found, Response> found(Request request, CountedOrders counted) {
        OrderSearchMenu menu = OrderSearchMenu.of(counted.counts().channelKeys());
        return switch (menu.read(request)) {
            case Outcome.Rejected<Search, Response>(Response refused) -> Outcome.rejected(refused);
            case Outcome.Ok<Search, Response>(Search search) -> Outcome.ok(found(menu, search, counted));
        };
    }

    private static Found found(OrderSearchMenu menu, Search search, CountedOrders counted) {
        Map<String, OrderCriterion> criteria = menu.criteria(search);
        List<Order> page = counted.page(
                criteria.values(), OrderSearchMenu.sorting(search.order()), search.offset(), search.limit());
        return new Found(menu, search, criteria, counted.counts(), page);
    }

    private static Response answer(Shop shop, Found found) {
        return Response.json(
                200,
                Json.write(SearchJson.of(
                        shop.id(),
                        found.menu().shown(),
                        found.search(),
                        found.counts().matching(found.criteria().values()),
                        found.menu().facets(found.counts(), found.criteria()),
                        found.page().stream()
                                .map(order -> OrderJson.of(shop, order))
                                .toList())));
    }
}
