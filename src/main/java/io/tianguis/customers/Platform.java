package io.tianguis.customers;

/** Where people write from. */
public enum Platform {
    WHATSAPP(1),
    MESSENGER(2),
    INSTAGRAM(4);

    private final int bit;

    Platform(int bit) {
        this.bit = bit;
    }

    /** Its place among the platforms of a person, as they are kept. */
    int bit() {
        return bit;
    }
}
