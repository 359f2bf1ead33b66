package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.orders.OrderCounts.Cell;
import io.tianguis.orders.OrderSorting.By;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of fifty among a million orders. */
class OrderPageWayTest {

    private static final int PAID = 8;
    private static final List<OrderCriterion> IS_PAID = List.of(OrderCriterion.paid(true));

    @ParameterizedTest(name = "{0}: {2} match, from {3} on, {1} customers")
    @CsvSource({
        "CREATION,        1000,    300,      0, SORTED",
        "CREATION,        1000, 500000,      0, SORTED",
        "CREATION,        1000, 500000, 200000, ALONG",
        "LAST_CHANGE,     1000,  20000,  19000, ALONG",
        "CUSTOMER,        1000,    300,      0, SORTED",
        "CUSTOMER,        1000,   5600,   5000, AMONG",
        "CUSTOMER,        1000, 500000,      0, ALONG",
        "BUYER_NAME,      1000,     50,      0, SORTED",
        "BUYER_NAME,      1000,   3000,   1000, AMONG",
        "BUYER_NAME,      1000, 100000,      0, ALONG",
        "BUYER_NAME,    300000,     50,      0, SORTED",
        "BUYER_NAME,    300000,    300,    100, SORTED",
        "BUYER_NAME,    300000,   3000,   1000, AMONG",
        "BUYER_NAME,    300000,  20000,      0, ALONG",
    })
    void theCheapestIsTaken(By by, long customers, long matching, long offset, OrderPageWay expected) {
        OrderCounts all = OrderCounts.of(
                List.of(new Cell("shopify", PAID, matching), new Cell("shopify", 0, 1_000_000 - matching)),
                customers / 1e6);

        SoughtPage page = SoughtPage.of(all, all.narrowed(IS_PAID), new OrderSorting(by, true), offset, 50);
        assertThat(OrderPageWay.cheapest(EnumSet.allOf(OrderPageWay.class), page, 1e6))
                .isEqualTo(expected);
    }
}
