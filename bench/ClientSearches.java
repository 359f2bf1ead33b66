import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Searches of MercadoShops' clients among the customers of {@link LargeClientele}. */
final class ClientSearches {

    static final String NAME = "clients";

    private ClientSearches() {}

    /**
     * Pages near and far, of everybody, of those who have a fragment that all, one in three, one in ten or one in a hundred
     * have, and of those few who have a rare one.
     */
    static List<Operation> pages(Operation.Credentials credentials) {
        String path = "/v1/shops/" + credentials.shopId() + "/clients/search";
        List<Operation> pages = new ArrayList<>();
        for (String query : List.of(
                "",
                "offset=500000",
                "orders=name_desc&offset=900000&limit=200",
                "orders=id_desc&offset=500000",
                "query=a&offset=400000",
                "query=@hola&offset=200000",
                "query=carlos",
                "query=carlos&offset=50000",
                "query=carlos&orders=id_desc&offset=90000&limit=200",
                "query=carlos%20p%C3%89rez&orders=name_desc&offset=7000",
                "query=zx",
                "query=xool%20123",
                "query=persona77777@",
                "query=nadie")) {
            pages.add(new Operation(
                    "clients/search?" + query,
                    "MercadoShops `GET …/clients/search?" + query + "`",
                    "GET",
                    path + "?" + query,
                    Map.of("Authorization", "Bearer " + credentials.accessToken()),
                    "",
                    List.of(),
                    Map.of(),
                    0));
        }
        return pages;
    }
}
