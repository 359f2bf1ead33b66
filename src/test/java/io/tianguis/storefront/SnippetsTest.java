package io.tianguis.storefront;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.shops.TrackingCode;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.shops.TrackingCode.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What tracking codes place on a page, and what its policy allows for them. */
class SnippetsTest {

    @Test
    void aPageWithoutSnippetsAllowsNoScriptAtAll() {
        Snippets none = new Snippets(List.of());

        assertThat(none.html(Set.of(Event.NAVIGATION))).isEmpty();
        assertThat(none.policy(Set.of(Event.NAVIGATION)))
                .isEqualTo("default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none';"
                        + " base-uri 'none'; img-src 'self'");
    }

    @Test
    void inlineScriptsAreAllowedByTheirTextAsBrowsersReadIt() {
        Snippets snippets =
                of(code(Provider.OTHER, Event.NAVIGATION, "<SCRIPT type='text/javascript'>a()\r\nb()</Script >"));

        assertThat(snippets.policy(Set.of(Event.NAVIGATION)))
                .contains("script-src 'sha256-" + Digests.inPolicy("a()\nb()".getBytes(UTF_8)) + "'");
    }

    @Test
    void hostsThatTheSnippetNamesAreAllowedAndNothingElse() {
        Snippets snippets = of(code(Provider.OTHER, Event.NAVIGATION, """
                <script async src="https://Static.Example.com/tag.js?id=1"></script>
                <noscript><img src='//pixel.example.net/x.gif'></noscript>
                """));

        assertThat(snippets.policy(Set.of(Event.NAVIGATION)))
                .contains("script-src https://static.example.com https://pixel.example.net;")
                .contains("img-src 'self' https://static.example.com https://pixel.example.net;")
                .doesNotContain("http:")
                .doesNotContain("unsafe")
                .doesNotContain("*");
    }

    @Test
    void whatIsNoHostCannotGetIntoThePolicy() {
        Snippets snippets = of(code(
                Provider.OTHER,
                Event.NAVIGATION,
                "<script src=\"https://a.example;script-src *\"></script> https://*.evil https://'unsafe-inline'/"));

        assertThat(snippets.policy(Set.of(Event.NAVIGATION)))
                .doesNotContain("script-src")
                .doesNotContain("evil")
                .doesNotContain("unsafe");
    }

    @Test
    void eachEventHasItsOwn() {
        Snippets snippets = of(
                code(Provider.OTHER, Event.NAVIGATION, "<script>visita()</script>"),
                code(Provider.OTHER, Event.PURCHASE, "<script>compra()</script>"));

        assertThat(snippets.html(Set.of(Event.NAVIGATION))).contains("visita()").doesNotContain("compra()");
        assertThat(snippets.html(Set.of(Event.PURCHASE))).contains("compra()").doesNotContain("visita()");
        assertThat(snippets.policy(Set.of(Event.PURCHASE)))
                .doesNotContain(Digests.inPolicy("visita()".getBytes(UTF_8)));
    }

    @Test
    void aPolicyStaysOfASizeThatHeadersMayHave() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            many.append("<script>s")
                    .append(i)
                    .append("()</script><img src=\"https://h")
                    .append(i)
                    .append(".example/\">");
        }
        TrackingCode[] codes = new TrackingCode[10];
        Arrays.setAll(
                codes,
                i -> code(Provider.OTHER, Event.NAVIGATION, many.toString().replace("//h", "//h" + i)));

        assertThat(of(codes).policy(Set.of(Event.NAVIGATION)).length()).isLessThan(8_000);
    }

    @Test
    void aSnippetWithoutTextAllowsNothing() {
        Snippets snippets = of(code(Provider.GOOGLE_ANALYTICS, Event.NAVIGATION, "  "));

        assertThat(snippets.policy(Set.of(Event.NAVIGATION))).doesNotContain("google");
    }

    private static Snippets of(TrackingCode... codes) {
        return new Snippets(List.of(codes));
    }

    private static TrackingCode code(Provider provider, Event event, String html) {
        return new TrackingCode(1, "Prueba", html, "{}", provider, event, true);
    }
}
