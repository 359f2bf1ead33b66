package io.tianguis.storefront;

import io.tianguis.catalog.SitePaths;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.shops.Shop;
import io.tianguis.shops.TrackingCode.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page on which visitors write to the shop. */
final class ContactHandler {

    /**
     * @param ways to reach the shop otherwise
     * @param sent whether a message has just been sent
     */
    record ContactPage(Frame frame, List<Way> ways, MessageForm form, boolean sent) implements Page {}

    /** @param link null for what is no link */
    record Way(String name, String text, @Nullable String link) {}

    private final Visits visits;
    private final Questioner questioner;
    private final Pages pages;

    ContactHandler(Visits visits, Questioner questioner, Pages pages) {
        this.visits = visits;
        this.questioner = questioner;
        this.pages = pages;
    }

    /** {@code GET /tienda/{shop_id}/contacto}: what {@link Visits#answer} refuses. */
    Response show(Request request) {
        return visits.answer(request, visit -> {
            boolean sent = request.queryParameter("mensaje").isPresent();
            Head head = Head.indexed("Contacto", "Escribe a " + visit.shop().name() + ".", path(visit));
            return pages.show(
                    visit,
                    "contact",
                    sent ? head.on(Event.CONTACT) : head,
                    frame -> new ContactPage(frame, ways(visit.shop()), MessageForm.EMPTY, sent));
        });
    }

    /** {@code POST /tienda/{shop_id}/contacto}: what {@link Visits#answer} refuses and {@link Questioner#take} answers. */
    Response send(Request request) {
        return visits.answer(
                request,
                visit -> questioner.take(
                        visit,
                        Optional.empty(),
                        form -> pages.show(
                                visit.front(),
                                422,
                                "contact",
                                Head.passing("Contacto"),
                                frame -> new ContactPage(frame, ways(visit.shop()), form, false)),
                        () -> path(visit) + "?mensaje=recibido"));
    }

    private static String path(Visit visit) {
        return SitePaths.home(visit.shopId()) + "/contacto";
    }

    private static List<Way> ways(Shop shop) {
        List<Way> ways = new ArrayList<>();
        ways.add(new Way("Correo", shop.email(), "mailto:" + shop.email()));
        @Nullable String phone = shop.phone();
        if (phone != null) {
            ways.add(new Way("Teléfono", phone, "tel:" + phone.replaceAll("[^0-9+]", "")));
        }
        String address = Stream.of(shop.address(), shop.zipCode(), shop.city())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        if (!address.isEmpty()) {
            ways.add(new Way("Dirección", address, null));
        }
        return ways;
    }
}
