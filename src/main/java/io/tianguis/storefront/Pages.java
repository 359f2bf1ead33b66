package io.tianguis.storefront;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.tianguis.platform.http.PublicAddress;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes pages. A page is the same for everybody who asks at that moment, so that whoever has it already is told so by its
 * entity tag; it is kept by the visitor alone and asked for each time, because prices and stock have to be true.
 */
final class Pages {

    /** What a template needs that no shop has a part in. */
    record Bare(String title, String text, String stylesheet, String icon) {}

    /** A page that says one thing. */
    record Notice(Frame frame, String title, String text) implements Page {}

    private static final String HTML = "text/html; charset=utf-8";
    private static final String WITHOUT_SCRIPTS = new Snippets(List.of()).policy(Set.of());

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "io.tianguis");
    private final Assets assets;
    private final Supplier<PublicAddress> address;

    Pages(Assets assets, Supplier<PublicAddress> address) {
        this.assets = assets;
        this.address = address;
    }

    /** Where a path leads from outside. */
    String absolute(String path) {
        return address.get().at(path);
    }

    /**
     * A page in the shop's look.
     *
     * @param template the name of the file below {@code storefront}, without its type
     * @param made the template's own record
     */
    Response show(Visit visit, String template, Head head, Function<Frame, ? extends Page> made) {
        Response page = show(visit.front(), 200, template, head, made);
        String tag = "W/\"" + Digests.shortly(page.body()) + "\"";
        Response tagged = isKnown(visit.request(), tag) ? new Response(304, null, new byte[0], page.headers()) : page;
        return tagged.withHeader("ETag", tag);
    }

    /** The same for an answer that is not there to be kept: a refusal, or a form that has to be filled in better. */
    Response show(Front front, int status, String template, Head head, Function<Frame, ? extends Page> made) {
        Frame frame = new Frame(
                front,
                head.title(),
                head.description(),
                head.path().map(this::absolute),
                head.picture().map(Picture::src).map(this::absolute),
                head.searched(),
                assets.path("storefront.css"),
                assets.path("icon.svg"),
                front.snippets().html(head.events()));
        return html(status, template, made.apply(frame))
                .withHeader("Content-Security-Policy", front.snippets().policy(head.events()))
                .withHeader("Cache-Control", status == 200 ? "private, no-cache" : "no-store");
    }

    /** Says one thing in the shop's look. */
    Response notice(Front front, int status, String title, String text) {
        return show(front, status, "notice", Head.passing(title), frame -> new Notice(frame, title, text));
    }

    Response notFound(Visit visit) {
        return notice(
                visit.front(), 404, "Esta página no existe", "Revisa la dirección: quizá le falte o le sobre algo.");
    }

    Response productNotFound(Visit visit) {
        return notice(
                visit.front(), 404, "Este producto ya no está a la venta", "Busca uno parecido, o mira lo más nuevo.");
    }

    /** Sends the browser to where the page is now, for good. */
    static Response movedTo(String path) {
        return Response.empty(301).withHeader("Location", path);
    }

    /** Sends the browser on, which asks there by GET. */
    static Response seeOther(String path) {
        return Response.empty(303).withHeader("Location", path).withHeader("Cache-Control", "no-store");
    }

    Response shopNotFound() {
        return bare(404, "Esta tienda no existe", "Revisa la dirección: quizá le falte o le sobre algo.");
    }

    /** Says one thing where no shop is known, or nothing can be looked up. */
    Response bare(int status, String title, String text) {
        Bare page = new Bare(title, text, assets.path("storefront.css"), assets.path("icon.svg"));
        return html(status, "bare", page)
                .withHeader("Content-Security-Policy", WITHOUT_SCRIPTS)
                .withHeader("Cache-Control", "no-store");
    }

    private Response html(int status, String template, Object page) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render("storefront/" + template + ".jte", page, output);
        return new Response(status, HTML, output.toByteArray(), Map.of());
    }

    private static boolean isKnown(Request request, String tag) {
        return request.header("If-None-Match").stream().anyMatch(known -> known.equals("*") || known.contains(tag));
    }
}
