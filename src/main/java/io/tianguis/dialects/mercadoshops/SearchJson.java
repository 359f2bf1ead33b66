package io.tianguis.dialects.mercadoshops;

import io.tianguis.dialects.mercadoshops.SearchMenu.Filter;
import io.tianguis.dialects.mercadoshops.SearchMenu.Order;
import io.tianguis.dialects.mercadoshops.SearchMenu.Search;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one envelope of every search (S10). */
record SearchJson<R>(
        long seller_id,
        @Nullable String query,
        Paging paging,
        List<R> results,
        List<Order> orders,
        List<FilterJson> filters,
        List<Order> available_orders,
        List<FilterJson> available_filters) {

    record Paging(long total, long offset, int limit) {}

    record FilterJson(String id, String name, List<ValueJson> values) {}

    record ValueJson(String id, String name, long results) {}

    /**
     * @param total how many match the search, this page or not
     * @param counts how many match by filter and value, each filter's own choice left aside; what is missing is 0
     */
    static <R> SearchJson<R> of(
            ShopId shop,
            SearchMenu menu,
            Search search,
            long total,
            Map<String, Map<String, Long>> counts,
            List<R> results) {
        List<FilterJson> available =
                menu.filters().stream().map(filter -> counted(filter, counts)).toList();
        List<FilterJson> applied = available.stream()
                .filter(filter -> search.filters().containsKey(filter.id()))
                .map(filter -> new FilterJson(
                        filter.id(),
                        filter.name(),
                        filter.values().stream()
                                .filter(value ->
                                        value.id().equals(search.filters().get(filter.id())))
                                .toList()))
                .toList();
        return new SearchJson<>(
                shop.value(),
                search.query().orElse(null),
                new Paging(total, search.offset(), search.limit()),
                results,
                List.of(search.order()),
                applied,
                menu.orders(),
                available);
    }

    /** The same, told to be narrowed by what is no choice among values too, behind what is. */
    SearchJson<R> narrowedBy(List<FilterJson> more) {
        List<FilterJson> all = Stream.concat(filters.stream(), more.stream()).toList();
        return new SearchJson<>(seller_id, query, paging, results, orders, all, available_orders, available_filters);
    }

    private static FilterJson counted(Filter filter, Map<String, Map<String, Long>> counts) {
        Map<String, Long> ofFilter = counts.getOrDefault(filter.id(), Map.of());
        return new FilterJson(
                filter.id(),
                filter.name(),
                filter.values().stream()
                        .map(value -> new ValueJson(value.id(), value.name(), ofFilter.getOrDefault(value.id(), 0L)))
                        .toList());
    }
}
