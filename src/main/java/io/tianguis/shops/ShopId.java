package io.tianguis.shops;

/** The tenant: every row of every capability belongs to one. */
public record ShopId(long value) {

    public ShopId {
        if (value <= 0) {
            throw new IllegalArgumentException("not a shop's id: " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
