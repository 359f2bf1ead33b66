package io.tianguis.timeline;

import io.tianguis.platform.sql.Database;
import io.tianguis.shops.ShopId;
import io.tianguis.timeline.TimelineSql.Row;
import java.util.List;
import java.util.Optional;

/** The door to what people did and what was done for them. */
public final class Timeline {

    public static final int MAX_ENTRIES = 1_000;

    private final Database database;

    public Timeline(Database database) {
        this.database = database;
    }

    /**
     * Some entries, newest first.
     *
     * @param next where older ones begin; empty when there are none
     */
    public record Page(List<TimelineEntry> entries, Optional<TimelineCursor> next) {}

    /**
     * A page of what is known of a person, newest first, in one round trip: of all rows that were found to be the same
     * person, whichever of them is named. Any page costs what the first does. Nothing for somebody whom the shop does not
     * know.
     *
     * @param after the end of the page before; empty for the newest entries
     * @param limit at most as many, 1 to {@link #MAX_ENTRIES}
     */
    public Page list(ShopId shop, long customerId, Optional<TimelineCursor> after, int limit) {
        if (limit < 1 || limit > MAX_ENTRIES) {
            throw new IllegalArgumentException("cannot list " + limit + " entries");
        }
        List<Row> rows = TimelineSql.page(database, shop, customerId, after.orElse(TimelineCursor.START), limit);
        return new Page(
                rows.stream().map(row -> row.source().entry(row)).toList(),
                rows.size() < limit ? Optional.empty() : Optional.of(cursor(rows.getLast())));
    }

    private static TimelineCursor cursor(Row row) {
        return new TimelineCursor(row.at(), row.source(), row.id());
    }
}
