package io.tianguis.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a stranger tries with orders through the shop's back end. */
final class SaleAttempts {

    private SaleAttempts() {}

    /**
     * @param shop the route of a shop, as the documents write it
     * @param path what the paths of shops begin with
     * @param own the path of the stranger's own shop
     * @param bearer with the stranger's own token
     * @param anothersToken one of the demonstration shop's
     */
    static List<Attempt> of(String shop, String path, String own, Map<String, String> bearer, String anothersToken) {
        List<Attempt> attempts = new ArrayList<>();
        String nobodysToken = "APP_USR-" + "x".repeat(anothersToken.length() - "APP_USR-".length());
        for (String search : List.of("/orders/search", "/orders/SEARCH")) {
            String route = "GET " + shop + search;
            attempts.add(new Attempt(route, 403, path + "%s" + search, "", bearer, "215", "999999"));
            attempts.add(
                    new Attempt(route, 200, own + search + "?orders=name_asc&x=%s", "", bearer, "500001", "599999"));
            attempts.add(new Attempt(
                    route, 403, own + search + "?access_token=%s", "", Map.of(), anothersToken, nobodysToken));
        }
        String invoice = "PUT " + shop + "/orders/{order_id}";
        String invoiced = "{\"invoice\":{\"invoiced\":true,\"number\":\"1\"}}";
        String shipment = invoice + "/shippings/{shipping_id}";
        String delivered = "{\"status\":\"delivered\"}";
        attempts.add(new Attempt(invoice, 403, path + "%s/orders/500001", invoiced, bearer, "215", "999999"));
        attempts.add(new Attempt(invoice, 404, own + "/orders/%s", invoiced, bearer, "500001", "599999"));
        attempts.add(new Attempt(invoice, 400, own + "/orders/%s", "{}", bearer, "500001", "599999"));
        String target = "/orders/500001/shippings/700001";
        attempts.add(new Attempt(shipment, 403, path + "%s" + target, delivered, bearer, "215", "999999"));
        attempts.add(
                new Attempt(shipment, 404, own + "/orders/%s/shippings/700001", delivered, bearer, "500001", "599999"));
        attempts.add(
                new Attempt(shipment, 404, own + "/orders/500003/shippings/%s", delivered, bearer, "700001", "799999"));
        for (String[] call :
                new String[][] {{invoice, own + "/orders/500003"}, {shipment, own + "/orders/500003/shippings/700003"}
                }) {
            attempts.add(
                    new Attempt(call[0], 403, call[1] + "?access_token=%s", "", Map.of(), anothersToken, nobodysToken));
        }
        return attempts;
    }
}
