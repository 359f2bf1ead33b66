package io.tianguis.dialects.mercadoshops;

import io.tianguis.customers.Customers;
import io.tianguis.customers.DirectoryOrder;
import io.tianguis.customers.DirectoryPage;
import io.tianguis.dialects.mercadoshops.SearchMenu.Order;
import io.tianguis.dialects.mercadoshops.SearchMenu.Search;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.Shop;
import java.util.List;
import java.util.Map;

/** Clients: the customers of every channel (S13). */
final class ClientsHandler {

    private static final Order BY_NAME = new Order("name_asc", "Order by name ascending");
    private static final SearchMenu MENU = new SearchMenu(
            List.of(
                    BY_NAME,
                    new Order("name_desc", "Order by name descending"),
                    new Order("id_desc", "Order by id descending")),
            BY_NAME,
            List.of(),
            List.of("query"));

    private final MercadoShopsAuth auth;
    private final Customers customers;

    ClientsHandler(MercadoShopsAuth auth, Customers customers) {
        this.auth = auth;
        this.customers = customers;
    }

    /** {@code GET …/clients}: 403 without the shop's token, else 400, because it names nobody. */
    Response unnamed(Request request) {
        return auth.answer(request, _ -> MercadoShopsErrors.clientIdMissing());
    }

    /**
     * {@code GET …/clients/{client_id}}: 403 without the shop's token, 400 for an id that is no number, 404 for a client whom
     * the shop does not have. The id of one who was merged into another shows the other.
     */
    Response show(Request request) {
        return auth.answer(request, shop -> MercadoShopsIds.answer(request, "client_id", id -> client(shop, id)));
    }

    /**
     * {@code GET …/clients/search}: 403 without the shop's token, what {@link SearchMenu#read} refuses, then a page of all
     * clients, hidden and inactive ones too, or of those in whose name or email the word is.
     */
    Response search(Request request) {
        return auth.answer(request, shop -> MENU.read(request).fold(search -> found(shop, search), refusal -> refusal));
    }

    private Response found(Shop shop, Search search) {
        DirectoryPage page =
                customers.directory(shop.id(), search.query(), order(search), search.offset(), search.limit());
        List<FoundClientJson> results = page.people().stream()
                .map(client -> new FoundClientJson(shop, client))
                .toList();
        return Response.json(200, Json.write(SearchJson.of(shop.id(), MENU, search, page.total(), Map.of(), results)));
    }

    private static DirectoryOrder order(Search search) {
        return switch (search.order().id()) {
            case "name_asc" -> DirectoryOrder.NAME;
            case "name_desc" -> DirectoryOrder.NAME_BACKWARDS;
            case "id_desc" -> DirectoryOrder.NEWEST_FIRST;
            default -> throw new IllegalStateException("not an order of the menu: " + search.order());
        };
    }

    private Response client(Shop shop, long clientId) {
        return customers.standings(shop.id(), List.of(clientId)).stream()
                .findFirst()
                .map(client -> Response.json(200, Json.write(ClientJson.of(shop, client))))
                .orElseGet(MercadoShopsErrors::clientNotFound);
    }
}
