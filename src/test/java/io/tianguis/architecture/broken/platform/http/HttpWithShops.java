package io.tianguis.architecture.broken.platform.http;

import io.tianguis.architecture.broken.platform.json.JsonWithHttp;
import io.tianguis.architecture.broken.shops.Shop;

public final class HttpWithShops {

    public static String greeting(Shop shop) {
        return JsonWithHttp.text(shop.name());
    }
}
