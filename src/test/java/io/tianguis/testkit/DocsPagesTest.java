package io.tianguis.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages under {@code /docs} work without a network and under a content security policy without inline code. */
final class DocsPagesTest {
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final List<String> PAGES = List.of(
            "/docs",
            "/docs/marketful",
            "/docs/marketful.json",
            "/docs/mercately",
            "/docs/mercately.json",
            "/docs/mercadoshops",
            "/docs/mercadoshops.json");

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "viewer.html"})
    void aPageLinksOnlyToWhatIsServed(String page) throws IOException {
        var html = text("/docs/" + page);

        ADDRESS.matcher(html).results().map(match -> match.group(1)).forEach(address -> {
            if (address.startsWith("/docs/assets/")) {
                var name = address.substring("/docs/assets/".length());
                var ours = getClass().getResource("/docs/" + name);
                assertThat(ours == null ? getClass().getResource(WEBJAR + name) : ours)
                        .as(address)
                        .isNotNull();
            } else {
                assertThat(PAGES).contains(address);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "viewer.html"})
    void aPageHasNoInlineCodeOrStyle(String page) throws IOException {
        assertThat(text("/docs/" + page)).doesNotContainPattern("<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=");
    }

    @Test
    void theViewerAsksNobodyElse() throws IOException {
        assertThat(text("/docs/viewer.js")).contains("validatorUrl: null").doesNotContain("http:", "https:");
    }

    private static String text(String resource) throws IOException {
        try (var bytes = DocsPagesTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(bytes, resource).readAllBytes(), UTF_8);
        }
    }
}
