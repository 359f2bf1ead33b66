package io.tianguis.architecture.broken.shops;

final class ShopsSql {

    static String find() {
        return "SELECT name FROM shop WHERE shop_id = ?";
    }
}
