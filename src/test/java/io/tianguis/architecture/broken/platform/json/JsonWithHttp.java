package io.tianguis.architecture.broken.platform.json;

import io.tianguis.architecture.broken.platform.http.HttpWithShops;
import io.tianguis.architecture.broken.shops.Shop;

public final class JsonWithHttp {

    public static String text(String value) {
        return value.isEmpty() ? HttpWithShops.greeting(new Shop("nobody")) : value;
    }
}
