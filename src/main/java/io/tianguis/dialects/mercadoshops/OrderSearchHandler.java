package io.tianguis.dialects.mercadoshops;

import io.tianguis.dialects.mercadoshops.SearchMenu.Search;
import io.tianguis.kernel.Outcome;
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
        return auth.answer(request, shop -> {
            OrderCounts counts = orders.count(shop.id());
            OrderSearchMenu menu = OrderSearchMenu.of(counts.channelKeys());
            return switch (menu.read(request)) {
                case Outcome.Rejected<Search, Response>(Response refused) -> refused;
                case Outcome.Ok<Search, Response>(Search search) -> found(shop, counts, menu, search);
            };
        });
    }

    private Response found(Shop shop, OrderCounts counts, OrderSearchMenu menu, Search search) {
        Map<String, OrderCriterion> criteria = menu.criteria(search);
        List<Order> page = orders.page(
                shop.id(),
                counts,
                criteria.values(),
                OrderSearchMenu.sorting(search.order()),
                search.offset(),
                search.limit());
        return Response.json(
                200,
                Json.write(SearchJson.of(
                        shop.id(),
                        menu.shown(),
                        search,
                        counts.matching(criteria.values()),
                        menu.facets(counts, criteria),
                        page.stream().map(order -> OrderJson.of(shop, order)).toList())));
    }
}
