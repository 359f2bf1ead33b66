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
     * @param ready whether all of it can be bought now
     * @param lastOrder the path of what was bought last, when nothing is in the cart
     */
    record CartPage(
            Frame frame,
            List<PricedCart.Shown> lines,
            String total,
            Note note,
            boolean ready,
            Optional<String> lastOrder)
            implements Page {

        /** Of one line. */
        int most() {
            return Purchase.MAX_UNITS;
        }
    }

    /**
     * What there is to say first.
     *
     * @param text empty for nothing
     * @param alert whether something went wrong
     */
    record Note(String text, boolean alert) {

        static final Note NONE = new Note("", false);

        static Note told(String text) {
            return new Note(text, false);
        }

        static Note warned(String text) {
            return new Note(text, true);
        }
    }

    private static final Head HEAD = Head.passing("Tu carrito");
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
            Head head = added ? HEAD.on(Event.BUYING) : HEAD;
            if (priced.withdrawn() > 0) {
                Note note = Note.warned("Quitamos de tu carrito lo que la tienda ya no ofrece.");
                return carts.kept(shown(visit, priced, 200, head, note), visit, priced.cart());
            }
            if (priced.isShort()) {
                return shown(visit, priced, 200, head, Note.warned("Ya no hay tantas piezas como querías."));
            }
            return shown(visit, priced, 200, head, added ? Note.told("Lo agregamos a tu carrito.") : Note.NONE);
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

    /** The page as the answer to a purchase that cannot be. */
    Response refused(Visit visit, PricedCart priced, String why) {
        return shown(visit, priced, 409, HEAD, Note.warned(why));
    }

    private Response shown(Visit visit, PricedCart priced, int status, Head head, Note note) {
        Optional<String> lastOrder = priced.lines().isEmpty()
                ? checkout.find(visit.shopId(), priced.cart().secret())
                        .map(_ -> OrderHandler.path(visit, priced.cart().secret()))
                : Optional.empty();
        return pages.show(
                        visit.front(),
                        status,
                        "cart",
                        head,
                        frame -> new CartPage(
                                frame,
                                priced.shown(visit.front(), pictures),
                                visit.front().prices().of(priced.totalCents()),
                                note,
                                priced.isReady(),
                                lastOrder))
                .withHeader("Cache-Control", "no-store");
    }
}
