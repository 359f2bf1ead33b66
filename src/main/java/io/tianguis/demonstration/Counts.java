package io.tianguis.demonstration;

/** How much a load entered. */
public record Counts(int products, int customers, int orders, int questions, int messages) {}
