package io.tianguis.dialects.mercately;

import io.tianguis.customers.CustomerChange;
import io.tianguis.customers.CustomerKey;
import io.tianguis.customers.CustomerKey.ByEmail;
import io.tianguis.customers.CustomerKey.ByPhone;
import io.tianguis.customers.CustomerKey.ByPublicId;
import io.tianguis.customers.CustomerProfile;
import io.tianguis.customers.Customers;
import io.tianguis.customers.NewCustomer;
import io.tianguis.dialects.mercately.CustomerJson.Created;
import io.tianguis.dialects.mercately.CustomerJson.Found;
import io.tianguis.dialects.mercately.CustomerJson.FoundById;
import io.tianguis.dialects.mercately.CustomerJson.Listed;
import io.tianguis.dialects.mercately.CustomerJson.Updated;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Intake;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.ShopId;
import io.tianguis.shops.Shops;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Customers, by any of their keys. */
final class CustomersHandler {

    private final MercatelyAuth auth;
    private final Shops shops;
    private final Customers customers;
    private final CreatingRequests creatingRequests;
    private final Intake intake = Intake.strict();

    CustomersHandler(MercatelyAuth auth, Shops shops, Customers customers, CreatingRequests creatingRequests) {
        this.auth = auth;
        this.shops = shops;
        this.customers = customers;
        this.creatingRequests = creatingRequests;
    }

    /** {@code GET /retailers/api/v1/customers/{x}} (C6, C8): 200 in the shape of the key's kind, or 404. */
    Response get(Request request) {
        return auth.answer(
                request,
                shop -> key(request, shop)
                        .flatMap(key -> found(shop, key))
                        .orElseGet(MercatelyErrors::customerNotFound));
    }

    /**
     * {@code GET /retailers/api/v1/customers} (C4, C14): 400 for parameters that cannot be read and for a filter that cannot
     * be one, 200 with a page.
     */
    Response list(Request request) {
        return auth.answer(request, shop -> {
            try {
                Parameters parameters = intake.read(request);
                Paging paging = Paging.read(request);
                return CustomerFilterIntake.read(parameters)
                        .map(filter -> customers.list(shop, filter, paging.offset(), paging.perPage()))
                        .map(page -> Response.json(200, Json.write(Listed.of(page, paging))))
                        .orElseGet(MercatelyErrors.ENGLISH::malformed);
            } catch (InvalidParameters unreadable) {
                return MercatelyErrors.ENGLISH.unreadable(unreadable.reason());
            }
        });
    }

    /**
     * {@code POST /retailers/api/v1/customers} (C9, C10): 400 for parameters that cannot be read, 422 for fields that cannot
     * be taken, 200 with the customer.
     */
    Response create(Request request) {
        return auth.answer(
                request,
                shop -> withFields(
                        request,
                        fields -> CustomerIntake.read(fields)
                                .fold(change -> create(request, shop, change), MercatelyErrors::customerNotCreated)));
    }

    private Response create(Request request, ShopId shop, CustomerChange change) {
        String country = shops.get(shop).country();
        return creatingRequests.answer(
                request,
                shop.value(),
                MercatelyErrors.ENGLISH,
                tx -> customers
                        .create(tx, shop, NewCustomer.of(change), country)
                        .fold(
                                id -> Response.json(
                                        200,
                                        Json.write(Created.of(
                                                customers.find(tx, shop, id).orElseThrow()))),
                                rejection -> MercatelyErrors.of(rejection, MercatelyErrors::customerNotCreated)));
    }

    /**
     * {@code PUT /retailers/api/v1/customers/{x}} (C6, C9): 400 for parameters that cannot be read, 404 for nobody, 422 for
     * fields that cannot be taken, 200 with the customer as they are then.
     */
    Response change(Request request) {
        return auth.answer(
                request,
                shop -> withFields(
                        request,
                        fields -> key(request, shop)
                                .map(key -> CustomerIntake.read(fields)
                                        .fold(
                                                change -> change(shop, key, change),
                                                faults -> refused(shop, key, faults)))
                                .orElseGet(MercatelyErrors::customerNotFound)));
    }

    private Response change(ShopId shop, CustomerKey key, CustomerChange change) {
        return customers
                .change(shop, key, change, shops.get(shop).country())
                .fold(
                        profile -> Response.json(200, Json.write(Updated.of(profile))),
                        rejection -> MercatelyErrors.of(rejection, MercatelyErrors::customerNotUpdated));
    }

    private Response refused(ShopId shop, CustomerKey key, List<String> faults) {
        return customers.find(shop, key).isPresent()
                ? MercatelyErrors.customerNotUpdated(faults)
                : MercatelyErrors.customerNotFound();
    }

    private Optional<CustomerKey> key(Request request, ShopId shop) {
        return CustomerKey.parse(request.pathParameter("x"), shops.get(shop).country());
    }

    private Response withFields(Request request, Function<Parameters, Response> operation) {
        try {
            return CustomerIntake.fields(intake.read(request))
                    .map(operation)
                    .orElseGet(MercatelyErrors.ENGLISH::malformed);
        } catch (InvalidParameters unreadable) {
            return MercatelyErrors.ENGLISH.unreadable(unreadable.reason());
        }
    }

    private Optional<Response> found(ShopId shop, CustomerKey key) {
        return customers.find(shop, key).map(profile -> Response.json(200, Json.write(shape(key, profile))));
    }

    private static Record shape(CustomerKey key, CustomerProfile profile) {
        return switch (key) {
            case ByPublicId _ -> FoundById.of(profile);
            case ByEmail _, ByPhone _ -> Found.of(profile);
        };
    }
}
