package io.tianguis.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Change;
import io.tianguis.shops.CheckoutTermsChange;
import io.tianguis.shops.NewTrackingCode;
import io.tianguis.shops.ShopChange;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.shops.TrackingCode.Provider;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the cart to the page that tells how the order goes, as a browser without scripts does it. */
class CheckoutPagesTest {

    private static final String HOME = "/tienda/215";

    private final TestServer server = TestServer.inWorld();
    private final Seller seller = Seller.of(server.url(), World.get());
    private final Buyer ana = new Buyer(server, HOME, "198.51.100.7");

    private record Count(long count) {}

    @AfterEach
    void stop() {
        seller.close();
        server.close();
    }

    @Test
    void aGuestBuysAndTheOrderIsThereForEveryIntegration() throws IOException {
        offer(9_900L, "Banco del Centro\nCLABE 0123");
        HttpResponse<String> added = ana.add(variant(World.MULTI), 2);
        assertThat(added.statusCode()).isEqualTo(303);
        HttpResponse<String> cart = ana.follow(added);
        assertThat(cart.body()).contains("Lo agregamos a tu carrito", "Multicontacto", "$240.00", HOME + "/compra");
        assertThat(cart.headers().firstValue("Cache-Control")).contains("no-store");
        HttpResponse<String> checkout = ana.get("/compra");
        assertThat(checkout.body()).contains("Envío a domicilio", "$99.00", "$339.00", "Transferencia bancaria");
        Map<String, String> details = Buyer.details();
        details.putAll(Map.of(
                "entrega",
                "envio",
                "pago",
                "transferencia",
                "calle",
                "Juárez",
                "ciudad",
                "Celaya",
                "estado",
                "MX-GUA"));

        HttpResponse<String> thanks = ana.follow(ana.buy(checkout, details));

        assertThat(thanks.body())
                .contains(
                        "¡Gracias por tu compra!",
                        "Transfiere $339.00",
                        "Banco del Centro\nCLABE 0123",
                        "2 × Multicontacto");
        String orders = "/v1/shops/215/orders/search?channel=mshops&access_token="
                + World.get().tokens().getFirst();
        HttpResponse<String> found = server.send("GET", orders, Map.of());
        assertThat(found.body())
                .contains(
                        "\"channel\":\"mshops\"",
                        "\"name\":\"Ana Ruiz\"",
                        "\"grand_total\":339",
                        "\"method\":\"bank_transfer\"");
        String number = number(thanks);
        assertThat(seller.getOrder("MercadoShops", number).body()).contains(World.MULTI);
        assertThat(server.send(
                                "GET",
                                "/api/v1/orders",
                                Map.of("api-key", World.get().demo().apiKey()))
                        .body())
                .contains("\"sales_channel\":\"MercadoShops\"", "\"total\":\"339.0\"");
        HttpResponse<String> order = ana.get("/pedido/" + secret(thanks));
        assertThat(order.body())
                .contains("Pedido " + number, "Recibido", "Transferencia bancaria, pendiente", "a Celaya, MX-GUA")
                .doesNotContain("1234", "Juárez");
        assertThat(ana.get("/carrito").body()).contains("Todavía no llevas nada", "Ver tu último pedido");
    }

