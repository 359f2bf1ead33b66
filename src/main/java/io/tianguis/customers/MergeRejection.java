package io.tianguis.customers;

import java.time.Instant;

/** Why two people were not made one, or one not two again. */
public sealed interface MergeRejection {

    /** The shop has no such customer. */
    record CustomerNotFound(long customerId) implements MergeRejection {}

    /** Both are the same person already. */
    record SamePerson(long personId) implements MergeRejection {}

    /** The customer was merged into another: the person is to be named by their root. */
    record AlreadyMerged(long customerId, long personId) implements MergeRejection {}

    /** Together they would have more rows than a person may. */
    record TooManyRows(int rows, int limit) implements MergeRejection {}

    /** The shop has no such merge. */
    record MergeNotFound(long mergeId) implements MergeRejection {}

    /** The merge was undone before. */
    record AlreadyUndone(long mergeId, Instant undoneAt) implements MergeRejection {}
}
