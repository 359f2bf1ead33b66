package io.tianguis.dialects.marketful;

import io.tianguis.dialects.marketful.MarketfulAuth.Refusals;
import io.tianguis.dialects.marketful.MarketfulAuth.Seller;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.returns.Returns;

/** What buyers send back. */
final class ReturnsHandler {

    private final MarketfulAuth auth;
    private final Returns returns;

    ReturnsHandler(MarketfulAuth auth, Returns returns) {
        this.auth = auth;
        this.returns = returns;
    }

    /** {@code GET /api/devolucion_lists/devoluciones}: 200 with a page (K11). */
    Response list(Request request) {
        return auth.answer(request, Refusals.OTHERS, this::list);
    }

    private Response list(Seller seller, Parameters parameters) {
        Paging paging = Paging.read(parameters);
        Returns.Page page = returns.list(seller.shop().id(), paging.offset(), paging.limit());
        return Response.json(200, Json.write(ReturnJson.Listed.of(page, paging)));
    }

    /** {@code GET /api/devolucion_lists/devoluciones/{entrada_token}}: 400 for an unknown return, 200 with it (K13). */
    Response find(Request request) {
        return auth.answer(
                request, Refusals.OTHERS, (seller, _) -> find(seller, request.pathParameter("entrada_token")));
    }

    private Response find(Seller seller, String tokenOrId) {
        return returns.find(seller.shop().id(), tokenOrId)
                .map(found -> Response.json(200, Json.write(ReturnJson.Found.of(found))))
                .orElseGet(MarketfulErrors::returnNotFound);
    }
}
