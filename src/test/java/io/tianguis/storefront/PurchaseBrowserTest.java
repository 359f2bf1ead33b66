package io.tianguis.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.catalog.SitePaths;
import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.shops.NewTrackingCode;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.shops.TrackingCode.Provider;
import io.tianguis.stock.OpeningStock;
import io.tianguis.stock.StockedProduct;
import io.tianguis.testkit.Browser;
import io.tianguis.testkit.Browser.Device;
import io.tianguis.testkit.BrowserVisit;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Buying on the site, in a browser and by the keyboard. */
class PurchaseBrowserTest {

    private static final String HOME = SitePaths.home(DemonstrationShop.ID);

    /** Says on the page that it ran, where a test finds it. */
    private static final String SNIPPET = "<script>(window.ran = window.ran || []).push('%s')</script>";

    private @Nullable TestServer server;

    @BeforeEach
    void open() {
        Browser.get();
        server = TestServer.inWorld();
        server.backend()
                .database()
                .transaction(
                        tx -> {
                            for (Event event : Event.values()) {
                                NewTrackingCode code = new NewTrackingCode(
                                        event.name(),
                                        SNIPPET.formatted(event.name()),
                                        "{}",
                                        Provider.OTHER,
                                        event,
                                        true);
                                server().backend().trackingCodes().add(tx, DemonstrationShop.ID, code);
                            }
                            return true;
                        },
                        done -> true);
        server.backend()
                .productImages()
                .addFrom(
                        DemonstrationShop.ID,
                        termo().product().productId(),
                        "https://imagenes.example/TRM-00001-AZUL-frente.webp");
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP, true", "PHONE, true", "PHONE, false"})
    void aGuestBuysSeesTheOrderAndTheShopsProgramsDoToo(Device device, boolean scripts) {
        try (BrowserVisit visit =
                scripts ? Browser.get().visit(server(), device) : Browser.get().visitWithoutScripts(server(), device)) {
            Page page = visit.open(SitePaths.product(DemonstrationShop.ID, termo().product()));
            List<String> barriers = new ArrayList<>();
            seen(visit, scripts, "product-alone", barriers, "NAVIGATION");
            press(page, AriaRole.BUTTON, "Agregar al carrito");
            assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("Lo agregamos a tu carrito");
            seen(visit, scripts, "cart", barriers, "NAVIGATION", "BUYING");
            press(page, AriaRole.LINK, "Continuar con la compra");
            page.getByLabel("Nombre", new Page.GetByLabelOptions().setExact(true))
                    .fill("Ana");
            page.getByLabel("Teléfono").fill("55 1234 5678");
            page.locator("[name=apellido]").fill("Ruiz");
            seen(visit, scripts, "checkout", barriers, "NAVIGATION", "PAYMENT");
            press(page, AriaRole.BUTTON, "Confirmar pedido");
            assertThat(page.locator("h1").textContent()).isEqualTo("¡Gracias por tu compra!");
            seen(visit, scripts, "thanks", barriers, "NAVIGATION", "PURCHASE");
            press(page, AriaRole.LINK, "Ver mi pedido");
            assertThat(page.locator("h1").textContent()).startsWith("Pedido ");
            seen(visit, scripts, "order", barriers, "NAVIGATION");

            assertThat(barriers).isEmpty();
            assertThat(server().send(
                                    "GET",
                                    "/v1/shops/215/orders/search?channel=mshops",
                                    Map.of(
                                            "Authorization",
                                            "Bearer " + World.get().tokens().getFirst()))
                            .body())
                    .contains("\"name\":\"Ana Ruiz\"");
        }
    }

    @Test
    void whoConfirmsAfterTheLastUnitWasSoldIsToldSo() {
        long variant = termo().variants().getFirst().variantId();
        long left = termo().available();
        try (BrowserVisit visit = Browser.get().visit(server(), Device.PHONE)) {
            Page page = visit.open(SitePaths.product(DemonstrationShop.ID, termo().product()));
            press(page, AriaRole.BUTTON, "Agregar al carrito");
            press(page, AriaRole.LINK, "Continuar con la compra");
            page.getByLabel("Nombre", new Page.GetByLabelOptions().setExact(true))
                    .fill("Ana");
            page.getByLabel("Teléfono").fill("55 1234 5678");
            page.locator("[name=apellido]").fill("Ruiz");
            Buyer quicker = new Buyer(server(), HOME, "198.51.100.7");
            quicker.add(variant, left);
            assertThat(quicker.buy(quicker.get("/compra"), Buyer.details()).statusCode())
                    .isEqualTo(303);

            press(page, AriaRole.BUTTON, "Confirmar pedido");

            assertThat(page.getByRole(AriaRole.ALERT).textContent())
                    .contains("Alguien compró las últimas piezas", "No se hizo ningún pedido");
            visit.keepScreenshot("sold-meanwhile");
            assertThat(visit.barriers()).isEmpty();
            assertThat(termo().available()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeIsSaidPlainlyHoweverLongItsName(Device device) {
        String longest = ("Juego de cobijas térmicas " + "Donaudampfschifffahrtsgesellschaftskapitaen".repeat(5))
                .repeat(2)
                .substring(0, NewProduct.MAX_TITLE_LENGTH);
        long productId = server().backend()
                .database()
                .transaction(tx -> server().backend()
                        .stock()
                        .create(
                                tx,
                                DemonstrationShop.ID,
                                NewProduct.of(longest, ProductStatus.ACTIVE, NewVariant.of("LARGO-1", 99_999_900)),
                                List.of(new OpeningStock(0, false))))
                .fold(Catalog.Created::productId, rejection -> {
                    throw new AssertionError("refused: " + rejection);
                });
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home-of-few", HOME);
        pages.put("product-sold-out", HOME + "/p/" + productId);
        pages.put("nothing-found", HOME + "/buscar?q=" + "x".repeat(200));
        pages.put("cart-empty", HOME + "/carrito");
        pages.put("not-there", HOME + "/p/1");
        try (BrowserVisit visit = Browser.get().visit(server(), device)) {
            pages.forEach((name, path) -> {
                visit.open(path);
                plain(visit, name);
            });
            visit.open(SitePaths.product(DemonstrationShop.ID, termo().product()));
            press(visit.page(), AriaRole.BUTTON, "Agregar al carrito");
            press(visit.page(), AriaRole.LINK, "Continuar con la compra");
            press(visit.page(), AriaRole.BUTTON, "Confirmar pedido");
            assertThat(visit.page().getByRole(AriaRole.ALERT).textContent()).contains("Nombre", "Teléfono");
            plain(visit, "checkout-faults");
        }
    }

    private static void plain(BrowserVisit visit, String name) {
        assertThat(visit.barriers()).as(name).isEmpty();
        assertThat(visit.layoutShift()).as(name).isZero();
        assertThat(visit.scrollsSideways()).as(name).isFalse();
        visit.keepScreenshot(name);
    }

    /** Keeps what the page looks like, what keeps people from using it, and that the events' tracking codes ran alone. */
    private static void seen(
            BrowserVisit visit, boolean scripts, String name, List<String> barriers, String... events) {
        if (scripts) {
            visit.page().waitForLoadState();
            assertThat(((List<?>) visit.page().evaluate("window.ran || []"))
                            .stream().map(Object::toString))
                    .as(name)
                    .containsExactlyInAnyOrder(events);
            barriers.addAll(visit.barriers());
            assertThat(visit.scrollsSideways()).as(name).isFalse();
            visit.keepScreenshot(name);
        }
    }

    private static void press(Page page, AriaRole role, String name) {
        page.getByRole(role, new Page.GetByRoleOptions().setName(name)).press("Enter");
    }

    private StockedProduct termo() {
        return server().backend()
                .stock()
                .findProduct(DemonstrationShop.ID, World.TERMO)
                .orElseThrow();
    }

    private TestServer server() {
        if (server == null) {
            throw new IllegalStateException("no test comes before its server");
        }
        return server;
    }
}
