package io.tianguis.storefront;

import io.tianguis.platform.http.ErrorPages;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;

/** What the site answers where none of its handlers does; a shop is not looked up for it. */
final class StorefrontErrorPages implements ErrorPages {

    private final Pages pages;

    StorefrontErrorPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public Response notFound(Request request) {
        return pages.bare(404, "Esta página no existe", "Revisa la dirección: quizá le falte o le sobre algo.");
    }

    @Override
    public Response methodNotAllowed(Request request) {
        return pages.bare(405, "Así no se puede", "Vuelve a la página anterior e inténtalo desde ahí.");
    }

    @Override
    public Response badRequest(Request request) {
        return pages.bare(400, "No entendimos la dirección", "Revisa que esté completa y bien escrita.");
    }

    @Override
    public Response bodyTooLarge(Request request) {
        return pages.bare(413, "Es demasiado", "Lo que se envió es más de lo que podemos recibir.");
    }

    @Override
    public Response uriTooLong(Request request) {
        return pages.bare(414, "La dirección es demasiado larga", "Vuelve a la página anterior e inténtalo de nuevo.");
    }

    @Override
    public Response fault(Request request) {
        return pages.bare(
                500,
                "Algo falló de nuestro lado",
                "Inténtalo de nuevo en un momento. Si sigue igual, menciona este número a la tienda: " + request.id());
    }
}
