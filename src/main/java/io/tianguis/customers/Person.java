package io.tianguis.customers;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A person as a sale or a message tells of one.
 *
 * @param phone as written
 * @param email as written
 */
public record Person(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phone,
        @Nullable String email) {

    /**
     * The order in which whoever meets several in one transaction meets them. Two who are written differently each time may
     * be met in another order; the database then tells that two transactions wait for each other.
     */
    public static final Comparator<Person> LOCKING_ORDER = Comparator.comparing(
                    Person::phone, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .thenComparing(Person::email, Comparator.nullsFirst(Comparator.naturalOrder()));
}
