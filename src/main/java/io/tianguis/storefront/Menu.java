package io.tianguis.storefront;

import io.tianguis.catalog.Category;
import io.tianguis.catalog.SitePaths;
import io.tianguis.shops.ShopId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A shop's categories as pages show them, found by id and by parent. */
final class Menu {

    /** A link to a category's page. */
    record Entry(long categoryId, String name, String path) {}

    /** So many categories are shown side by side at the most; search engines are told of the others too. */
    static final int MOST_SHOWN = 60;

    private final ShopId shop;
    private final Map<Long, Category> categories;
    private final Map<Long, List<Category>> children;
    private final List<Entry> roots;

    /** @param listed each parent's in their order */
    Menu(ShopId shop, List<Category> listed) {
        this.shop = shop;
        this.categories = listed.stream().collect(Collectors.toMap(Category::categoryId, category -> category));
        this.children = new HashMap<>();
        List<Entry> topmost = new ArrayList<>();
        for (Category category : listed) {
            @Nullable Long parent = category.parentId();
            if (parent == null) {
                topmost.add(entry(category));
            } else {
                children.computeIfAbsent(parent, id -> new ArrayList<>()).add(category);
            }
        }
        this.roots = topmost.stream().limit(MOST_SHOWN).toList();
    }

    int size() {
        return categories.size();
    }

    /** The topmost ones, as many as are shown. */
    List<Entry> roots() {
        return roots;
    }

    /** In no order. */
    Collection<Category> all() {
        return categories.values();
    }

    Optional<Category> find(long categoryId) {
        return Optional.ofNullable(categories.get(categoryId));
    }

    /** Those directly below a category, as many as are shown. */
    List<Entry> below(long categoryId) {
        return children.getOrDefault(categoryId, List.of()).stream()
                .limit(MOST_SHOWN)
                .map(this::entry)
                .toList();
    }

    /** A category and all that are below it. */
    List<Long> branch(Category top) {
        List<Long> branch = new ArrayList<>(List.of(top.categoryId()));
        for (int seen = 0; seen < branch.size(); seen++) {
            children.getOrDefault(branch.get(seen), List.of()).forEach(category -> branch.add(category.categoryId()));
        }
        return branch;
    }

    /** The way to a category from its root, itself included. */
    List<Entry> way(Category category) {
        List<Entry> way = new ArrayList<>();
        @Nullable Category step = category;
        while (step != null) {
            way.addFirst(entry(step));
            @Nullable Long parent = step.parentId();
            step = parent == null ? null : categories.get(parent);
        }
        return way;
    }

    private Entry entry(Category category) {
        return new Entry(category.categoryId(), category.name(), SitePaths.category(shop, category));
    }
}
