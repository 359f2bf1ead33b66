package io.tianguis.stock;

/** Why an item was not deleted. */
public sealed interface DeletionRejection {

    /** The shop never had such a variant. */
    record ItemNotFound() implements DeletionRejection {}

    /** It is deleted already. */
    record AlreadyDeleted() implements DeletionRejection {}

    /** Open orders hold units of it. */
    record UnitsReserved(long units) implements DeletionRejection {}
}
