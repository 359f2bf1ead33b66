package io.tianguis.dialects.mercadoshops;

import io.tianguis.kernel.Outcome;
import io.tianguis.orders.InvoiceChange;
import io.tianguis.orders.OrderAdministration;
import io.tianguis.orders.OrderChangeRejection;
import io.tianguis.orders.ShipmentChange;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.Shop;

/** Invoices and shipments of orders (S17). */
final class OrderChangesHandler {

    private final MercadoShopsAuth auth;
    private final OrderAdministration orders;

    OrderChangesHandler(MercadoShopsAuth auth, OrderAdministration orders) {
        this.auth = auth;
        this.orders = orders;
    }

    /**
     * {@code PUT /v1/shops/{shop_id}/orders/{order_id}}: 403 without the shop's token, 400 for an id that is no number or an
     * invoice that cannot be read, 404 for an order that the shop does not have, 400 for whom another caller was faster than.
     */
    Response invoice(Request request) {
        return auth.answer(
                request,
                shop -> MercadoShopsIds.answer(request, "order_id", orderId -> invoice(shop, orderId, request)));
    }

    private Response invoice(Shop shop, long orderId, Request request) {
        return switch (OrderChangeIntake.invoice(request)) {
            case Outcome.Rejected<InvoiceChange, Response>(Response refused) -> refused;
            case Outcome.Ok<InvoiceChange, Response>(InvoiceChange change) ->
                orders.changeInvoice(shop.id(), orderId, change, null)
                        .fold(
                                invoice -> Response.json(
                                        200, Json.write(OrderChangeJson.Invoiced.of(invoice, shop.zone()))),
                                OrderChangesHandler::refused);
        };
    }

    /**
     * {@code PUT /v1/shops/{shop_id}/orders/{order_id}/shippings/{shipping_id}}: 403 without the shop's token, 400 for an id
     * that is no number or a status or code that cannot be taken, 404 for an order or a shipment that is not there, 400 for whom
     * another caller was faster than.
     */
    Response shipment(Request request) {
        return auth.answer(
                request,
                shop -> MercadoShopsIds.answer(
                        request,
                        "order_id",
                        orderId -> MercadoShopsIds.answer(
                                request, "shipping_id", shipmentId -> shipment(shop, orderId, shipmentId, request))));
    }

    private Response shipment(Shop shop, long orderId, long shipmentId, Request request) {
        return switch (OrderChangeIntake.shipment(request)) {
            case Outcome.Rejected<ShipmentChange, Response>(Response refused) -> refused;
            case Outcome.Ok<ShipmentChange, Response>(ShipmentChange change) ->
                orders.changeShipment(shop.id(), orderId, shipmentId, change, null)
                        .fold(
                                state -> Response.json(200, Json.write(OrderChangeJson.Shipped.of(state))),
                                OrderChangesHandler::refused);
        };
    }

    private static Response refused(OrderChangeRejection rejection) {
        return switch (rejection) {
            case OrderChangeRejection.OrderNotFound _ -> MercadoShopsErrors.orderNotFound();
            case OrderChangeRejection.ShipmentNotFound _ -> MercadoShopsErrors.shippingNotFound();
            case OrderChangeRejection.PaymentNotFound _ -> MercadoShopsErrors.paymentNotFound();
            case OrderChangeRejection.Overtaken _ -> MercadoShopsErrors.orderChangedMeanwhile();
        };
    }
}
