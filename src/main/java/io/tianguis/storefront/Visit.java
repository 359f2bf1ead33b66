package io.tianguis.storefront;

import io.tianguis.catalog.SitePaths;
import io.tianguis.platform.http.Request;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;

/** Somebody who asks for a page of a shop. */
record Visit(Request request, Front front) {

    Shop shop() {
        return front.shop();
    }

    /** The path of the shop's home page, with which those of all others begin. */
    String home() {
        return SitePaths.home(shopId());
    }

    ShopId shopId() {
        return front.shop().id();
    }
}
