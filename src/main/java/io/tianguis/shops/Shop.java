package io.tianguis.shops;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A shop's profile.
 *
 * @param status {@code active} or {@code close}
 * @param country ISO 3166-1 alpha-2
 * @param locale language and country, {@code es_MX}
 * @param currency ISO 4217
 * @param timeZone IANA name, {@code America/Mexico_City}
 * @param logoUrl where the logo is, if there is one
 * @param state ISO 3166-2, {@code MX-AGU}
 */
public record Shop(
        long shopId,
        String name,
        String status,
        String country,
        String locale,
        String currency,
        String timeZone,
        String email,
        String plan,
        @Nullable String logoUrl,
        @Nullable String state,
        @Nullable String city,
        @Nullable String zipCode,
        @Nullable String address,
        @Nullable String phone) {

    public ShopId id() {
        return new ShopId(shopId);
    }

    /** Whether its own site sells. */
    public boolean isOpen() {
        return status.equals("active");
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }
}
