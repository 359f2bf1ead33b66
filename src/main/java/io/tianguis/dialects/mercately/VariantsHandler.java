package io.tianguis.dialects.mercately;

import io.tianguis.dialects.mercately.VariantJson.Shown;
import io.tianguis.dialects.mercately.VariantJson.Updated;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Intake;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.ItemChange;
import io.tianguis.stock.Stock;
import java.util.List;
import java.util.Optional;

/** Variants, by their web ids. */
final class VariantsHandler {

    /** Kept with the movements that this dialect makes. */
    private static final String ACTOR = "mercately";

    private final MercatelyAuth auth;
    private final Stock stock;
    private final Intake intake = Intake.strict();

    VariantsHandler(MercatelyAuth auth, Stock stock) {
        this.auth = auth;
        this.stock = stock;
    }

    /** {@code GET /api/v1/variants/{web_id}}: 200, or 404. */
    Response get(Request request) {
        return auth.answer(
                request,
                shop -> stock.findByWebId(shop, request.pathParameter("web_id"))
                        .map(item -> Response.json(200, Json.write(Shown.of(item))))
                        .orElseGet(MercatelyErrors::variantNotFound));
    }

    /**
     * {@code PATCH /api/v1/variants/{web_id}} (C19): 400 for a body that cannot be read, 404 for an unknown variant, 422
     * for fields that cannot be taken, 200 with the variant as it is then.
     */
    Response change(Request request) {
        return auth.answer(request, shop -> change(shop, request));
    }

    private Response change(ShopId shop, Request request) {
        Optional<Parameters> fields;
        try {
            fields = fields(intake.body(request));
        } catch (InvalidParameters unreadable) {
            return MercatelyErrors.SPANISH.unreadable(unreadable.reason());
        }
        if (fields.isEmpty()) {
            return MercatelyErrors.SPANISH.malformed();
        }
        String webId = request.pathParameter("web_id");
        return switch (VariantChangeReader.read(fields.get())) {
            case Outcome.Ok<ItemChange, List<String>>(ItemChange change) ->
                stock.change(shop, webId, change, ACTOR)
                        .fold(
                                changed -> Response.json(200, Json.write(Updated.of(changed.item()))),
                                MercatelyErrors::of);
            case Outcome.Rejected<ItemChange, List<String>>(List<String> faults) ->
                stock.findByWebId(shop, webId)
                        .map(item -> MercatelyErrors.variantNotChanged(faults))
                        .orElseGet(MercatelyErrors::variantNotFound);
        };
    }

    /** What stands in the wrapper {@code variant}, or beside it where there is none; nothing when the wrapper is no object. */
    private static Optional<Parameters> fields(Parameters body) {
        return body.isBlank("variant")
                ? Optional.of(body)
                : body.find("variant").flatMap(Parameter::object);
    }
}
