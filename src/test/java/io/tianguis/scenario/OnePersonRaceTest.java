package io.tianguis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.CustomerKey;
import io.tianguis.customers.Customers;
import io.tianguis.customers.Identity;
import io.tianguis.customers.Introduction;
import io.tianguis.shops.Shop;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody new orders from the web shop, buys at the counter and writes, all at once and everywhere differently spelled. */
class OnePersonRaceTest {

    private static final int CALLERS = 50;
    private static final int ROUNDS = 5;
    private static final List<String> SPELLINGS = List.of(
            "+52 %s %s %s",
            "+521%s%s%s",
            "52%s%s%s",
            "521%s%s%s",
            "%s %s %s",
            "%s%s%s",
            "(%s) %s-%s",
            "0052 %s %s %s",
            "044 %s %s %s",
            "01 %s.%s.%s");
    private static final List<String> WHATSAPP_SPELLINGS = List.of("521%s%s%s", "52%s%s%s", "+52 1 %s %s %s");

    private final TestServer server = TestServer.inWorld();
    private final Seller seller = Seller.of(server.url(), World.get());
    private final Customers customers = server.backend().customers();
    private final Shop shop = World.get().demo().shop();

    private final String chair = server.database()
            .database()
            .get(Variant.class, "SELECT web_id FROM variant WHERE shop_id = 215 AND sku = ?", World.BACK_ORDER)
            .webId();

    private record Row(long customerId) {}

    private record Variant(String webId) {}

    @AfterEach
    void stop() {
        seller.close();
        server.close();
    }

    @Test
    void oneTelephoneInTenSpellingsOverThreeWaysIsOneCustomer() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String lastDigits = "70%02d".formatted(round);
            Set<Long> before = rows();
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String number = "%d-%d".formatted(round, caller);
                String phone = spelled(SPELLINGS, caller, lastDigits);
                String whatsApp = spelled(WHATSAPP_SPELLINGS, caller, lastDigits);
                calls.add(
                        switch (caller % 3) {
                            case 0 -> () -> orders(number, phone);
                            case 1 -> () -> buys(phone);
                            default -> () -> writes(whatsApp);
                        });
            }
            assertThat(TestBackend.race(calls)).containsOnly(true);
            Set<Long> after = rows();
            after.removeAll(before);
            assertThat(after).hasSize(1);
            assertThat(customers
                            .find(
                                    shop.id(),
                                    CustomerKey.parse("812345" + lastDigits, "MX")
                                            .orElseThrow())
                            .orElseThrow()
                            .customer())
                    .satisfies(person -> {
                        assertThat(after).contains(person.customerId());
                        assertThat(person.purchases()).as("34 of 50 bought").isEqualTo(34);
                        assertThat(person.phone()).isEqualTo("+52812345" + lastDigits);
                    });
        }
    }

    private static String spelled(List<String> spellings, int caller, String lastDigits) {
        return spellings.get(caller % spellings.size()).formatted("81", "2345", lastDigits);
    }

    private boolean orders(String number, String phone) throws Exception {
        return seller.order("Shopify", number, phone, List.of(new Seller.Line(World.BACK_ORDER, 1)), Map.of())
                        .statusCode()
                == 200;
    }

    private boolean buys(String phone) throws Exception {
        String sale = """
                {"order":{"sales_channel":"Mostrador","status":"pending","customer_attributes":{"first_name":"Luz",\
                "last_name":"Mora","phone":"%s"},"order_items_attributes":[{"product_id":"%s","quantity":1,\
                "unit_price":2500}]}}""".formatted(phone, chair);
        return seller.send(
                                "POST",
                                "/api/v1/orders",
                                sale,
                                Map.of("api-key", World.get().demo().apiKey()))
                        .statusCode()
                == 201;
    }

    private boolean writes(String number) {
        Introduction introduction = new Introduction(
                List.of(Identity.whatsApp(number).orElseThrow()), null, null, "Lucecita", shop.country());
        return server.backend()
                .database()
                .transaction(tx -> tx.run(customers.meet(shop.id(), introduction)) > 0, done -> done);
    }

    private Set<Long> rows() {
        return new HashSet<>(server
                .database()
                .database()
                .list(
                        Row.class,
                        "SELECT customer_id FROM customer WHERE shop_id = ?",
                        shop.id().value())
                .stream()
                .map(Row::customerId)
                .toList());
    }
}
