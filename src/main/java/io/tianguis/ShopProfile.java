package io.tianguis;

import io.tianguis.shops.Shop;
import org.jspecify.annotations.Nullable;

/** A shop's profile as commands print it. */
record ShopProfile(
        long shop_id,
        String name,
        String status,
        String country,
        String locale,
        String currency,
        String time_zone,
        String email,
        String plan,
        @Nullable String logo_url,
        @Nullable String state,
        @Nullable String city,
        @Nullable String zip_code,
        @Nullable String address,
        @Nullable String phone) {

    static ShopProfile of(Shop shop) {
        return new ShopProfile(
                shop.shopId(),
                shop.name(),
                shop.status(),
                shop.country(),
                shop.locale(),
                shop.currency(),
                shop.timeZone(),
                shop.email(),
                shop.plan(),
                shop.logoUrl(),
                shop.state(),
                shop.city(),
                shop.zipCode(),
                shop.address(),
                shop.phone());
    }
}
