package io.tianguis.questions;

import io.tianguis.platform.sql.RankedList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is counted by channel and state, and is found by the second in which it happened: a {@link RankedList} for each
 * channel, or any, and each state, or any. Its ids are seconds, so that a block is of 17 minutes.
 *
 * @param prefix what the names of its lists begin with
 */
record CountedList(String prefix) {

    static final CountedList QUESTION = new CountedList("question");
    static final CountedList THREAD = new CountedList("thread");

    static final RankedList LISTS = new RankedList("question_list");

    private static final String ANY = "*";

    /** One row that joins or leaves a list. */
    record Move(String list, long second, long delta) {}

    /** What changes in the lists; what leaves and comes back changes nothing. */
    static final class Moves {

        private record Place(String list, long second) {}

        private final Map<Place, Long> deltas = new LinkedHashMap<>();

        Moves leave(List<CountedList> kinds, Channel channel, QuestionState state, Instant at) {
            kinds.forEach(kind -> kind.holding(channel, state).forEach(list -> add(list, at, -1)));
            return this;
        }

        Moves join(List<CountedList> kinds, Channel channel, QuestionState state, Instant at) {
            kinds.forEach(kind -> kind.holding(channel, state).forEach(list -> add(list, at, 1)));
            return this;
        }

        List<Move> list() {
            return deltas.entrySet().stream()
                    .filter(entry -> entry.getValue() != 0)
                    .map(entry -> new Move(entry.getKey().list(), entry.getKey().second(), entry.getValue()))
                    .toList();
        }

        private void add(String list, Instant at, long delta) {
            deltas.merge(new Place(list, at.getEpochSecond()), delta, Long::sum);
        }
    }

    /** The questions that have some words which are counted. */
    static CountedList ofWords(long wordsId) {
        return new CountedList("words:" + wordsId);
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
        List<String> lists = new ArrayList<>();
        for (Optional<Channel> in : List.of(Optional.<Channel>empty(), Optional.of(channel))) {
            lists.add(name(in, Optional.empty()));
            lists.add(name(in, Optional.of(state)));
        }
        return lists;
    }
}
