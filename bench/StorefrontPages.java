import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

/** Pages of the shop's own site, with a hundred thousand products in it. */
final class StorefrontPages {

    static final String NAME = "storefront";

    private static final double SLOWEST_HOME_P99_MILLISECONDS = 15;
    private static final double FEWEST_PRODUCT_PAGES = 3_000;
    private static final int LARGEST_PAGE_BYTES = 20_000;

    private StorefrontPages() {}

    static void measure(Load load, Report report, Connection connection, String service, long shop) throws Exception {
        String home = "/tienda/" + shop;
        long productId = Sql.number(
                connection,
                "SELECT max(product_id) FROM product WHERE status = 'active' AND deleted_at IS NULL AND shop_id = " + shop);
        long categoryId = Sql.number(
                connection, "SELECT max(category_id) FROM category WHERE level = 1 AND shop_id = " + shop);
        try (HttpClient client = HttpClient.newHttpClient()) {
            String product = moved(client, service + home + "/p/" + productId);
            String category = moved(client, service + home + "/c/" + categoryId);
            report.page(
                    load.measureAlone(page("home page", home), Load.CONNECTIONS[0]),
                    Load.CONNECTIONS[0],
                    SLOWEST_HOME_P99_MILLISECONDS);
            report.frequentPage(
                    load.measureAlone(page("product page", product), Load.CONNECTIONS[0]),
                    Load.CONNECTIONS[0],
                    FEWEST_PRODUCT_PAGES);
            report.page(load.measureAlone(page("category page", category), Load.CONNECTIONS[0]), Load.CONNECTIONS[0]);
            for (String path : List.of(home, product, category)) {
                int bytes = get(client, service + path).body().length;
                report.bytes(path, bytes, LARGEST_PAGE_BYTES);
            }
        }
    }

    /** Where a page is that was asked for without its name. */
    private static String moved(HttpClient client, String url) throws Exception {
        return get(client, url)
                .headers()
                .firstValue("Location")
                .map(location -> URI.create(location).getPath())
                .orElseThrow(() -> new IllegalStateException(url + " leads nowhere else"));
    }

    private static HttpResponse<byte[]> get(HttpClient client, String url) throws Exception {
        HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(url + " answered " + answer.statusCode());
        }
        return answer;
    }

    private static Operation page(String name, String path) {
        return new Operation(
                name, "Storefront, " + name, "GET", path, Map.of(), "", List.of(), Map.of(), 0);
    }
}
