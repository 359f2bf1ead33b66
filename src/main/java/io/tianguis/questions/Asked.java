package io.tianguis.questions;

/**
 * A question that was recorded.
 *
 * @param customerId of the row of the asker's that was found or made
 * @param added false when it was there already, be it deleted since
 */
public record Asked(long questionId, long customerId, boolean added) {}
