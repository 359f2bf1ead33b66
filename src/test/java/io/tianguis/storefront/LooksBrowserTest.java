package io.tianguis.storefront;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.tianguis.catalog.SitePaths;
import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.stock.StockedProduct;
import io.tianguis.stock.StockedVariant;
import io.tianguis.testkit.Browser;
import io.tianguis.testkit.Browser.Device;
import io.tianguis.testkit.BrowserVisit;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.TestServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the demonstration shop's pages look, to everybody. */
class LooksBrowserTest {

    private static final String HOME = SitePaths.home(DemonstrationShop.ID);
    private static final int TILES_OF_HOME = 12;

    private static @Nullable TestServer server;

    /** Each test by itself, so that each is told of that is skipped for want of a browser. */
    @BeforeEach
    void open() {
        Browser.get();
        if (server != null) {
            return;
        }
        server = TestServer.withDemonstration();
        want();
    }

    /** What is seen below is wanted before, so that nothing is missing when somebody looks. */
    private static void want() {
        StockedProduct richest = richest();
        List<String> addresses = new ArrayList<>(richest.pictures());
        richest.variants().stream()
                .map(StockedVariant::imageUrl)
                .filter(Objects::nonNull)
                .limit(1)
                .forEach(addresses::add);
        newest().forEach(product -> product.pictures().stream().limit(1).forEach(addresses::add));
        server().backend().imageCopies().of(DemonstrationShop.ID, addresses);
    }

    private static List<StockedProduct> newest() {
        return server().backend()
                .products()
                .list(DemonstrationShop.ID, 0, TILES_OF_HOME)
                .products();
    }

    private static StockedProduct richest() {
        return newest().stream()
                .max(Comparator.comparingInt(product -> product.variants().size()))
                .orElseThrow();
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPageIsForEverybodyStandsStillAndBreaksNoPolicyOfItsOwn(Device device) {
        Map<String, String> pages = pages();
        try (BrowserVisit visit = Browser.get().visit(server(), device)) {
            Eventually.await(
                    "a picture of each product",
                    () -> visit.open(HOME).locator(".tile img").count() == TILES_OF_HOME);
            SoftAssertions found = new SoftAssertions();
            pages.forEach((name, path) -> {
                visit.open(path);
                look(visit, name, found);
            });
            visit.open(SitePaths.product(DemonstrationShop.ID, richest().product()))
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Agregar al carrito"))
                    .click();
            visit.page().waitForURL("**/carrito*");
            visit.open(HOME + "/carrito");
            look(visit, "cart-of-the-demonstration", found);
            visit.open(HOME + "/compra");
            look(visit, "checkout-of-the-demonstration", found);
            found.assertThat(visit.complaints()).isEmpty();
            found.assertAll();
        }
    }

    private static void look(BrowserVisit visit, String name, SoftAssertions found) {
        found.assertThat(visit.barriers()).as(name).isEmpty();
        found.assertThat(visit.layoutShift())
                .as(name + ": how far things moved")
                .isZero();
        found.assertThat(visit.scrollsSideways())
                .as(name + ": wider than the window")
                .isFalse();
        visit.keepScreenshot(name);
    }

    private static Map<String, String> pages() {
        StockedProduct richest = richest();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", HOME);
        pages.put("category", HOME + "/c/" + richest.product().categoryId());
        pages.put("search", HOME + "/buscar?q=de");
        pages.put("product", SitePaths.product(DemonstrationShop.ID, richest.product()));
        pages.put("contact", HOME + "/contacto");
        return pages;
    }

    private static TestServer server() {
        if (server == null) {
            throw new IllegalStateException("no test comes before its server");
        }
        return server;
    }
}
