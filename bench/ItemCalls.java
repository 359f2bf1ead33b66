import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Calls of Marketful's create_item with as many items as one may have. */
final class ItemCalls {

    static final String NAME = "create_items";
    static final int ITEMS = 1_000;

    private static final int WARM_UP_CALLS = 5;
    private static final int CALLS = 11;

    private ItemCalls() {}

    static double medianSeconds(String url, Operation.Credentials credentials) throws Exception {
        double[] seconds = new double[CALLS];
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int call = 0; call < WARM_UP_CALLS + CALLS; call++) {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/items/create_item"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body(call)));
                credentials.marketful().forEach(request::header);
                long started = System.nanoTime();
                HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException("create_item answered " + answer.statusCode());
                }
                if (call >= WARM_UP_CALLS) {
                    seconds[call - WARM_UP_CALLS] = (System.nanoTime() - started) / 1e9;
                }
            }
        }
        return Measurement.median(seconds);
    }

    private static String body(int call) {
        return IntStream.range(0, ITEMS)
                .mapToObj(item -> String.format(
                        Locale.ROOT,
                        "{\"sku\":\"LLAMADA-%d-%d\",\"title\":\"Botella %d\",\"list_price\":420,\"height\":15,"
                                + "\"width\":15,\"length\":20,\"weight\":1,\"fragil\":false}",
                        call,
                        item,
                        item))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }
}
