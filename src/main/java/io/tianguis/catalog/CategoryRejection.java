package io.tianguis.catalog;

/** Why the tree of categories did not change. */
public sealed interface CategoryRejection {

    /** A name has 1 to {@link Category#MAX_NAME_LENGTH} characters, and not only blanks. */
    record InvalidName() implements CategoryRejection {}

    /** The shop has {@link Category#MOST} already. */
    record TooManyCategories() implements CategoryRejection {}

    /** The shop has no such category. */
    record CategoryNotFound(long categoryId) implements CategoryRejection {}

    /** The shop has no such category to be the parent. */
    record ParentNotFound(long parentId) implements CategoryRejection {}

    /** The parent is the category itself, or below it. */
    record BelowItself(long categoryId, long parentId) implements CategoryRejection {}

    /**
     * It would stand deeper than {@link Category#LEVELS}.
     *
     * @param levels how deep the deepest would
     */
    record TooDeep(int levels) implements CategoryRejection {}

    /** Categories stand below it. */
    record HasChildren(long categoryId, int children) implements CategoryRejection {}
}
