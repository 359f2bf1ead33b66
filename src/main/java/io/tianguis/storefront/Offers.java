package io.tianguis.storefront;

import io.tianguis.orders.Purchase;
import io.tianguis.stock.StockedVariant;

/** What can be bought of a variant, and how that is said. */
final class Offers {

    /** So few are counted for the visitor. */
    private static final int FEW = 10;

    private Offers() {}

    /** Whether a unit can be bought now, from stock or as a back-order. */
    static boolean isSold(StockedVariant variant) {
        return variant.available() > 0 || variant.acceptsBackOrders();
    }

    /** How many units can be bought at once. */
    static int most(StockedVariant variant) {
        return variant.acceptsBackOrders()
                ? Purchase.MAX_UNITS
                : (int) Math.min(variant.available(), Purchase.MAX_UNITS);
    }

    /** Whether there is more than is counted for the visitor. */
    static boolean isPlentiful(StockedVariant variant) {
        return variant.available() > FEW;
    }

    static String stock(StockedVariant variant) {
        long available = variant.available();
        if (isPlentiful(variant)) {
            return "Disponible";
        }
        if (available > 0) {
            return available == 1 ? "Queda 1" : "Quedan " + available;
        }
        return variant.acceptsBackOrders() ? "Sobre pedido" : "Agotado";
    }
}
