package io.tianguis.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.catalog.SitePaths;
import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.shops.NewTrackingCode;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.shops.TrackingCode.Provider;
import io.tianguis.stock.OpeningStock;
import io.tianguis.testkit.Browser;
import io.tianguis.testkit.Browser.Device;
import io.tianguis.testkit.BrowserVisit;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What visitors do on the site, in a browser, and what programs learn of it. */
class VisitorBrowserTest {

    private static final String HOME = SitePaths.home(DemonstrationShop.ID);

    /** Says on the page that it ran, where a test finds it. */
    private static final String SNIPPET = "<script>(window.ran = window.ran || []).push('%s')</script>";

    private static @Nullable TestServer server;

    /** Each test by itself, so that each is told of that is skipped for want of a browser. */
    @BeforeEach
    void open() {
        Browser.get();
        if (server != null) {
            return;
        }
        server = TestServer.inWorld();
        server.backend().database().transaction(tx -> {
            for (Event event : Event.values()) {
                server().backend().trackingCodes().add(tx, DemonstrationShop.ID, code(event));
            }
            return server().backend()
                    .stock()
                    .create(
                            tx,
                            DemonstrationShop.ID,
                            NewProduct.of(
                                    "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&",
                                    ProductStatus.ACTIVE,
                                    NewVariant.of("HOSTIL", 100)),
                            List.of(new OpeningStock(1, false)));
        });
    }

    private static NewTrackingCode code(Event event) {
        return new NewTrackingCode(event.name(), SNIPPET.formatted(event.name()), "{}", Provider.OTHER, event, true);
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP, true", "PHONE, false"})
    void whoLooksForAThingAndAsksFindsTheAnswerOnItsPage(Device device, boolean scripts) {
        String question = "¿Cabe en una mochila? (" + device + ")";
        try (BrowserVisit visit =
                scripts ? Browser.get().visit(server(), device) : Browser.get().visitWithoutScripts(server(), device)) {
            Page page = visit.open(HOME);
            page.getByLabel("Buscar productos").fill("termo");
            press(page, "Buscar");
            page.locator(".tile a").first().press("Enter");
            assertThat(page.locator("h1").textContent()).containsIgnoringCase("termo");
            page.getByLabel("Tu pregunta").fill(question);
            page.getByLabel("Nombre").fill("Lucía Ramos");
            page.getByLabel("Correo").fill("lucia@example.com");
            press(page, "Preguntar");
            assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("Tu pregunta llegó a la tienda");

            answer(question, "Sí, de pie.");

            page.reload();
            assertThat(page.locator(".answered").textContent()).contains(question, "Sí, de pie.");
        }
    }

    @Test
    void aHostileTitleIsText() {
        try (BrowserVisit visit = Browser.get().visit(server(), Device.DESKTOP)) {
            Page page = visit.open(HOME);
            page.onDialog(dialog -> {
                throw new AssertionError("a title ran");
            });
            Locator hostile = page.getByText("<script>alert(1)</script>");
            hostile.first().click();

            assertThat(page.locator("h1").textContent())
                    .isEqualTo("<script>alert(1)</script><img src=x onerror=alert(2)>\"'&");
            assertThat(page.locator("main img[src=x]").count()).isZero();
        }
    }

    @Test
    void aTrackingCodeRunsOnThePageOfItsEventAndNowhereElse() {
        try (BrowserVisit visit = Browser.get().visit(server(), Device.DESKTOP)) {
            assertThat(ran(visit.open(HOME))).containsExactly("NAVIGATION");
            assertThat(ran(visit.open(HOME + "/buscar?q=termo"))).containsExactly("NAVIGATION");
            Page page = visit.open(HOME + "/contacto");
            assertThat(ran(page)).containsExactly("NAVIGATION");
            page.getByLabel("Tu mensaje").fill("¿Abren en sábado?");
            page.getByLabel("Nombre").fill("Ana");
            page.getByLabel("Correo").fill("ana@example.com");
            press(page, "Enviar");
            assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("Recibimos tu mensaje");
            assertThat(ran(page)).containsExactlyInAnyOrder("NAVIGATION", "CONTACT");
        }
    }

    /** By the keyboard: where scripts are switched off, no click knows that the page stands still. */
    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .press("Enter");
    }

    private static List<String> ran(Page page) {
        page.waitForLoadState();
        return ((List<?>) page.evaluate("window.ran || []"))
                .stream().map(Object::toString).toList();
    }

    /** As a program of the shop does it. */
    private static void answer(String question, String answer) {
        Map<String, String> token = Map.of(
                "Authorization", "Bearer " + World.get().tokens().getFirst(), "Content-Type", "application/json");
        String found = server().send("GET", "/v1/shops/215/questions/search?channel=mshops&q=mochila", token)
                .body();
        Matcher id = Pattern.compile("\"id\":(11\\d+)").matcher(found);
        assertThat(found).contains(question);
        while (id.find()) {
            server().send("PUT", "/v1/shops/215/questions/" + id.group(1), token, "{\"answer\":\"" + answer + "\"}");
        }
    }

    private static TestServer server() {
        if (server == null) {
            throw new IllegalStateException("no test comes before its server");
        }
        return server;
    }
}
