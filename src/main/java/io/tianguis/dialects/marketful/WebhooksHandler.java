package io.tianguis.dialects.marketful;

import io.tianguis.dialects.marketful.MarketfulAuth.Refusals;
import io.tianguis.dialects.marketful.MarketfulAuth.Seller;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.webhooks.WebhookType;
import io.tianguis.webhooks.Webhooks;
import java.util.Optional;

/** Webhooks: whom a seller wants to be told (K23). */
final class WebhooksHandler {

    private final MarketfulAuth auth;
    private final Webhooks webhooks;
    private final CreatingRequests creatingRequests;

    WebhooksHandler(MarketfulAuth auth, Webhooks webhooks, CreatingRequests creatingRequests) {
        this.auth = auth;
        this.webhooks = webhooks;
        this.creatingRequests = creatingRequests;
    }

    /** {@code GET /webhooks/consultar}: all of the seller's, the oldest first. */
    Response list(Request request) {
        return auth.answer(
                request,
                Refusals.WEBHOOKS,
                (seller, parameters) -> Response.json(
                        200,
                        Json.write(WebhookJson.Listed.of(
                                webhooks.list(seller.shop().id())))));
    }

    /**
     * {@code POST /webhooks/crear}: 404 without address or type, for an unknown type, for a type that has another address,
     * for an address that cannot be called; 200 with the new one, or with the same that was there.
     */
    Response create(Request request) {
        return auth.answer(request, Refusals.WEBHOOKS, (seller, parameters) -> create(request, seller, parameters));
    }

    private Response create(Request request, Seller seller, Parameters parameters) {
        Optional<String> url = text(parameters, "url");
        Optional<String> word = text(parameters, "tipo");
        if (url.isEmpty() || word.isEmpty()) {
            return MarketfulErrors.webhookIncomplete();
        }
        Optional<WebhookType> type = WebhookJson.type(word.get());
        if (type.isEmpty()) {
            return MarketfulErrors.webhookTypeUnknown(word.get());
        }
        return creatingRequests.answer(
                request,
                seller.shop().shopId(),
                MarketfulErrors.PAGES,
                tx -> webhooks.create(tx, seller.shop().id(), type.get(), url.get())
                        .fold(
                                created -> Response.json(
                                        200,
                                        Json.write(WebhookJson.Made.of(
                                                created, seller.shop().zone()))),
                                MarketfulErrors::refused));
    }

    /** {@code POST /webhooks/eliminar}: 404 without an integer id or for an unknown one, 200 when it is gone. */
    Response remove(Request request) {
        return auth.answer(request, Refusals.WEBHOOKS, this::remove);
    }

    private Response remove(Seller seller, Parameters parameters) {
        Optional<Long> id = parameters.integer("webhook_id");
        if (id.isEmpty()) {
            return MarketfulErrors.webhookIdMissing();
        }
        return webhooks.remove(seller.shop().id(), id.get())
                ? MarketfulErrors.message(200, "Success")
                : MarketfulErrors.webhookNotFound(id.get());
    }

    private static Optional<String> text(Parameters parameters, String name) {
        return parameters.text(name).map(String::strip).filter(text -> !text.isEmpty());
    }
}
