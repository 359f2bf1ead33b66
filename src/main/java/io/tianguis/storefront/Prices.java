package io.tianguis.storefront;

import io.tianguis.kernel.Money;
import io.tianguis.shops.Shop;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** Amounts as the shop's country writes them, {@code $1,405.00} in Mexico. */
final class Prices {

    private final Locale locale;
    private final NumberFormat format;
    private final String currency;

    Prices(Shop shop) {
        this.locale = Locale.forLanguageTag(shop.locale().replace('_', '-'));
        this.format = NumberFormat.getCurrencyInstance(locale);
        this.currency = shop.currency();
        format.setCurrency(Currency.getInstance(currency));
    }

    /** The amount for people. Where nobody pays in cents they are shown all the same if there are some. */
    String of(long cents) {
        NumberFormat own = (NumberFormat) format.clone();
        if (cents % 100 != 0) {
            own.setMinimumFractionDigits(2);
        }
        return own.format(Money.units(cents));
    }

    /** In which the shop's country writes. */
    Locale locale() {
        return locale;
    }

    /** ISO 4217. */
    String currency() {
        return currency;
    }
}
