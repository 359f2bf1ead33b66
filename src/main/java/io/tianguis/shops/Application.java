package io.tianguis.shops;

import org.jspecify.annotations.Nullable;

/**
 * A program that asks for tokens.
 *
 * @param shopId of the shop that registered it, for which it may ask in its own name
 * @param redirectUri where consents are told, to the letter; null for one that asks in its own name only
 */
public record Application(
        long clientId, long shopId, String name, @Nullable String redirectUri) {}
