package io.tianguis.dialects.marketful;

import io.tianguis.dialects.marketful.MarketfulAuth.Refusals;
import io.tianguis.dialects.marketful.MarketfulAuth.Seller;
import io.tianguis.inbound.Inbound;
import io.tianguis.inbound.NewEntry;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;

/** Entries: what the seller announces to send to the warehouse, and what was received of it. */
final class EntriesHandler {

    private final MarketfulAuth auth;
    private final Inbound inbound;
    private final CreatingRequests creatingRequests;

    EntriesHandler(MarketfulAuth auth, Inbound inbound, CreatingRequests creatingRequests) {
        this.auth = auth;
        this.inbound = inbound;
        this.creatingRequests = creatingRequests;
    }

    /**
     * {@code POST /entradas/nueva_entrada_api}, with K13's refusals in K13's order: 403 without {@code entry_order}, 402 when
     * it is null, 404 when it is no hash, 401 for a blank SKU, 401 for lines that cannot be announced.
     */
    Response announce(Request request) {
        return auth.answer(
                request,
                Refusals.NEW_ENTRY,
                (seller, parameters) -> EntryIntake.read(parameters)
                        .fold(entry -> announce(request, seller, entry), MarketfulErrors::refused));
    }

    private Response announce(Request request, Seller seller, NewEntry entry) {
        return creatingRequests.answer(
                request,
                seller.shop().shopId(),
                MarketfulErrors.PAGES,
                tx -> inbound.announce(tx, seller.shop().id(), entry)
                        .fold(
                                announced -> Response.json(200, Json.write(EntryJson.Announced.of(announced))),
                                MarketfulErrors::refused));
    }

    /** {@code GET /api/entrada_lists/entradas}: 200 with a page of the entries, newest first (K11). */
    Response list(Request request) {
        return auth.answer(request, Refusals.OTHERS, this::list);
    }

    private Response list(Seller seller, Parameters parameters) {
        Paging paging = Paging.read(parameters);
        Inbound.Page page = inbound.list(seller.shop().id(), paging.offset(), paging.limit());
        return Response.json(200, Json.write(EntryJson.Listed.of(page, paging)));
    }

    /** {@code GET /api/entrada_lists/entradas/{entrada_token}}: 400 for an unknown one, 200 with it. */
    Response find(Request request) {
        return auth.answer(
                request, Refusals.OTHERS, (seller, parameters) -> find(seller, request.pathParameter("entrada_token")));
    }

    private Response find(Seller seller, String token) {
        return inbound.find(seller.shop().id(), token)
                .map(entry -> Response.json(200, Json.write(EntryJson.Found.of(entry))))
                .orElseGet(MarketfulErrors::entryNotFound);
    }
}
