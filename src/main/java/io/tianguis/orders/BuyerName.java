package io.tianguis.orders;

import org.jspecify.annotations.Nullable;

/** A buyer's whole name. */
final class BuyerName {

    private BuyerName() {}

    /** Null when neither part is known. */
    static @Nullable String of(@Nullable String firstName, @Nullable String lastName) {
        if (firstName == null || lastName == null) {
            return firstName == null ? lastName : firstName;
        }
        return lastName.isEmpty() ? firstName : firstName + " " + lastName;
    }
}
