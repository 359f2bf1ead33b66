package io.tianguis.questions;

import org.jspecify.annotations.Nullable;

/**
 * The person who asks.
 *
 * @param customerId of the person, whichever of their merged rows asked
 * @param userId of the marketplace's user; null on the shop's own site, as the nickname
 */
public record Asker(
        long customerId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable Long userId,
        @Nullable String nickname) {}
