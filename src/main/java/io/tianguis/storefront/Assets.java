package io.tianguis.storefront;

import io.tianguis.catalog.SitePaths;
import io.tianguis.platform.http.PlainErrorPages;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files that pages load. The path of each has a digest of what is in it, so that browsers keep it for good and a new
 * release is a new path.
 */
final class Assets {

    static final String ROUTE = SitePaths.ROOT + "/recursos/{digest}/{file}";

    private static final Map<String, String> CONTENT_TYPES =
            Map.of("storefront.css", "text/css; charset=utf-8", "icon.svg", "image/svg+xml");

    private record Asset(String digest, Response response) {}

    private final Map<String, Asset> files;

    private Assets(Map<String, Asset> files) {
        this.files = files;
    }

    static Assets load() {
        return new Assets(CONTENT_TYPES.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(Map.Entry::getKey, file -> load(file.getKey(), file.getValue()))));
    }

    private static Asset load(String file, String contentType) {
        byte[] bytes = bytes("storefront/" + file);
        Response response =
                new Response(200, contentType, bytes, Map.of("Cache-Control", "public, max-age=31536000, immutable"));
        return new Asset(Digests.shortly(bytes), response);
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** The path of a file. */
    String path(String file) {
        return SitePaths.ROOT + "/recursos/" + files.get(file).digest() + "/" + file;
    }

    /** {@code GET /tienda/recursos/{digest}/{file}}: 404 for a file that is not there, or no longer is what it was. */
    Response show(Request request) {
        return Optional.ofNullable(files.get(request.pathParameter("file")))
                .filter(asset -> asset.digest().equals(request.pathParameter("digest")))
                .map(Asset::response)
                .orElseGet(() -> new PlainErrorPages().notFound(request));
    }
}
