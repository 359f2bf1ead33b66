package io.tianguis.storefront;

import io.tianguis.orders.Checkout;
import io.tianguis.orders.Order;
import io.tianguis.orders.Order.Shipment;
import io.tianguis.orders.PaymentChoice;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.shops.CheckoutTerms;
import io.tianguis.shops.Shops;
import io.tianguis.shops.TrackingCode.Event;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What became of a purchase, for whoever has its secret. Pages tell of the buyer no more than where to it goes, since links are
 * passed on: no telephone, no email, no street; and nothing of what the shop knew of them before.
 */
final class OrderHandler {

    /**
     * @param steps of its way, those that it took marked
     * @param bankTransfer where to pay, as long as that is awaited; empty otherwise
     */
    record OrderPage(
            Frame frame,
            String title,
            String number,
            String placedAt,
            List<Line> lines,
            String products,
            String shipping,
            String total,
            String state,
            List<Step> steps,
            String payment,
            String bankTransfer,
            String destination,
            String parcel,
            String path)
            implements Page {}

    record Line(String title, String option, long units, String amount) {}

    /** @param reached whether the order came so far */
    record Step(String name, boolean reached) {}

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d 'de' MMMM 'de' yyyy, HH:mm", Locale.of("es"));

    private final Visits visits;
    private final Shops shops;
    private final Checkout checkout;
    private final Pages pages;

    OrderHandler(Visits visits, Shops shops, Checkout checkout, Pages pages) {
        this.visits = visits;
        this.shops = shops;
        this.checkout = checkout;
        this.pages = pages;
    }

    /** The path of an order's page. */
    static String path(Visit visit, String secret) {
        return visit.home() + "/pedido/" + secret;
    }

    /** The path of the page that thanks for it. */
    static String thanks(Visit visit, String secret) {
        return visit.home() + "/compra/gracias/" + secret;
    }

    /** {@code GET /tienda/{shop_id}/pedido/{secret}}: what {@link Visits#answer} refuses, 404 for a secret without an order. */
    Response show(Request request) {
        return answer(request, (visit, order) -> page(visit, order, "order", Head.passing("Tu pedido")));
    }

    /** {@code GET /tienda/{shop_id}/compra/gracias/{secret}}: likewise. */
    Response thank(Request request) {
        return answer(
                request,
                (visit, order) -> page(
                        visit,
                        order,
                        "thanks",
                        Head.passing("Gracias por tu compra").on(Event.PURCHASE)));
    }

    private Response answer(Request request, BiFunction<Visit, Order, Response> operation) {
        return visits.answer(
                request,
                visit -> checkout.find(visit.shopId(), request.pathParameter("secret"))
                        .map(order -> operation.apply(visit, order))
                        .orElseGet(() -> pages.notice(
                                visit.front(),
                                404,
                                "No encontramos ese pedido",
                                "Revisa que el enlace esté completo.")));
    }

    private Response page(Visit visit, Order order, String template, Head head) {
        Prices prices = visit.front().prices();
        Order.Header header = order.header();
        PaymentChoice choice = PaymentChoice.of(order);
        Optional<String> transfer = Optional.of(shops.checkoutTerms(visit.shopId()))
                .filter(_ -> OrderWords.awaitsTransfer(order))
                .map(CheckoutTerms::bankTransfer);
        @Nullable
        Shipment shipment =
                order.shipments().isEmpty() ? null : order.shipments().getFirst();
        return pages.show(
                        visit.front(),
                        200,
                        template,
                        head,
                        frame -> new OrderPage(
                                frame,
                                head.title(),
                                header.number(),
                                MOMENT.format(
                                        header.createdAt().atZone(visit.shop().zone())),
                                order.lines().stream()
                                        .map(line -> new Line(
                                                line.title(),
                                                String.join(" / ", line.optionValues()),
                                                line.units(),
                                                prices.of(line.amountCents())))
                                        .toList(),
                                prices.of(header.productsGrandTotalCents() - header.discountCents()),
                                OrderWords.shipping(shipment, prices),
                                prices.of(header.grandTotalCents()),
                                OrderWords.state(header),
                                OrderWords.steps(header),
                                OrderWords.payment(header, choice),
                                transfer.orElse(""),
                                OrderWords.destination(shipment),
                                OrderWords.parcel(shipment),
                                path(visit, visit.request().pathParameter("secret"))))
                .withHeader("Cache-Control", "no-store")
                .withHeader("Referrer-Policy", "same-origin");
    }
}
