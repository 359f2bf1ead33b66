package io.tianguis.storefront;

import io.tianguis.orders.Checkout;
import io.tianguis.orders.Purchase;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.stock.Stock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What a visitor is going to buy. */
final class CartHandler {

    /**
     * @param note what there is to say first, empty for nothing
     * @param alert whether the note is about something that went wrong
     * @param ready whether all of it can be bought now
     * @param lastOrder the path of what was bought last, when nothing is in the cart
     */
    record CartPage(
            Frame frame,
            List<PricedCart.Shown> lines,
            String total,
            String note,
            boolean alert,
            boolean ready,
            Optional<String> lastOrder)
            implements Page {

        /** Of one line. */
        int most() {
            return Purchase.MAX_UNITS;
        }
    }

    private static final String ADDED = "agregado";

    private final Visits visits;
    private final Forms forms;
    private final Stock stock;
    private final Checkout checkout;
    private final Carts carts;
    private final Pictures pictures;
    private final Pages pages;

    CartHandler(
            Visits visits, Forms forms, Stock stock, Checkout checkout, Carts carts, Pictures pictures, Pages pages) {
        this.visits = visits;
        this.forms = forms;
        this.stock = stock;
        this.checkout = checkout;
        this.carts = carts;
        this.pictures = pictures;
        this.pages = pages;
    }

    /** {@code GET /tienda/{shop_id}/carrito}: what {@link Visits#answer} refuses. */
    Response show(Request request) {
        return visits.answer(request, visit -> {
            PricedCart priced = PricedCart.of(visit, carts.of(visit), stock);
            boolean added = request.queryParameter(ADDED).isPresent();
            if (priced.withdrawn() > 0) {
                String note = "Quitamos de tu carrito lo que la tienda ya no ofrece.";
                return carts.kept(shown(visit, priced, 200, note, true, added), visit, priced.cart());
            }
            if (priced.isShort()) {
                return shown(visit, priced, 200, "Ya no hay tantas piezas como querías.", true, added);
            }
            return shown(visit, priced, 200, added ? "Lo agregamos a tu carrito." : "", false, added);
        });
    }

    /**
     * {@code POST /tienda/{shop_id}/carrito} with {@code articulo} and {@code cantidad}: what {@link Forms#answer} refuses, 400
     * without a variant, 409 for a cart that is full.
     */
    Response add(Request request) {
        return change(request, (visit, form) -> {
            Optional<Long> variant = form.integer("articulo").filter(id -> id > 0);
            if (variant.isEmpty()) {
                return pages.notice(
                        visit.front(),
                        400,
                        "Elige una opción",
                        "Vuelve al producto y di cuál de sus opciones quieres.");
            }
            long units = Math.clamp(form.integer("cantidad").orElse(1L), 1, Purchase.MAX_UNITS);
            Cart cart = carts.open(carts.of(visit));
            Cart filled = cart.having(variant.get(), cart.units(variant.get()) + units);
            return filled.units(variant.get()) == 0
                    ? pages.notice(
                            visit.front(),
                            409,
                            "Tu carrito está lleno",
                            "Compra lo que llevas, o quita algo, antes de agregar otro producto.")
                    : carts.kept(Pages.seeOther(visit.home() + "/carrito?" + ADDED), visit, filled);
        });
    }

    /**
     * {@code POST /tienda/{shop_id}/carrito/cambios}: {@code quitar} takes a variant out, {@code ajustar} makes it what there
     * is, and otherwise {@code unidades[…]} are the units of each variant. What {@link Forms#answer} refuses.
     */
    Response change(Request request) {
        return change(request, (visit, form) -> {
            Cart cart = carts.of(visit);
            Cart changed = form.has("ajustar")
                    ? PricedCart.of(visit, cart, stock).fitting()
                    : form.integer("quitar")
                            .map(variant -> cart.having(variant, 0))
                            .orElseGet(() -> counted(cart, form));
            return carts.kept(Pages.seeOther(visit.home() + "/carrito"), visit, changed);
        });
    }

    private static Cart counted(Cart cart, Parameters form) {
        Map<String, Parameter> units = form.find("unidades")
                .flatMap(Parameter::object)
                .orElse(Parameters.NONE)
                .values();
        Cart counted = cart;
        for (Purchase.Line line : cart.lines()) {
            Optional<Long> wanted = Optional.ofNullable(units.get(Long.toString(line.variantId())))
                    .flatMap(Parameter::integer);
            counted = counted.having(line.variantId(), wanted.orElse(line.units()));
        }
        return counted;
    }

    private Response change(Request request, BiFunction<Visit, Parameters, Response> operation) {
        return visits.answer(request, visit -> forms.answer(visit, form -> operation.apply(visit, form)));
    }

    /** The page, also as the answer to a purchase that cannot be. */
    Response shown(Visit visit, PricedCart priced, int status, String note, boolean alert, boolean added) {
        Head head = Head.passing("Tu carrito");
        Optional<String> lastOrder = priced.lines().isEmpty()
                ? checkout.find(visit.shopId(), priced.cart().secret())
                        .map(_ -> OrderHandler.path(visit, priced.cart().secret()))
                : Optional.empty();
        return pages.show(
                        visit.front(),
                        status,
                        "cart",
                        added ? head.on(Event.BUYING) : head,
                        frame -> new CartPage(
                                frame,
                                priced.shown(visit.front(), pictures),
                                visit.front().prices().of(priced.totalCents()),
                                note,
                                alert,
                                priced.isReady(),
                                lastOrder))
                .withHeader("Cache-Control", "no-store");
    }
}
