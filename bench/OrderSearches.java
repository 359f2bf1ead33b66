import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Searches among the orders of {@link LargeShop}, with their facets. */
final class OrderSearches {

    static final String NAME = "order_searches";

    static final double SLOWEST_P99_MILLISECONDS = 50;

    private OrderSearches() {}

    /** Searches with each filter, sorting and summary, near and far, matching many and few. */
    static List<Operation> pages(Operation.Credentials credentials) {
        return searches(credentials, "", List.of(
                "limit=50",
                "offset=500000",
                "paid=true&closed=true",
                "paid=false&delivered=true&shipping=pickup",
                "status=new&processed=false&paid=true&delivered=false&closed=false&channel=meli",
                "shipping=pickup&buyer_feedback=true&seller_feedback=false",
                "feedback=true&channel=shopify&offset=100000",
                "pending_process=pending_process&orders=total_last_updated_asc",
                "pending_shipment=pending_shipment&orders=creation_date_asc",
                "pending_feedback=pending_feedback&orders=client_id_desc&offset=20000",
                "closed_orders=closed_orders&orders=total_last_updated_desc&offset=300000",
                "status=first_contact&orders=client_id_asc",
                "delivered=false&processed=true&orders=name_asc",
                "closed=true&orders=name_desc&offset=1000",
                "orders=name_asc&offset=500000",
                "buyer_feedback=false&closed=true&orders=name_desc&offset=300000",
                // The slowest kinds of 500 that were put together at random.
                "orders=creation_date_asc&offset=999950",
                "shipping=to_be_agreed&status=first_contact&orders=name_asc&offset=1000",
                "closed=false&shipping=pickup&pending_feedback=pending_feedback&paid=true&orders=name_desc",
                "status=first_contact&channel=meli&buyer_feedback=false&pending_feedback=pending_feedback"
                        + "&orders=client_id_asc",
                "channel=meli&seller_feedback=false&buyer_feedback=true&status=first_contact"
                        + "&orders=creation_date_asc&offset=500",
                "channel=meli&orders=client_id_asc&processed=true&offset=1000"));
    }

    /** Those that are slowest where most buyers have a few orders. */
    static List<Operation> pagesOfManyBuyers(Operation.Credentials credentials) {
        return searches(credentials, " of %,d buyers".formatted(LargeShop.BUYERS), List.of(
                "limit=50",
                "paid=true&closed=true",
                "orders=client_id_desc&offset=285454",
                "channel=meli&delivered=false&paid=true&orders=client_id_asc&offset=2065",
                "pending_process=pending_process&orders=total_last_updated_asc",
                "orders=name_asc&offset=500000",
                "orders=name_desc&offset=23870",
                "status=first_contact&orders=name_asc",
                "processed=false&orders=name_desc&offset=1000",
                "closed=true&delivered=false&orders=name_asc",
                "feedback=false&delivered=false&seller_feedback=true&orders=name_desc",
                "channel=meli&paid=false&orders=name_desc&offset=1000",
                "channel=shopify&pending_shipment=pending_shipment&orders=name_desc&offset=7692",
                "channel=meli&buyer_feedback=true&status=first_contact&orders=name_asc&offset=1000",
                "closed=false&pending_feedback=pending_feedback&orders=name_asc&offset=5106",
                "shipping=in_progress&closed=false&orders=name_asc&offset=1000"));
    }

    private static List<Operation> searches(Operation.Credentials credentials, String shop, List<String> queries) {
        List<Operation> searches = new ArrayList<>();
        for (String query : queries) {
            String path = "/v1/shops/" + credentials.shopId() + "/orders/search?" + query;
            searches.add(new Operation(
                    "orders/search?" + query + shop,
                    "MercadoShops `GET " + path + "`",
                    "GET",
                    path,
                    Map.of("Authorization", "Bearer " + credentials.accessToken()),
                    "",
                    List.of(),
                    Map.of(),
                    0));
        }
        return searches;
    }
}
