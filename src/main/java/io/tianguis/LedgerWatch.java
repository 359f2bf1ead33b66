package io.tianguis;

import io.tianguis.kernel.Clock;
import io.tianguis.stock.CheckedLevel;
import io.tianguis.stock.LedgerCheck;
import io.tianguis.stock.LedgerCheck.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks over the ledger of all shops again and again, a few levels at a time, and keeps count of those that differ from
 * what they must equal. A look takes as many levels as a tenth of a second allows, and is followed by a pause of fifty
 * times what it took and of five seconds at least: a fiftieth of one connection, however large the ledger. For one thread.
 */
final class LedgerWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);
    private static final int MOST_LEVELS = 2_000;
    private static final Duration LONG = Duration.ofMillis(100);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(5);
    private static final int PAUSE_FACTOR = 50;

    private final LedgerCheck check;
    private final Clock clock;

    private Position position = Position.START;
    private int levels = 128;
    private Instant next = Instant.MIN;
    private long lastRound;
    private long thisRound;
    private volatile long differences;

    LedgerWatch(LedgerCheck check, Clock clock) {
        this.check = check;
        this.clock = clock;
    }

    /** How many levels differed in the last whole round, or how many do in this one if there are more already. */
    long differences() {
        return differences;
    }

    /** Takes the next look if the pause is over. One that fails is taken again after a long pause, at fewer levels. */
    void look() {
        Instant begin = clock.now();
        if (begin.isBefore(next)) {
            return;
        }
        int asked = levels;
        levels = Math.max(1, asked / 2);
        next = begin.plus(PAUSE_AFTER_FAILURE);
        List<CheckedLevel> seen = check.next(position, asked);
        Duration took = Duration.between(begin, clock.now());
        if (took.compareTo(LONG) < 0) {
            levels = Math.min(MOST_LEVELS, 2 * asked);
        }
        Duration pause = took.multipliedBy(PAUSE_FACTOR);
        next = begin.plus(pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE);
        count(seen);
        advance(seen, seen.size() < asked);
    }

    private void count(List<CheckedLevel> seen) {
        List<CheckedLevel> differing =
                seen.stream().filter(level -> !level.isSound()).toList();
        if (!differing.isEmpty()) {
            thisRound += differing.size();
            LOG.warn(
                    "the ledger does not add up at {} of {} levels, first at {}",
                    differing.size(),
                    seen.size(),
                    differing.getFirst());
        }
    }

    private void advance(List<CheckedLevel> seen, boolean roundIsOver) {
        if (roundIsOver) {
            lastRound = thisRound;
            thisRound = 0;
            position = Position.START;
        } else {
            position = new Position(seen.getLast().shopId(), seen.getLast().variantId());
        }
        differences = Math.max(lastRound, thisRound);
    }
}
