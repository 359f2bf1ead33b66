package io.tianguis.questions;

import java.util.List;
import java.util.Optional;

/** How many there are by channel and state. What is not there is none. */
public record Counts(List<Cell> cells) {

    public record Cell(Channel channel, QuestionState state, long rows) {}

    public Counts {
        cells = List.copyOf(cells);
    }

    /** How many are of a channel and in a state; empty stands for any. */
    public long of(Optional<Channel> channel, Optional<QuestionState> state) {
        return cells.stream()
                .filter(cell -> channel.map(cell.channel()::equals).orElse(true))
                .filter(cell -> state.map(cell.state()::equals).orElse(true))
                .mapToLong(Cell::rows)
                .sum();
    }
}
