package io.tianguis;

import io.tianguis.kernel.Money;
import io.tianguis.shops.CheckoutTerms;
import io.tianguis.shops.Shop;
import java.math.BigDecimal;
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
        @Nullable String phone,
        Checkout checkout) {

    /** How its own site sells; the price in units of the currency. */
    record Checkout(
            boolean shipping_to_be_agreed,
            @Nullable BigDecimal flat_shipping,
            boolean payment_to_be_agreed,
            @Nullable String bank_transfer,
            boolean cash_on_delivery) {

        private static Checkout of(CheckoutTerms terms) {
            Long cents = terms.flatShippingCents();
            return new Checkout(
                    terms.shippingToBeAgreed(),
                    cents == null ? null : Money.units(cents),
                    terms.paymentToBeAgreed(),
                    terms.bankTransfer(),
                    terms.cashOnDelivery());
        }
    }

    static ShopProfile of(Shop shop, CheckoutTerms terms) {
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
                shop.phone(),
                Checkout.of(terms));
    }
}
