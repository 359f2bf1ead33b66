package io.tianguis.dialects.mercately;

import io.tianguis.catalog.Catalog;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.Order;
import io.tianguis.orders.Orders;
import io.tianguis.orders.PointOfSale;
import io.tianguis.orders.PointOfSaleOrder;
import io.tianguis.orders.PointOfSaleRejection;
import io.tianguis.orders.Sale;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Intake;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import io.tianguis.shops.Shops;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Orders: those of every channel are listed, those of a point of sale are taken. */
final class OrdersHandler {

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final MercatelyAuth auth;
    private final Shops shops;
    private final Catalog catalog;
    private final Orders orders;
    private final PointOfSale pointOfSale;
    private final CreatingRequests creatingRequests;
    private final Intake intake = Intake.strict();

    OrdersHandler(
            MercatelyAuth auth,
            Shops shops,
            Catalog catalog,
            Orders orders,
            PointOfSale pointOfSale,
            CreatingRequests creatingRequests) {
        this.auth = auth;
        this.shops = shops;
        this.catalog = catalog;
        this.orders = orders;
        this.pointOfSale = pointOfSale;
        this.creatingRequests = creatingRequests;
    }

    /** {@code GET /api/v1/orders} (C22): 200, or 400 for a date that is none. */
    Response list(Request request) {
        return auth.answer(request, shop -> list(shops.get(shop), request));
    }

    private Response list(Shop shop, Request request) {
        Paging paging = Paging.read(request);
        Orders.Page<Order> page;
        try {
            page = page(shop, date(request, "created_from"), date(request, "created_to"), paging);
        } catch (DateTimeException noDate) {
            return MercatelyErrors.SPANISH.malformed();
        }
        Set<Long> variants = page.orders().stream()
                .flatMap(order -> order.lines().stream())
                .map(Order.Line::variantId)
                .collect(Collectors.toSet());
        return Response.json(
                200,
                Json.write(OrderJson.Listed.of(
                        page.orders(), catalog.pictures(shop.id(), variants), paging.totalPages(page.total()))));
    }

    private Orders.Page<Order> page(Shop shop, Optional<LocalDate> from, Optional<LocalDate> to, Paging paging) {
        return from.isEmpty() && to.isEmpty()
                ? orders.list(shop.id(), paging.offset(), paging.perPage())
                : orders.listCreated(shop, from, to, paging.offset(), paging.perPage());
    }

    /** A day in the shop's time zone; nothing when the parameter is absent or empty. */
    private static Optional<LocalDate> date(Request request, String name) {
        return request.queryParameter(name)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    if (!DATE.matcher(text).matches()) {
                        throw new DateTimeException(name);
                    }
                    return LocalDate.parse(text);
                });
    }

    /**
     * {@code POST /api/v1/orders} (C22): 400 for a body that cannot be read, 422 for fields that cannot be taken, for
     * products that are not there and for units that are not, 201 with the order.
     */
    Response create(Request request) {
        return auth.answer(request, shop -> create(shop, request));
    }

    private Response create(ShopId id, Request request) {
        Optional<Parameters> fields;
        try {
            fields = fields(intake.body(request));
        } catch (InvalidParameters unreadable) {
            return MercatelyErrors.SPANISH.unreadable(unreadable.reason());
        }
        Shop shop = shops.get(id);
        return fields.map(order -> OrderIntake.read(order, shop)
                        .fold(read -> create(request, shop, read), MercatelyErrors::orderRefused))
                .orElseGet(MercatelyErrors.SPANISH::malformed);
    }

    private Response create(Request request, Shop shop, PointOfSaleOrder order) {
        return creatingRequests.answer(
                request,
                shop.shopId(),
                MercatelyErrors.SPANISH,
                tx -> answered(pointOfSale.sell(tx, shop, order)),
                () -> answered(pointOfSale.sell(shop, order)));
    }

    private static Response answered(Outcome<Sale, PointOfSaleRejection> outcome) {
        return outcome.fold(
                sale -> Response.json(201, Json.write(OrderJson.Created.of(sale))), MercatelyErrors::orderRefused);
    }

    /** What stands in the wrapper {@code order}, or beside it where there is none; nothing when the wrapper is no object. */
    private static Optional<Parameters> fields(Parameters body) {
        return body.isBlank("order") ? Optional.of(body) : body.find("order").flatMap(Parameter::object);
    }
}
