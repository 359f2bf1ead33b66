package io.tianguis.shops;

/**
 * A new application.
 *
 * @param clientSecret told this once and stored hashed
 */
public record ApplicationCreated(long clientId, String clientSecret, String redirectUri) {}
