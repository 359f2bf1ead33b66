package io.tianguis.dialects.mercadoshops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.dialects.mercadoshops.SearchMenu.Filter;
import io.tianguis.dialects.mercadoshops.SearchMenu.Order;
import io.tianguis.dialects.mercadoshops.SearchMenu.Search;
import io.tianguis.dialects.mercadoshops.SearchMenu.Value;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.ShopId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchMenuTest {

    private static final Filter STATUS = new Filter(
            "status",
            "Status",
            List.of(new Value("answered", "Answered questions"), new Value("unanswered", "Unanswered questions")));
    private static final Order NEWEST_FIRST = new Order("date_desc", "Newest first");
    private static final Order OLDEST_FIRST = new Order("date_asc", "Oldest first");
    private static final SearchMenu MENU =
            new SearchMenu(List.of(OLDEST_FIRST, NEWEST_FIRST), NEWEST_FIRST, List.of(STATUS), List.of("query", "q"));

    @Test
    void asksForTheFirstFiftyInTheUsualOrderWhenNothingIsSaid() {
        assertThat(read("access_token=x&status=&limit=%20"))
                .isEqualTo(new Search(Optional.empty(), 0, 50, NEWEST_FIRST, Map.of()));
    }

    @Test
    void readsEverythingThatCanBeAskedFor() {
        assertThat(read("q=%20campera+azul&status=Unanswered&orders=DATE_ASC&offset=0070&limit=10"))
                .isEqualTo(
                        new Search(Optional.of("campera azul"), 70, 10, OLDEST_FIRST, Map.of("status", "unanswered")));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "200, 200", "201, 200", "00000000000000000000007, 7", "99999999999999999999999999, 200"})
    void givesAtMostTwoHundredRows(String asked, int limit) {
        assertThat(read("limit=" + asked).limit()).isEqualTo(limit);
    }

    @Test
    void takesAnOffsetBeyondEveryNumberForTheEndOfTheList() {
        assertThat(read("offset=99999999999999999999999999").offset()).isEqualTo(1_000_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "offset=-1, offset",
        "offset=x, offset",
        "limit=-1, limit",
        "limit=1.5, limit",
        "limit=%D9%A3, limit",
        "orders=price_asc, orders",
        "status=open, status",
        "offset=x&limit=x&status=open, offset"
    })
    void refusesWhatItDoesNotKnow(String query, String parameter) {
        assertThat(refusal(query))
                .isEqualTo("{\"error\":\"invalid_request\",\"message\":\"El parámetro " + parameter
                        + " no es válido\",\"status\":400,\"cause\":[]}");
    }

    @Test
    void refusesAWordBeyondTwoHundredCharacters() {
        assertThat(read("query=" + "a".repeat(200)).query()).hasValue("a".repeat(200));
        assertThat(refusal("q=" + "a".repeat(201))).contains("El parámetro query no es válido");
    }

    @Test
    void tellsWhatIsAppliedAndWhatCouldBe() {
        Search search = read("status=answered&limit=1");
        SearchJson<String> answer = SearchJson.of(
                new ShopId(7),
                MENU,
                search,
                3,
                Map.of("status", Map.of("answered", 3L, "unanswered", 4L)),
                List.of("a"));
        assertThat(new String(Json.write(answer), StandardCharsets.UTF_8)).isEqualTo("""
                {"seller_id":7,"query":null,"paging":{"total":3,"offset":0,"limit":1},"results":["a"],\
                "orders":[{"id":"date_desc","name":"Newest first"}],\
                "filters":[{"id":"status","name":"Status","values":[\
                {"id":"answered","name":"Answered questions","results":3}]}],\
                "available_orders":[{"id":"date_asc","name":"Oldest first"},{"id":"date_desc","name":"Newest first"}],\
                "available_filters":[{"id":"status","name":"Status","values":[\
                {"id":"answered","name":"Answered questions","results":3},\
                {"id":"unanswered","name":"Unanswered questions","results":4}]}]}""");
    }

    private static Search read(String query) {
        return outcome(query).fold(search -> search, refused -> {
            throw new AssertionError(new String(refused.body(), StandardCharsets.UTF_8));
        });
    }

    private static String refusal(String query) {
        return outcome(query).fold(String::valueOf, refused -> new String(refused.body(), StandardCharsets.UTF_8));
    }

    private static Outcome<Search, Response> outcome(String query) {
        return MENU.read(new Request("1", "", "GET", "/", query, Map.of(), name -> Optional.empty(), new byte[0]));
    }
}
