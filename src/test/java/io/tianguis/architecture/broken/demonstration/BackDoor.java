package io.tianguis.architecture.broken.demonstration;

import io.tianguis.architecture.broken.platform.http.HttpWithShops;
import io.tianguis.architecture.broken.shops.Shop;

final class BackDoor {

    static String knock() {
        return HttpWithShops.greeting(new Shop("demonstration"));
    }
}
