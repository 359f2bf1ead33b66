package io.tianguis.dialects.mercadoshops;

import io.tianguis.shops.Shop;
import org.jspecify.annotations.Nullable;

/** A shop as this dialect writes it. */
record ShopJson(
        long id,
        String status,
        String locale,
        String shop_name,
        String email,
        String plan,
        String admin_url,
        String url,
        boolean has_logo,
        Address address) {

    record Address(
            String country,
            @Nullable String state,
            @Nullable String city,
            @Nullable String zip,
            @Nullable String address,
            @Nullable String phone) {}

    static ShopJson of(Shop shop, Links links) {
        return new ShopJson(
                shop.shopId(),
                shop.status(),
                shop.locale(),
                shop.name(),
                shop.email(),
                shop.plan(),
                links.backOffice(),
                links.storefront(shop),
                shop.logoUrl() != null,
                new Address(shop.country(), shop.state(), shop.city(), shop.zipCode(), shop.address(), shop.phone()));
    }
}
