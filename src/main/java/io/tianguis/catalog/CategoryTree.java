package io.tianguis.catalog;

import io.tianguis.kernel.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A shop's whole tree, with the rules on its shape. */
record CategoryTree(List<Category> categories) {

    /** Where a category is to stand. */
    record Place(long categoryId, @Nullable Long parentId, int level, int position) {}

    CategoryTree {
        categories = List.copyOf(categories);
    }

    Optional<Category> find(long categoryId) {
        return categories.stream()
                .filter(category -> category.categoryId() == categoryId)
                .findAny();
    }

    /** Those of a parent in their order; null for the roots. */
    List<Category> children(@Nullable Long parentId) {
        return categories.stream()
                .filter(category -> Objects.equals(category.parentId(), parentId))
                .toList();
    }

    /** Where one more category under a parent stands. Rejections: {@code ParentNotFound}, {@code TooDeep}. */
    Outcome<Integer, CategoryRejection> levelBelow(@Nullable Long parentId) {
        if (parentId == null) {
            return Outcome.ok(1);
        }
        Optional<Category> parent = find(parentId);
        if (parent.isEmpty()) {
            return Outcome.rejected(new CategoryRejection.ParentNotFound(parentId));
        }
        int level = parent.get().level() + 1;
        return level > Category.LEVELS ? Outcome.rejected(new CategoryRejection.TooDeep(level)) : Outcome.ok(level);
    }

    /**
     * The places that change when a category moves with all that is below it. Rejections in the order of the checks:
     * {@code ParentNotFound}, {@code BelowItself}, {@code TooDeep}.
     *
     * @param position from 1; beyond the end, or empty, is the end
     */
    Outcome<List<Place>, CategoryRejection> move(Category moved, @Nullable Long parentId, OptionalInt position) {
        if (position.orElse(1) < 1) {
            throw new IllegalArgumentException("positions begin at 1: " + position.getAsInt());
        }
        if (parentId != null && find(parentId).isEmpty()) {
            return Outcome.rejected(new CategoryRejection.ParentNotFound(parentId));
        }
        List<Category> branch = branch(moved);
        if (branch.stream().anyMatch(category -> Objects.equals(category.categoryId(), parentId))) {
            return Outcome.rejected(
                    new CategoryRejection.BelowItself(moved.categoryId(), Objects.requireNonNull(parentId)));
        }
        int level = parentId == null ? 1 : find(parentId).orElseThrow().level() + 1;
        int down = level - moved.level();
        int deepest = branch.stream().mapToInt(Category::level).max().orElseThrow() + down;
        if (deepest > Category.LEVELS) {
            return Outcome.rejected(new CategoryRejection.TooDeep(deepest));
        }
        List<Category> siblings = new ArrayList<>(children(parentId));
        siblings.remove(moved);
        siblings.add(Math.min(position.orElse(Integer.MAX_VALUE) - 1, siblings.size()), moved);
        List<Place> places = new ArrayList<>();
        for (Category category : siblings) {
            places.add(new Place(category.categoryId(), parentId, level, places.size() + 1));
        }
        branch.stream()
                .filter(category -> !category.equals(moved))
                .map(category -> new Place(
                        category.categoryId(), category.parentId(), category.level() + down, category.position()))
                .forEach(places::add);
        return Outcome.ok(places);
    }

    /** A category and all that is below it. */
    private List<Category> branch(Category top) {
        List<Category> branch = new ArrayList<>(List.of(top));
        for (int seen = 0; seen < branch.size(); seen++) {
            branch.addAll(children(branch.get(seen).categoryId()));
        }
        return branch;
    }
}
