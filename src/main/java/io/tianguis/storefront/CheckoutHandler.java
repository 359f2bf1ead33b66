package io.tianguis.storefront;

import io.tianguis.kernel.Clock;
import io.tianguis.orders.Checkout;
import io.tianguis.orders.CheckoutRejection;
import io.tianguis.orders.CheckoutRejection.Field;
import io.tianguis.orders.DeliveryChoice;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.shops.CheckoutTerms;
import io.tianguis.shops.Shops;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.stock.Stock;
import java.time.Duration;
import java.util.List;

/** Where a visitor says who they are and how they want it, and buys. */
final class CheckoutHandler {

    /**
     * @param note what there is to say first, empty for nothing
     * @param productsCents what the products cost, as the form repeats it
     * @param flatShippingCents what a shipment costs, as the form repeats it; 0 when the shop has no such price
     * @param total with the shipment, for people
     */
    record CheckoutPage(
            Frame frame,
            CheckoutForm form,
            CheckoutTerms terms,
            List<PricedCart.Shown> lines,
            String note,
            long productsCents,
            String products,
            long flatShippingCents,
            String flatShipping,
            String total)
            implements Page {

        /** Whether the choice is made already, or is the only one. */
        boolean chosen(Field field, String choice, boolean only) {
            return form.text(field).equals(choice) || only && form.text(field).isEmpty();
        }

        /** The fields that have a fault, in their order. */
        List<Field> faulty() {
            return form.faults().keySet().stream().sorted().toList();
        }
    }

    /** Enough for the many who share an address of a mobile network, too few to hold a shop's stock with made-up orders. */
    private static final int MOST_OF_ADDRESS = 30;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Visits visits;
    private final Forms forms;
    private final Shops shops;
    private final Stock stock;
    private final Checkout checkout;
    private final Carts carts;
    private final Pictures pictures;
    private final CartHandler cartPages;
    private final Pages pages;
    private final AddressLimit limit;

    CheckoutHandler(
            Visits visits,
            Forms forms,
            Shops shops,
            Stock stock,
            Checkout checkout,
            Carts carts,
            Pictures pictures,
            CartHandler cartPages,
            Pages pages,
            Clock clock) {
        this.visits = visits;
        this.forms = forms;
        this.shops = shops;
        this.stock = stock;
        this.checkout = checkout;
        this.carts = carts;
        this.pictures = pictures;
        this.cartPages = cartPages;
        this.pages = pages;
        this.limit = new AddressLimit(MOST_OF_ADDRESS, Integer.MAX_VALUE, WINDOW, clock);
    }

    /**
     * {@code GET /tienda/{shop_id}/compra}: what {@link Visits#answer} refuses; to the cart when not all of it can be bought.
     */
    Response show(Request request) {
        return visits.answer(request, visit -> {
            PricedCart priced = PricedCart.of(visit, carts.of(visit), stock);
            return priced.isReady() && priced.withdrawn() == 0
                    ? form(visit, priced, CheckoutForm.EMPTY, 200, "")
                    : Pages.seeOther(visit.home() + "/carrito");
        });
    }

    /**
     * {@code POST /tienda/{shop_id}/compra}: what {@link Forms#answer} refuses; 429 for one too many; the form again with 422
     * for what cannot be used of it, and with 409 when it costs something else by now; the cart with 409 when not all of it is
     * there any more. What was bought already is thanked for once more.
     */
    Response place(Request request) {
        return visits.answer(
                request,
                visit -> forms.answer(
                        visit, form -> limit.allows(visit) ? place(visit, carts.of(visit), form) : tooMany(visit)));
    }

    private Response tooMany(Visit visit) {
        return pages.notice(
                        visit.front(),
                        429,
                        "Espera un poco",
                        "Recibimos muchos pedidos tuyos en poco tiempo. Tu carrito sigue aquí: inténtalo en unos minutos.")
                .withHeader("Retry-After", Long.toString(WINDOW.toSeconds()));
    }

    private Response place(Visit visit, Cart cart, Parameters sent) {
        if (cart.isEmpty()) {
            return checkout.find(visit.shopId(), cart.secret()).isPresent()
                    ? Pages.seeOther(OrderHandler.thanks(visit, cart.secret()))
                    : Pages.seeOther(visit.home() + "/carrito");
        }
        CheckoutForm form = CheckoutForm.read(sent);
        CheckoutTerms terms = shops.checkoutTerms(visit.shopId());
        long shown = cents(sent, "productos")
                + (form.delivery() == DeliveryChoice.FLAT_PRICE ? cents(sent, "costo_envio") : 0);
        return checkout.place(visit.shop(), terms, form.purchase(cart, shown))
                .fold(
                        placed -> carts.kept(
                                Pages.seeOther(OrderHandler.thanks(visit, cart.secret())),
                                visit,
                                cart.only(_ -> false)),
                        rejection -> refused(visit, cart, form, rejection));
    }

    private Response refused(Visit visit, Cart cart, CheckoutForm form, CheckoutRejection rejection) {
        PricedCart priced = PricedCart.of(visit, cart, stock);
        return switch (rejection) {
            case CheckoutRejection.Closed _ -> pages.shopNotFound();
            case CheckoutRejection.Unusable(var faults) ->
                form(visit, priced, form.with(faults), 422, "Revisa lo que está marcado y confirma otra vez.");
            case CheckoutRejection.TotalDiffers _ ->
                form(
                        visit,
                        priced,
                        form,
                        409,
                        "El precio cambió mientras comprabas. Revisa el nuevo total y confirma.");
            case CheckoutRejection.NotOffered _ ->
                carts.kept(
                        cartPages.refused(
                                visit,
                                priced,
                                "La tienda dejó de ofrecer algo de lo que querías mientras comprabas. No se hizo ningún"
                                        + " pedido."),
                        visit,
                        priced.cart());
            case CheckoutRejection.NotEnoughStock _ ->
                cartPages.refused(
                        visit,
                        priced,
                        "Alguien compró las últimas piezas mientras confirmabas. No se hizo ningún pedido.");
            case CheckoutRejection.AmountOutOfRange _ ->
                pages.notice(
                        visit.front(),
                        409,
                        "Es demasiado para una sola compra",
                        "Haz varios pedidos, o escribe a la tienda desde la página de contacto.");
        };
    }

    private Response form(Visit visit, PricedCart priced, CheckoutForm form, int status, String note) {
        CheckoutTerms terms = shops.checkoutTerms(visit.shopId());
        Long flat = terms.flatShippingCents();
        long flatCents = flat == null ? 0 : flat;
        Prices prices = visit.front().prices();
        return pages.show(
                        visit.front(),
                        status,
                        "checkout",
                        Head.passing("Tu compra").on(Event.PAYMENT),
                        frame -> new CheckoutPage(
                                frame,
                                form,
                                terms,
                                priced.shown(visit.front(), pictures),
                                note,
                                priced.totalCents(),
                                prices.of(priced.totalCents()),
                                flatCents,
                                prices.of(flatCents),
                                prices.of(priced.totalCents() + flatCents)))
                .withHeader("Cache-Control", "no-store");
    }

    /** What was told of a price: nothing can cost what cannot be read. */
    private static long cents(Parameters sent, String name) {
        return sent.integer(name)
                .filter(cents -> cents >= 0 && cents <= Long.MAX_VALUE / 2)
                .orElse(-1L);
    }
}
