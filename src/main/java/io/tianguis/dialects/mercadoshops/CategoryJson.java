package io.tianguis.dialects.mercadoshops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tianguis.catalog.Category;
import io.tianguis.kernel.Moments;
import io.tianguis.shops.Shop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A category as this dialect writes it (S12).
 *
 * @param parent_id absent of a root
 * @param children absent outside the tree; within it, of a category that has none and is no root
 */
record CategoryJson(
        long id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long parent_id,
        long shop_id,
        int position,
        String name,
        boolean default_category,
        String permalink,
        String date_created,
        String last_updated,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<CategoryJson> children) {

    static CategoryJson of(Shop shop, Category category, Links links) {
        return of(shop, category, links, null);
    }

    /** The roots, each with what is below it. */
    static List<CategoryJson> tree(Shop shop, List<Category> categories, Links links) {
        Map<Long, List<Category>> children = categories.stream()
                .filter(category -> category.parentId() != null)
                .collect(Collectors.groupingBy(Category::parentId, HashMap::new, Collectors.toList()));
        return categories.stream()
                .filter(category -> category.parentId() == null)
                .map(root -> of(shop, root, links, below(shop, root, children, links)))
                .toList();
    }

    private static List<CategoryJson> below(
            Shop shop, Category parent, Map<Long, List<Category>> children, Links links) {
        return children.getOrDefault(parent.categoryId(), List.of()).stream()
                .map(child -> {
                    List<CategoryJson> further = below(shop, child, children, links);
                    return of(shop, child, links, further.isEmpty() ? null : further);
                })
                .toList();
    }

    private static CategoryJson of(Shop shop, Category category, Links links, @Nullable List<CategoryJson> children) {
        return new CategoryJson(
                category.categoryId(),
                category.parentId(),
                shop.shopId(),
                category.position(),
                category.name(),
                category.isDefault(),
                links.category(shop, category),
                Moments.local(category.createdAt(), shop.zone()),
                Moments.local(category.updatedAt(), shop.zone()),
                children);
    }
}
