package io.tianguis.questions;

import io.tianguis.platform.sql.RankedList;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is counted by channel and state, and is found by the second in which it happened: a {@link RankedList} for each
 * channel and each state. Its ids are seconds, so that a block is of 17 minutes.
 *
 * @param prefix what the names of its lists begin with
 * @param summed whether there are lists of any channel and of any state too
 */
record CountedList(String prefix, boolean summed) {

    static final CountedList QUESTION = new CountedList("question", true);
    static final CountedList THREAD = new CountedList("thread", true);

    /** What follows the id of words in the names of the lists of the questions that have them, and of the threads. */
    static final String QUESTIONS = "";

    static final String THREADS = ":thread";

    static final RankedList LISTS = new RankedList("question_list");

    private static final String ANY = "*";

    /** One row that joins or leaves a list. */
    record Move(String list, long second, long delta) {}

    /** What changes in the lists; what leaves and comes back changes nothing. */
    static final class Moves {

        private record Place(String list, long second) {}

        private final Map<Place, Long> deltas = new LinkedHashMap<>();

        /** @param rows how many join, or with a minus leave */
        Moves add(CountedList kind, Channel channel, QuestionState state, Instant at, long rows) {
            kind.holding(channel, state)
                    .forEach(list -> deltas.merge(new Place(list, at.getEpochSecond()), rows, Long::sum));
            return this;
        }

        List<Move> list() {
            return deltas.entrySet().stream()
                    .filter(entry -> entry.getValue() != 0)
                    .map(entry -> new Move(entry.getKey().list(), entry.getKey().second(), entry.getValue()))
                    .toList();
        }
    }

    /** The questions that have some words which are counted. */
    static CountedList ofWords(long wordsId) {
        return new CountedList("words:" + wordsId + QUESTIONS, false);
    }

    /** The threads that have such a question. */
    static CountedList ofThreads(long wordsId) {
        return new CountedList("words:" + wordsId + THREADS, false);
    }

    /** All questions of these threads that wait for their answers. */
    static CountedList ofWaiting(long wordsId) {
        return new CountedList("words:" + wordsId + ":waiting", false);
    }

    String name(Optional<Channel> channel, Optional<QuestionState> state) {
        return (prefix + ":" + channel.map(Enum::name).orElse(ANY) + ":"
                        + state.map(Enum::name).orElse(ANY))
                .toLowerCase(Locale.ROOT);
    }

    /** The lists of one channel and one state, with both. */
    Map<String, Counts.Cell> cells() {
        Map<String, Counts.Cell> cells = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            for (QuestionState state : QuestionState.values()) {
                cells.put(name(Optional.of(channel), Optional.of(state)), new Counts.Cell(channel, state, 0));
            }
        }
        return cells;
    }

    private List<String> holding(Channel channel, QuestionState state) {
        String cell = name(Optional.of(channel), Optional.of(state));
        return summed
                ? List.of(
                        cell,
                        name(Optional.of(channel), Optional.empty()),
                        name(Optional.empty(), Optional.of(state)),
                        name(Optional.empty(), Optional.empty()))
                : List.of(cell);
    }
}
