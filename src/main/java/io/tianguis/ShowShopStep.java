package io.tianguis;

import io.tianguis.shops.Shop;
import picocli.CommandLine.Command;

/** {@code tianguis shop show}. */
@Command(name = "show", description = "Prints a shop's profile as one JSON object.", mixinStandardHelpOptions = true)
final class ShowShopStep extends ShopStep {

    @Override
    Object take(Backend backend, Shop shop) {
        return ShopProfile.of(shop, backend.shops().checkoutTerms(shop.id()));
    }
}
