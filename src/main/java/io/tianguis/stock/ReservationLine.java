package io.tianguis.stock;

/** Units of one order line to be held. */
public record ReservationLine(int line, long variantId, long units) {

    /** More than any shop sells of one thing at once, and far from the edge of 64 bits. */
    public static final long MAX_UNITS = 1_000_000_000;

    public ReservationLine {
        if (units <= 0 || units > MAX_UNITS) {
            throw new IllegalArgumentException("cannot reserve " + units + " units");
        }
    }
}
