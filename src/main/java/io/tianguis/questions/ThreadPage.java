package io.tianguis.questions;

import java.util.List;

/**
 * Some threads.
 *
 * @param counts of all that match, whatever their channel and state
 * @param total how many match, channel and state included
 * @param unanswered how many questions of these wait for an answer
 */
public record ThreadPage(Counts counts, long total, long unanswered, List<QuestionThread> threads) {}
