package io.tianguis.questions;

import java.util.List;

/**
 * Some questions.
 *
 * @param counts of all that match, whatever their channel and state
 * @param total how many match, channel and state included
 */
public record QuestionPage(Counts counts, long total, List<Question> questions) {}
