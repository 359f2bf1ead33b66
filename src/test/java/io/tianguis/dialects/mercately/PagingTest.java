package io.tianguis.dialects.mercately;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.http.Request;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    @ParameterizedTest
    @CsvSource({
        "'', 1, 25",
        "page=2, 2, 25",
        "page=007&results_per_page=10, 7, 10",
        "results_per_page=100, 1, 100",
        "results_per_page=101, 1, 100",
        "results_per_page=99999999999999999999, 1, 100",
        "page=999999999999, 999999999999, 25"
    })
    void readsPageAndSize(String query, long page, int perPage) {
        assertThat(Paging.readWithSize(request(query))).isEqualTo(new Paging(page, perPage));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "000", "-1", "dos", "1.5", "1e3", "+", "%C2%B2", "%D9%A3", "%zz"})
    void whatIsNoNumberFromOneOnCountsAsAbsent(String value) {
        assertThat(Paging.readWithSize(request("page=" + value + "&results_per_page=" + value)))
                .isEqualTo(new Paging(1, 25));
    }

    @Test
    void aPageBeyondAnyListStaysWithinSixtyFourBits() {
        Paging paging = Paging.readWithSize(request("page=99999999999999999999&results_per_page=100"));

        assertThat(paging.offset()).isPositive();
    }

    @Test
    void aListWithoutAChosenSizeHasTwentyFive() {
        assertThat(Paging.read(request("page=3&results_per_page=10"))).isEqualTo(new Paging(3, 25));
    }

    @Test
    void onlyNothingHasNoPages() {
        Paging paging = new Paging(1, 25);

        assertThat(paging.totalPages(0)).isZero();
        assertThat(paging.totalPages(1)).isEqualTo(1);
        assertThat(paging.totalPages(25)).isEqualTo(1);
        assertThat(paging.totalPages(26)).isEqualTo(2);
        assertThat(new Paging(3, 25).offset()).isEqualTo(50);
    }

    private static Request request(String query) {
        return new Request("1", "", "GET", "/", query, Map.of(), name -> Optional.empty(), new byte[0]);
    }
}
