package io.tianguis.stock;

/**
 * A level beside what it must equal.
 *
 * @param movedUnits what the movements add up to
 * @param heldUnits what the open reservations add up to
 */
public record CheckedLevel(long shopId, long variantId, long onHand, long movedUnits, long reserved, long heldUnits) {

    public boolean isSound() {
        return onHand == movedUnits && reserved == heldUnits;
    }
}
