package io.tianguis.timeline;

import java.time.Instant;

/**
 * The last entry of a page, after which the next one goes on. What happens meanwhile is newer and comes before it, so that
 * following pages neither lose nor repeat an entry.
 *
 * @param at to the microsecond
 * @param id within the source
 */
public record TimelineCursor(Instant at, TimelineSource source, long id) {

    /** Before the newest entry of anybody. */
    static final TimelineCursor START =
            new TimelineCursor(Instant.parse("9999-12-31T23:59:59Z"), TimelineSource.newest(), Long.MAX_VALUE);

    /** The id below which a source's entries of the cursor's own moment come after it. */
    long idIn(TimelineSource other) {
        int order = other.compareTo(source);
        if (order == 0) {
            return id;
        }
        return order < 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
}
