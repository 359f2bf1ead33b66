package io.tianguis.inbound;

import java.util.List;

/** Why an entry did not receive, close or reopen. */
public sealed interface ReceivingRejection {

    /** No entry of the shop has this token or id. */
    record EntryNotFound(String tokenOrId) implements ReceivingRejection {}

    /** Another scan of the entry had this key. */
    record KeyTaken(String key) implements ReceivingRejection {}

    /** Nothing is received before the entry is reopened, and it cannot be closed again. */
    record EntryClosed(long entryId) implements ReceivingRejection {}

    /** No variant of the shop has this SKU or EAN. */
    record UnknownCode(Scan.Code code) implements ReceivingRejection {}

    /**
     * Several variants have this EAN, and only a SKU tells which one came.
     *
     * @param skus of some of them
     */
    record AmbiguousEan(String ean, List<String> skus) implements ReceivingRejection {}

    /** Only what is closed can be reopened. */
    record EntryNotClosed(long entryId, EntryStatus status) implements ReceivingRejection {}
}
