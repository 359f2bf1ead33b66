package io.tianguis.inbound;

import java.util.List;

/** Why an entry was not announced. */
public sealed interface AnnouncementRejection {

    /**
     * Lines whose SKU the shop does not have, or whose units are not from 0 to {@link NewEntry#MAX_UNITS}.
     *
     * @param skus theirs, in the order of the lines
     */
    record InvalidLines(List<String> skus) implements AnnouncementRejection {}
}
