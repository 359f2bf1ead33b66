package io.tianguis.storefront;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.SitePaths;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What search engines are told: which pages there are, and which to pass over. */
final class SitemapHandler {

    /** Of the 50,000 that the protocol allows, as many as are read in one go. */
    static final int PAGE_SIZE = 5_000;

    private static final String XML = "application/xml; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final Pattern PART = Pattern.compile("([1-9][0-9]{0,4})\\.xml");

    private static final String ROBOTS = """
            User-agent: *
            Disallow: /tienda/*/buscar?
            Disallow: /tienda/*/carrito
            Disallow: /tienda/*/compra
            Disallow: /tienda/*/pedido
            """;

    private final Visits visits;
    private final Catalog catalog;
    private final Pages pages;

    SitemapHandler(Visits visits, Catalog catalog, Pages pages) {
        this.visits = visits;
        this.catalog = catalog;
        this.pages = pages;
    }

    /** {@code GET /robots.txt}: the same for all shops, and which these are is nobody's business. */
    static Response robots(Request request) {
        return kept(TEXT, ROBOTS);
    }

    /** {@code GET /tienda/{shop_id}/robots.txt}, for a host of the shop's own: what {@link Visits#answer} refuses. */
    Response robotsOfShop(Request request) {
        return visits.answer(
                request,
                visit -> kept(
                        TEXT,
                        ROBOTS + "Sitemap: " + pages.absolute(SitePaths.home(visit.shopId()) + "/sitemap.xml") + "\n"));
    }

    /** {@code GET /tienda/{shop_id}/sitemap.xml}: the parts of the sitemap; what {@link Visits#answer} refuses. */
    Response index(Request request) {
        return visits.answer(request, visit -> {
            long parts = Math.max(1, Math.ceilDiv(catalog.countOffered(visit.shopId()), PAGE_SIZE));
            StringBuilder index = begin("sitemapindex");
            for (long part = 1; part <= parts; part++) {
                index.append("<sitemap><loc>")
                        .append(location(SitePaths.home(visit.shopId()) + "/sitemap/" + part + ".xml"))
                        .append("</loc></sitemap>\n");
            }
            return kept(XML, index.append("</sitemapindex>\n").toString());
        });
    }

    /**
     * {@code GET /tienda/{shop_id}/sitemap/{part}}: what {@link Visits#answer} refuses, then 404 for a part that there is not.
     * The first has the shop's own pages too.
     */
    Response part(Request request) {
        return visits.answer(request, visit -> {
            Matcher name = PART.matcher(request.pathParameter("part"));
            if (!name.matches()) {
                return pages.notFound(visit);
            }
            int part = Integer.parseInt(name.group(1));
            List<Catalog.Titled> offered = catalog.listTitles(visit.shopId(), (part - 1L) * PAGE_SIZE, PAGE_SIZE);
            if (offered.isEmpty() && part > 1) {
                return pages.notFound(visit);
            }
            StringBuilder map = begin("urlset");
            if (part == 1) {
                add(map, SitePaths.home(visit.shopId()), "");
                visit.front()
                        .menu()
                        .all()
                        .forEach(category -> add(map, SitePaths.category(visit.shopId(), category), ""));
            }
            offered.forEach(product -> add(
                    map,
                    SitePaths.product(visit.shopId(), product.title(), product.productId()),
                    "<lastmod>" + product.updatedAt() + "</lastmod>"));
            return kept(XML, map.append("</urlset>\n").toString());
        });
    }

    private static Response kept(String contentType, String body) {
        return Response.text(200, contentType, body).withHeader("Cache-Control", "public, max-age=3600");
    }

    private static StringBuilder begin(String element) {
        return new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + element + " xmlns=\"" + NAMESPACE + "\">\n");
    }

    private void add(StringBuilder map, String path, String more) {
        map.append("<url><loc>")
                .append(location(path))
                .append("</loc>")
                .append(more)
                .append("</url>\n");
    }

    /** Our own paths have nothing in them that XML would read otherwise; the published address may. */
    private String location(String path) {
        return pages.absolute(path).replace("&", "&amp;");
    }
}
