package io.tianguis.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which surface and which route a path leads to. */
class RouterTest {

    private static final ErrorPages PAGES = new PlainErrorPages();
    private static final Handler HANDLER = request -> Response.empty(204);

    private static final Surface ITEMS = Surface.named("items", PAGES)
            .owning("/items", "/api/items")
            .get("/items/{id}", HANDLER)
            .get("/items/special", HANDLER)
            .post("/items/special/{part}", HANDLER)
            .get("/items/{id}/parts/{part}", HANDLER)
            .put("/api/items/{id}", HANDLER)
            .build();

    private static final Surface PARTS = Surface.named("parts", PAGES)
            .owning("/items/parts")
            .get("/items/parts", HANDLER)
            .build();

    private static final Surface REST =
            Surface.named("rest", PAGES).get("/health", HANDLER).build();

    private final Router router = new Router(List.of(ITEMS, PARTS), REST);

    @ParameterizedTest
    @CsvSource({
        "/items/7, items, /items/{id}",
        "/items/7/, items, /items/{id}",
        "/items/special, items, /items/special",
        "/items/special/parts/3, items, /items/{id}/parts/{part}",
        "/items/special/wheel, items, /items/special/{part}",
        "/items/7/parts/3, items, /items/{id}/parts/{part}",
        "/api/items/7, items, /api/items/{id}",
        "/items/parts, parts, /items/parts",
        "/health, rest, /health"
    })
    void aLiteralSegmentComesBeforeANamedOne(String path, String surface, String template) {
        assertThat(router.match(path)).isInstanceOfSatisfying(Router.Match.Found.class, found -> {
            assertThat(found.surface().name()).isEqualTo(surface);
            assertThat(found.template()).isEqualTo(template);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/items, items",
        "/items/7/nothing, items",
        "/items/7/parts, items",
        "/items//parts/3, items",
        "/items//, items",
        "/api, rest",
        "/api/items, items",
        "/itemsX, rest",
        "/items/parts/3, parts",
        "//items/7, rest",
        "/, rest",
        "'', rest"
    })
    void anUnknownPathBelongsToTheLongestPrefix(String path, String surface) {
        assertThat(router.match(path))
                .isInstanceOf(Router.Match.Unknown.class)
                .satisfies(match -> assertThat(match.surface().name()).isEqualTo(surface));
    }

    @ParameterizedTest
    @CsvSource({"/items/%, items", "/items/%4, items", "/items/%zz, items", "/x/%g0, rest", "/items/%-1, items"})
    void aBadEscapeIsUnreadableAndStillBelongsToSomebody(String path, String surface) {
        assertThat(router.match(path))
                .isInstanceOf(Router.Match.Unreadable.class)
                .satisfies(match -> assertThat(match.surface().name()).isEqualTo(surface));
    }

    @Test
    void parametersAreDecodedAfterTheSplit() {
        assertThat(parameters("/items/a%2Fb%3F%20+%C3%B1/parts/..%2F.."))
                .isEqualTo(Map.of("id", "a/b? +ñ", "part", "../.."));
    }

    @Test
    void theAllowedMethodsIncludeThoseThatTheServerAnswers() {
        assertThat(((Router.Match.Found) router.match("/items/7")).allowed())
                .isEqualTo(Set.of("GET", "HEAD", "OPTIONS"));
        assertThat(((Router.Match.Found) router.match("/api/items/7")).allowed())
                .isEqualTo(Set.of("OPTIONS", "PUT"));
    }

    @Test
    void aPathOfTenThousandSegmentsIsDecidedAtOnce() {
        assertThat(router.match("/items" + "/special".repeat(10_000))).isInstanceOf(Router.Match.Unknown.class);
    }

    @Test
    void twoHandlersOrTwoOwnersOfOnePathAreRefused() {
        Surface twice = Surface.named("twice", PAGES).get("/health", HANDLER).build();
        Surface owner = Surface.named("owner", PAGES).owning("/items").build();
        assertThatThrownBy(() -> new Router(List.of(twice), REST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /health");
        assertThatThrownBy(() -> new Router(List.of(ITEMS, owner), REST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/items");
    }

    @Test
    void twoSurfacesMayNotShareAPath() {
        Surface other = Surface.named("other", PAGES).post("/health", HANDLER).build();
        assertThatThrownBy(() -> new Router(List.of(other), REST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/health");
    }

    @Test
    void twoNamesForOneSegmentAreRefused() {
        Surface names = Surface.named("names", PAGES)
                .get("/things/{id}", HANDLER)
                .delete("/things/{sku}", HANDLER)
                .build();
        assertThatThrownBy(() -> new Router(List.of(names), REST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/things/{sku}");
    }

    private Map<String, String> parameters(String path) {
        return ((Router.Match.Found) router.match(path)).pathParameters();
    }
}