    @Test
    void whatWasTypedStaysInTheFormAndStaysText() {
        ana.add(variant(World.TERMO), 1);
        Map<String, String> details = Buyer.details();
        details.putAll(Map.of("nombre", "<script>alert(1)</script>\"", "telefono", "12", "correo", "nadie"));

        HttpResponse<String> again = ana.buy(ana.get("/compra"), details);

        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body())
                .contains("Revisa lo que está marcado", "No parece un teléfono", "No parece un correo", "value=\"12\"")
                .contains("&lt;script>alert(1)&lt;/script>&#34;")
                .doesNotContain("<script>alert")
                .contains("href=\"#telefono\"", "id=\"telefono-falla\"");
        assertThat(orders()).isZero();
    }

    @Test
    void aDoubleClickIsOneOrder() throws Exception {
        ana.add(variant(World.TERMO), 4);
        HttpResponse<String> form = ana.get("/compra");

        List<HttpResponse<String>> answers = TestBackend.race(Collections.nCopies(
                4, (Callable<HttpResponse<String>>) () -> ana.again().buy(form, Buyer.details())));

        Set<String> places = answers.stream()
                .map(answer -> answer.headers().firstValue("Location").orElse(answer.body()))
                .collect(Collectors.toSet());
        assertThat(places).singleElement().asString().startsWith(HOME + "/compra/gracias/");
        assertThat(orders()).isEqualTo(1);
        HttpResponse<String> reloaded = ana.buy(form, Buyer.details());
        assertThat(reloaded.headers().firstValue("Location"))
                .contains(places.iterator().next());
        assertThat(ana.buy(form, Buyer.details()).headers().firstValue("Location"))
                .contains(places.iterator().next());
        ana.add(variant(World.MULTI), 1);
        HttpResponse<String> another = ana.buy(ana.get("/compra"), Buyer.details());
        assertThat(another.headers().firstValue("Location"))
                .isPresent()
                .isNotIn(places.stream().map(Optional::of).toList());
        assertThat(orders()).isEqualTo(2);
    }

    @Test
    void whoComesTooLateIsToldAndBuysWhatIsLeft() throws IOException {
        ana.add(variant(World.TERMO), 4);
        ana.add(variant(World.MULTI), 1);
        HttpResponse<String> form = ana.get("/compra");
        assertThat(seller.order("tarde-1", List.of(new Seller.Line(World.TERMO, 2)), Map.of())
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> late = ana.buy(form, Buyer.details());

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body())
                .contains(
                        "Alguien compró las últimas piezas",
                        "No se hizo ningún pedido",
                        "Solo quedan 2",
                        "Dejar lo que hay");
        assertThat(orders()).isZero();
        assertThat(ana.get("/compra").headers().firstValue("Location")).contains(HOME + "/carrito");
        ana.post("/carrito/cambios", Map.of("ajustar", "1"));
        assertThat(ana.buy(ana.get("/compra"), Buyer.details()).statusCode()).isEqualTo(303);
        Ledger.assertSound(server.database().database());
    }

    @Test
    void whatCostsMoreByNowIsConfirmedAnew() throws IOException {
        ana.add(variant(World.TERMO), 1);
        HttpResponse<String> form = ana.get("/compra");
        String webId = server.backend()
                .stock()
                .findBySku(World.get().demo().shop().id(), World.TERMO)
                .orElseThrow()
                .webId();
        assertThat(seller.patchVariant(webId, "{\"price\":60.5}").statusCode()).isEqualTo(200);

        HttpResponse<String> again = ana.buy(form, Buyer.details());

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("El precio cambió", "$60.50", "value=\"Ana\"");
        assertThat(ana.buy(again, Buyer.details()).statusCode()).isEqualTo(303);
    }

    @Test
    void theCartChangesByItsFormAlone() {
        ana.add(variant(World.TERMO), 1);
        ana.add(variant(World.TERMO), 1);
        ana.add(variant(World.MULTI), 1);
        assertThat(ana.get("/carrito").body()).contains("$111.00", "$231.00");

        ana.post("/carrito/cambios", Map.of("unidades[" + variant(World.MULTI) + "]", "3"));
        assertThat(ana.get("/carrito").body()).contains("$360.00", "$471.00");
        ana.post("/carrito/cambios", Map.of("quitar", Long.toString(variant(World.TERMO))));
        assertThat(ana.get("/carrito").body()).doesNotContain("Termo").contains("$360.00");
        assertThat(ana.add(variant(World.SOLD_OUT), 1).statusCode()).isEqualTo(303);
        assertThat(ana.get("/carrito").body()).contains("Se agotó").doesNotContain("Continuar con la compra");
        assertThat(ana.post("/carrito", Map.of()).statusCode()).isEqualTo(400);
        ana.add(999_999_999, 1);
        assertThat(ana.get("/carrito").body()).contains("Quitamos de tu carrito");
        assertThat(ana.get("/carrito").body()).doesNotContain("Quitamos de tu carrito");
    }

    @Test
    void formsOfOtherSitesAreRefused() {
        Map<String, String> form = Map.of("articulo", Long.toString(variant(World.TERMO)));
        for (String path : List.of("/carrito", "/carrito/cambios", "/compra")) {
            HttpResponse<String> refused = server.send(
                    "POST",
                    HOME + path,
                    Map.of("Sec-Fetch-Site", "cross-site", "Content-Type", "application/x-www-form-urlencoded"),
                    Buyer.encoded(form));
            assertThat(refused.statusCode()).as(path).isEqualTo(403);
            assertThat(refused.headers().firstValue("Set-Cookie")).as(path).isEmpty();
        }
    }

    @Test
    void anOrdersLinkWorksInItsShopAndTellsNothingOfWhomTheShopKnew() {
        ana.add(variant(World.TERMO), 1);
        Map<String, String> details = Buyer.details();
        details.put("telefono", "+52 449 123 4567");

        HttpResponse<String> thanks = ana.follow(ana.buy(ana.get("/compra"), details));

        HttpResponse<String> order = ana.get("/pedido/" + secret(thanks));
        assertThat(List.of(thanks.body(), order.body()))
                .allSatisfy(page -> assertThat(page).doesNotContain("Carlos", "Pérez", "example.com", "4567"));
        assertThat(server.send("GET", "/tienda/216/pedido/" + secret(thanks), Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(ana.get("/pedido/" + "x".repeat(32)).statusCode()).isEqualTo(404);
        assertThat(order.body()).contains("noindex");
    }

    @Test
    void whatAnotherShopSellsIsNotSoldHere() {
        long anothers = server.backend()
                .stock()
                .findBySku(World.get().stranger().shop().id(), "AJENO-1")
                .orElseThrow()
                .variantId();
        ana.add(anothers, 1);

        HttpResponse<String> refused = ana.buy(ana.get("/contacto"), Buyer.details());

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("La tienda dejó de ofrecer").doesNotContain("Botella ajena");
        assertThat(orders()).isZero();
    }

    @Test
    void eachStepHasItsOwnTrackingCodes() {
        for (Event event : List.of(Event.BUYING, Event.PAYMENT, Event.PURCHASE)) {
            NewTrackingCode code =
                    new NewTrackingCode(event.name(), "<!-- " + event + " -->", "{}", Provider.OTHER, event, true);
            server.backend()
                    .database()
                    .transaction(
                            tx -> server.backend()
                                    .trackingCodes()
                                    .add(tx, World.get().demo().shop().id(), code),
                            _ -> true);
        }

        HttpResponse<String> added = ana.follow(ana.add(variant(World.TERMO), 1));
        HttpResponse<String> cart = ana.get("/carrito");
        HttpResponse<String> checkout = ana.get("/compra");
        HttpResponse<String> thanks = ana.follow(ana.buy(checkout, Buyer.details()));

        assertThat(added.body()).contains("<!-- BUYING -->").doesNotContain("PAYMENT", "PURCHASE");
        assertThat(cart.body()).doesNotContain("BUYING", "PAYMENT", "PURCHASE");
        assertThat(checkout.body()).contains("<!-- PAYMENT -->").doesNotContain("BUYING", "PURCHASE");
        assertThat(thanks.body()).contains("<!-- PURCHASE -->").doesNotContain("BUYING", "PAYMENT");
        assertThat(ana.get("/pedido/" + secret(thanks)).body()).doesNotContain("PURCHASE");
    }

    @Test
    void whoConfirmsAllTheTimeIsSlowedDownAndOthersAreNot() {
        ana.add(variant(World.TERMO), 1);
        Buyer other = new Buyer(server, HOME, "198.51.100.8");
        int refused = 0;
        for (int attempt = 0; attempt < 40; attempt++) {
            refused += ana.post("/compra", Map.of()).statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isPositive();
        other.add(variant(World.TERMO), 1);
        assertThat(other.buy(other.get("/compra"), Buyer.details()).statusCode())
                .isEqualTo(303);
    }

    private void offer(Long flatShippingCents, String bankTransfer) {
        server.backend()
                .shops()
                .change(
                        World.get().demo().shop().id(),
                        new ShopChange(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Change.none(),
                                Change.none(),
                                Change.none(),
                                Change.none(),
                                Change.none(),
                                Change.none(),
                                new CheckoutTermsChange(
                                        Optional.empty(),
                                        Change.to(flatShippingCents),
                                        Optional.empty(),
                                        Change.to(bankTransfer),
                                        Optional.of(true))))
                .fold(shop -> shop, rejection -> {
                    throw new AssertionError(rejection);
                });
    }

    private long variant(String sku) {
        return server.backend()
                .stock()
                .findBySku(World.get().demo().shop().id(), sku)
                .orElseThrow()
                .variantId();
    }

    private long orders() {
        return server.database()
                .database()
                .get(Count.class, "SELECT count(*) FROM order_checkout WHERE shop_id = 215")
                .count();
    }

    private static String secret(HttpResponse<String> thanks) {
        return thanks.uri().getPath().substring(thanks.uri().getPath().lastIndexOf('/') + 1);
    }

    private static String number(HttpResponse<String> thanks) {
        return thanks.body().replaceAll("(?s).*pedido <strong>([0-9]+)</strong>.*", "$1");
    }
}
