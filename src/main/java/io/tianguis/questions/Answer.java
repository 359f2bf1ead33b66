package io.tianguis.questions;

import java.time.Instant;

/** What the shop answered. */
public record Answer(String text, Instant at, AnswerSource source) {}
