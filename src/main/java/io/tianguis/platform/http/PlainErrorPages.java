package io.tianguis.platform.http;

import io.tianguis.platform.json.Json;

/** The errors of the paths that belong to no dialect: {@code {"error", "message", "status"}}. */
public final class PlainErrorPages implements ErrorPages {

    private record Body(String error, String message, int status) {}

    @Override
    public Response notFound(Request request) {
        return page(404, "not_found", "Nothing is at this path; /docs lists what there is");
    }

    @Override
    public Response methodNotAllowed(Request request) {
        return page(405, "method_not_allowed", "This path does not take " + bounded(request.method()));
    }

    @Override
    public Response badRequest(Request request) {
        return page(400, "bad_request", "The path is not well encoded");
    }

    @Override
    public Response bodyTooLarge(Request request) {
        return page(413, "body_too_large", "The body is larger than 1 MiB");
    }

    @Override
    public Response uriTooLong(Request request) {
        return page(414, "uri_too_long", "Path and query are longer than 256 KiB");
    }

    @Override
    public Response fault(Request request) {
        return page(500, "internal_error", "Something failed here; the log has it under request " + request.id());
    }

    static Response page(int status, String error, String message) {
        return Response.json(status, Json.write(new Body(error, message, status)));
    }

    private static String bounded(String method) {
        return method.length() > 16 ? "this method" : method;
    }
}
