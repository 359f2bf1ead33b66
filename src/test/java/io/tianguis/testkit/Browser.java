package io.tianguis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The system's Chromium, one for all tests of a process. Where there is none, the tests that need it are skipped with that
 * reason, which a run tells at its end; with {@code TIANGUIS_BROWSER=required}, as in continuous integration, they fail.
 *
 * <p>It is used by the thread that runs the tests alone.
 */
public final class Browser {

    private static final String REQUIRED = "required";
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final List<String> USUAL_PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private static @Nullable Browser shared;

    private final com.microsoft.playwright.Browser chromium;

    private Browser(Path executable) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(FLAGS));
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("close-browser").unstarted(playwright::close));
    }

    /** What somebody looks at the site with. */
    public enum Device {
        DESKTOP(1280, 900),
        PHONE(360, 740);

        private final int width;
        private final int height;

        Device(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /**
     * The browser; starts it when the first test asks, and skips or fails the test where there is none. Ask before each test
     * rather than before all: a class that is skipped as a whole is not told of at the end of a run.
     */
    public static Browser get() {
        if (shared == null) {
            Optional<Path> executable = executable();
            if (REQUIRED.equals(System.getenv("TIANGUIS_BROWSER"))) {
                assertThat(executable)
                        .as("a Chromium, which TIANGUIS_BROWSER requires")
                        .isPresent();
            }
            assumeTrue(
                    executable.isPresent(),
                    "no Chromium on this machine: install it (Debian: apt-get install chromium), or name one with"
                            + " TIANGUIS_CHROMIUM");
            shared = new Browser(executable.orElseThrow());
        }
        return shared;
    }

    /** Who names one means that one. */
    private static Optional<Path> executable() {
        @Nullable String named = System.getenv("TIANGUIS_CHROMIUM");
        return (named == null ? USUAL_PLACES.stream() : Stream.of(named))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A new visitor of a server's pages, who knows nothing of the others. */
    public BrowserVisit visit(TestServer server, Device device) {
        return visit(server, device, true);
    }

    /** The same with scripts switched off. */
    public BrowserVisit visitWithoutScripts(TestServer server, Device device) {
        return visit(server, device, false);
    }

    private BrowserVisit visit(TestServer server, Device device, boolean scripts) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(server.url())
                .setViewportSize(device.width, device.height)
                .setHasTouch(device == Device.PHONE)
                .setDeviceScaleFactor(1)
                .setLocale("es-MX")
                .setJavaScriptEnabled(scripts));
        return new BrowserVisit(context, server.url(), device);
    }
}
