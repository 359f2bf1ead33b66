package io.tianguis.orders;

/** Who says what they think of a sale. */
public enum FeedbackSide {
    BUYER,
    SELLER
}
