package io.tianguis.customers;

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
        @Nullable String email) {}
