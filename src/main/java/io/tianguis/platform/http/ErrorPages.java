package io.tianguis.platform.http;

/** How one surface words what it refuses before, or instead of, any of its handlers. */
public interface ErrorPages {

    /** No route of the surface has this path. */
    Response notFound(Request request);

    /** The path exists, with other methods; the router adds {@code Allow}. */
    Response methodNotAllowed(Request request);

    /** The path or its encoding cannot be read, or nobody can tell where the body ends. */
    Response badRequest(Request request);

    /** The body is larger than {@link HttpLimits#bodyBytes()}. */
    Response bodyTooLarge(Request request);

    /** Path and query together are longer than {@link HttpLimits#uriBytes()}. */
    Response uriTooLong(Request request);

    /** An exception: a fault of ours, told with the request's id and nothing else. */
    Response fault(Request request);
}
