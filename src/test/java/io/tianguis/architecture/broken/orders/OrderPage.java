package io.tianguis.architecture.broken.orders;

final class OrderPage {

    static String counted() {
        return "SELECT count(*) AS orders FROM sales_order";
    }
}
