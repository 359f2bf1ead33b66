package io.tianguis.shops;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A shop to be created.
 *
 * @param country ISO 3166-1 alpha-2, in capitals
 * @param email where the shop is reached; its first member of staff signs in with it
 * @param timeZone IANA name, in countries that have several; null for the one of the capital
 * @param seller the id and seller token to give it, instead of new ones: the demonstration shop's are published
 */
public record NewShop(
        String name,
        String country,
        String email,
        @Nullable String state,
        @Nullable String city,
        @Nullable String zipCode,
        @Nullable String address,
        @Nullable String phone,
        @Nullable String timeZone,
        Optional<KnownSeller> seller) {

    /** An id and a token that are known beforehand. */
    public record KnownSeller(long shopId, String token, String user) {}

    /** A shop about which nothing but its name and country is known yet. */
    public static NewShop of(String name, String country, String email) {
        return new NewShop(name, country, email, null, null, null, null, null, null, Optional.empty());
    }

    /** The same shop in a time zone of its own. */
    public NewShop in(String zone) {
        return new NewShop(name, country, email, state, city, zipCode, address, phone, zone, seller);
    }
}
