package io.tianguis.demonstration;

import io.tianguis.kernel.Change;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.CheckoutTermsChange;
import io.tianguis.shops.Shop;
import io.tianguis.shops.Shops;
import java.util.Optional;

/** How the shop's own site sells: in every way that there is. */
final class SiteTerms {

    private static final int SHIPPING_PESOS = 99;

    private SiteTerms() {}

    static void enter(Tx tx, Shops shops, Shop shop, Prices prices) {
        long shippingCents = Math.round(SHIPPING_PESOS * prices.perMexicanPeso()) * 100;
        CheckoutTermsChange terms = new CheckoutTermsChange(
                Optional.empty(),
                Change.to(shippingCents),
                Optional.empty(),
                Change.to("Banco de la Plaza\nCuenta 0000 1111 2222 3333\nA nombre de " + shop.name()),
                Optional.of(true));
        shops.changeTerms(tx, shop.id(), terms).fold(changed -> changed, rejection -> {
            throw new IllegalStateException("the terms of a site were refused: " + rejection);
        });
    }
}
