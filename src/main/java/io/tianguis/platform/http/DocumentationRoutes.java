package io.tianguis.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The pages under {@code /docs}: each dialect's OpenAPI document, and a viewer for it that needs no network. */
public final class DocumentationRoutes {

    private static final String VIEWER = "META-INF/resources/webjars/swagger-ui/";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private record Asset(String resource, String contentType) {}

    private final Set<String> documents;
    private final Map<String, Asset> assets;

    private DocumentationRoutes(Set<String> documents, String viewerVersion) {
        this.documents = documents;
        this.assets = Map.of(
                "swagger-ui-bundle.js", new Asset(VIEWER + viewerVersion + "/swagger-ui-bundle.js", SCRIPT),
                "swagger-ui.css", new Asset(VIEWER + viewerVersion + "/swagger-ui.css", STYLE),
                "favicon-32x32.png", new Asset(VIEWER + viewerVersion + "/favicon-32x32.png", "image/png"),
                "viewer.js", new Asset("docs/viewer.js", SCRIPT),
                "docs.css", new Asset("docs/docs.css", STYLE));
    }

    /**
     * @param documents the names of the documents {@code openapi/<name>.json}
     * @param viewerVersion of swagger-ui on the class path
     */
    public static Surface surface(Set<String> documents, String viewerVersion) {
        DocumentationRoutes pages = new DocumentationRoutes(documents, viewerVersion);
        return Surface.named("docs", new PlainErrorPages())
                .owning("/docs")
                .always(Map.of("Content-Security-Policy", POLICY, "X-Content-Type-Options", "nosniff"))
                .get("/docs", request -> resource("docs/index.html", HTML))
                .get("/docs/{document}", pages::document)
                .get("/docs/assets/{asset}", pages::asset)
                .build();
    }

    private Response document(Request request) {
        String name = request.pathParameter("document");
        if (documents.contains(name)) {
            return resource("docs/viewer.html", HTML);
        }
        if (name.endsWith(".json") && documents.contains(name.substring(0, name.length() - ".json".length()))) {
            return resource("openapi/" + name, Response.JSON);
        }
        return new PlainErrorPages().notFound(request);
    }

    private Response asset(Request request) {
        return Optional.ofNullable(assets.get(request.pathParameter("asset")))
                .map(asset -> resource(asset.resource(), asset.contentType())
                        .withHeader("Cache-Control", "public, max-age=86400"))
                .orElseGet(() -> new PlainErrorPages().notFound(request));
    }

    private static Response resource(String name, String contentType) {
        try (InputStream in = DocumentationRoutes.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new Response(200, contentType, in.readAllBytes(), Map.of());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
