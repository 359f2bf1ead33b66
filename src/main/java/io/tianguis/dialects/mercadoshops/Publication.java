package io.tianguis.dialects.mercadoshops;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a question is about. Of a listing that the shop does not have, or no longer, only the id and the currency are known. */
record Publication(
        String id,
        @Nullable String title,
        @Nullable String permalink,
        @Nullable String thumbnail,
        @Nullable Long stock,
        String currency_id,
        @Nullable BigDecimal price) {

    /** The same in the order that the source has in a thread. */
    record OfThread(
            String id,
            String currency_id,
            @Nullable String title,
            @Nullable BigDecimal price,
            @Nullable Long stock,
            @Nullable String thumbnail,
            @Nullable String permalink) {}

    OfThread ofThread() {
        return new OfThread(id, currency_id, title, price, stock, thumbnail, permalink);
    }
}
