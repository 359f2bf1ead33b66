package io.tianguis.testkit;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One visitor of a server's pages. What pages ask of other servers is written down and answered with nothing, so that a test
 * needs no network; what the browser complains of is written down too.
 */
public final class BrowserVisit implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String AXE = "/axe.min.js";

    /** Adds up how far things moved that had been shown already. */
    private static final String WATCH_SHIFTS = """
            window.layoutShift = 0;
            new PerformanceObserver(list => {
                for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value;
            }).observe({type: 'layout-shift', buffered: true});
            """;

    private static final String SHOW_ALL_PICTURES = """
            () => Promise.allSettled([...document.images].filter(image => image.getClientRects().length > 0).map(image => {
                image.loading = 'eager';
                return image.decode();
            }))
            """;

    private static final double SECONDS = 1_000;
    private static final double PATIENCE = 10 * SECONDS;

    private final BrowserContext context;
    private final Page page;
    private final Browser.Device device;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();

    BrowserVisit(BrowserContext context, String url, Browser.Device device) {
        this.context = context;
        this.device = device;
        context.setDefaultTimeout(PATIENCE);
        context.addInitScript(WATCH_SHIFTS);
        context.route(address -> !address.startsWith(url + "/"), this::answerForOthers);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    private void answerForOthers(Route route) {
        elsewhere.add(route.request().url());
        route.fulfill(new Route.FulfillOptions().setStatus(200));
    }

    /** What the visitor sees and does. */
    public Page page() {
        return page;
    }

    /** Goes to a path and waits until the page is there with all that it loads. */
    public Page open(String path) {
        page.navigate(path);
        return page;
    }

    /** What the browser wrote to its console as errors: of scripts, of policies, of what could not be loaded. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The addresses on other servers that pages asked for. */
    public List<String> elsewhere() {
        return List.copyOf(elsewhere);
    }

    /** How far things moved on the page after they had been shown; 0 is not at all. */
    public double layoutShift() {
        return ((Number) page.evaluate("window.layoutShift")).doubleValue();
    }

    /** Whether something is wider than the window. */
    public boolean scrollsSideways() {
        return (Boolean) page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /** What axe finds against accessibility, one line for each place. */
    public List<String> barriers() {
        page.evaluate(Axe.SCRIPT);
        List<String> barriers = new ArrayList<>();
        for (Map<?, ?> violation : list(page.evaluate(
                "async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(v => "
                        + "({id: v.id, help: v.help, nodes: v.nodes.map(n => ({html: n.html}))}))"))) {
            for (Map<?, ?> node : list(violation.get("nodes"))) {
                barriers.add(violation.get("id") + " (" + violation.get("help") + "): " + node.get("html"));
            }
        }
        return barriers;
    }

    private static List<Map<?, ?>> list(Object value) {
        return ((List<?>) value)
                .stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
    }

    /** Keeps what the whole page looks like, pictures that wait for somebody to scroll to them included, as {@code target/screenshots/NAME-DEVICE.png}. */
    public void keepScreenshot(String name) {
        page.evaluate(SHOW_ALL_PICTURES);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + "-" + device.name().toLowerCase(Locale.ROOT) + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        context.close();
    }

    /** Read when the first page is looked at. */
    private static final class Axe {

        private static final String SCRIPT = read();

        private static String read() {
            try (InputStream file = Objects.requireNonNull(BrowserVisit.class.getResourceAsStream(AXE), AXE)) {
                return new String(file.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
