package io.tianguis.shops;

/**
 * A new shop with its secrets, which are told this once and stored hashed.
 *
 * @param apiKey names the shop by itself
 * @param sellerToken names the shop together with {@code sellerUser}
 * @param clientId of the shop's own application, which exchanges it with {@code clientSecret} for access tokens
 * @param staffEmail of the first member of staff
 */
public record ShopCreated(
        Shop shop,
        String apiKey,
        String sellerToken,
        String sellerUser,
        long clientId,
        String clientSecret,
        String staffEmail,
        String staffPassword) {}
