package io.tianguis.dialects.mercately;

import io.tianguis.catalog.Category;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Categories as this dialect writes them: the roots, each with what is below it. */
final class CategoryJson {

    private static final long NO_PARENT = 0;

    private CategoryJson() {}

    /** The answer to a GET. */
    record Tree(List<Node> categories) {

        static Tree of(List<Category> categories) {
            Map<Long, List<Category>> children = categories.stream()
                    .collect(Collectors.groupingBy(
                            category -> Objects.requireNonNullElse(category.parentId(), NO_PARENT)));
            return new Tree(Node.below(NO_PARENT, children));
        }
    }

    record Node(String web_id, String name, List<Node> subcategories) {

        static List<Node> below(long parent, Map<Long, List<Category>> children) {
            return children.getOrDefault(parent, List.of()).stream()
                    .map(category ->
                            new Node(category.webId(), category.name(), below(category.categoryId(), children)))
                    .toList();
        }
    }
}
