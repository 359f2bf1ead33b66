package io.tianguis.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.Backend;
import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.customers.NewCustomer;
import io.tianguis.customers.Person;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.system.SecureRandomness;
import io.tianguis.platform.system.SeededRandomness;
import io.tianguis.questions.QuestionFilter;
import io.tianguis.shops.NewShop;
import io.tianguis.shops.Shop;
import io.tianguis.stock.OpeningStock;
import io.tianguis.stock.StockedVariant;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemonstrationLoaderTest {

    /** What a furnished shop has beside the orders of its load. */
    private static final int COUNTER_SALES = 7;

    private static final Instant NOW = MovableClock.START;
    private static final Amounts SOME = new Amounts(30, 40, 120);

    private final TestDatabase database = TestDatabase.create();
    private final Backend backend = Backend.on(database.pool(), new MovableClock(), new SecureRandomness());
    private final AtomicInteger opened = new AtomicInteger();

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void exactly_what_was_asked_for_is_entered_in_every_country() {
        for (String country : DemonstrationLoader.countries()) {
            Shop shop = shop(country);
            assertThat(loader().load(shop, SOME, 4, NOW, Progress.SILENT)).isEqualTo(new Counts(30, 40, 120, 0, 0));
            assertCounts(shop, 30, 40, 120);
            assertSound(shop);
        }
    }

    @Test
    void lanes_at_once_lose_nothing_and_leave_the_ledger_sound() {
        Shop shop = shop("MX");
        Map<Progress.Stage, Integer> heard = new ConcurrentHashMap<>();
        Amounts amounts = new Amounts(60, 90, 4_200);
        loader().load(shop, amounts, 4, NOW, (stage, entered) -> heard.merge(stage, entered, Integer::sum));
        assertCounts(shop, 60, 90, 4_200);
        assertSound(shop);
        assertThat(heard)
                .containsEntry(Progress.Stage.PRODUCTS, 60)
                .containsEntry(Progress.Stage.CUSTOMERS, 90)
                .containsEntry(Progress.Stage.ORDERS, 4_200);
    }

    @Test
    void exactly_as_many_messages_are_written_on_all_channels_and_the_same_again() {
        Amounts amounts = new Amounts(1, 9, 0, 0, 1_203);
        Shop shop = shop("BR");
        Shop same = shop("BR");
        loader().load(shop, amounts, 4, NOW, Progress.SILENT);
        loader().load(same, amounts, 4, NOW, Progress.SILENT);
        assertCounts(shop, 1, 9, 0);
        assertThat(count(shop, "message")).isEqualTo(1_203);
        assertThat(count(shop, "channel_account")).isEqualTo(3);
        assertThat(messages(shop)).isEqualTo(messages(same)).hasSizeGreaterThan(20);
        loader().load(shop, amounts, 4, NOW, Progress.SILENT);
        assertThat(count(shop, "message")).isEqualTo(2_406);
    }

    @Test
    void exactly_as_many_questions_are_asked_on_both_channels_and_come_to_every_end() {
        Amounts amounts = new Amounts(4, 9, 0, 203, 0);
        Shop shop = shop("AR");
        Shop same = shop("AR");
        loader().load(shop, amounts, 4, NOW, Progress.SILENT);
        loader().load(same, amounts, 4, NOW, Progress.SILENT);
        assertCounts(shop, 4, 9, 0);
        assertThat(count(shop, "question")).isEqualTo(203);
        assertThat(questions(shop))
                .isEqualTo(questions(same))
                .extracting(kind -> kind.channel() + " " + kind.state())
                .containsExactly(
                        "mercadolibre answered",
                        "mercadolibre closed_unanswered",
                        "mercadolibre unanswered",
                        "storefront answered",
                        "storefront unanswered");
        loader().load(shop, amounts, 4, NOW, Progress.SILENT);
        assertThat(count(shop, "question")).isEqualTo(406);
        QuestionFilter all = new QuestionFilter(Optional.empty(), Optional.empty(), Optional.empty(), true);
        assertThat(backend.questions().search(shop.id(), all, 0, 0).total()).isEqualTo(406);
    }

    /** How many questions there are of each kind. */
    private List<Asked> questions(Shop shop) {
        return backend.database().list(Asked.class, """
                SELECT q.channel, q.state, count(*) AS questions, count(DISTINCT q.thread_id) AS threads,
                       count(*) FILTER (WHERE t.listing = '') AS general, min(q.asked_at) AS first,
                       max(q.answered_at) AS last_answer
                  FROM question q
                  JOIN question_thread t USING (shop_id, thread_id)
                 WHERE q.shop_id = ?
                 GROUP BY 1, 2
                 ORDER BY 1, 2
                """, shop.shopId());
    }

    record Asked(
            String channel,
            String state,
            long questions,
            long threads,
            long general,
            Instant first,
            @Nullable Instant lastAnswer) {}

    /** How many messages there are of each kind. */
    private List<Kind> messages(Shop shop) {
        return backend.database().list(Kind.class, """
                SELECT a.channel, m.direction, coalesce(m.status, '') AS status, m.content_type, count(*) AS messages,
                       min(m.sent_at) AS first
                  FROM message m
                  JOIN channel_account a USING (shop_id, account_id)
                 WHERE m.shop_id = ?
                 GROUP BY 1, 2, 3, 4
                 ORDER BY 1, 2, 3, 4
                """, shop.shopId());
    }

    record Kind(String channel, String direction, String status, String contentType, long messages, Instant first) {}

    @Test
    void a_further_load_adds_to_the_first_whatever_its_seed() {
        Shop shop = shop("MX");
        loader().load(shop, SOME, 4, NOW, Progress.SILENT);
        long categories = count(shop, "category");
        loader().load(shop, SOME, 4, NOW, Progress.SILENT);
        loader().load(shop, SOME, -7, NOW, Progress.SILENT);
        assertCounts(shop, 90, 120, 360);
        assertSound(shop);
        assertThat(count(shop, "category")).isEqualTo(categories);
        assertThat(count(shop, "staff_member")).isEqualTo(1 + 3);
    }

    @Test
    void the_same_seed_gives_the_same_data_in_two_shops() {
        Shop one = shop("BR");
        Shop other = shop("BR");
        loader().load(one, SOME, 11, NOW, Progress.SILENT);
        loader().load(other, SOME, 11, NOW, Progress.SILENT);
        assertThat(contents(one)).isEqualTo(contents(other)).hasSizeGreaterThan(200);
    }

    @Test
    void what_the_shop_has_of_its_own_is_left_alone() {
        Shop shop = shop("MX");
        Country mexico = Country.of("MX").orElseThrow();
        Seed seed = new Seed(4, SeededRandomness::new);
        String sku = new Assortment(mexico, seed, new Numbers(0)).outline(7).sku(0);
        People people = new People(mexico, seed, new Numbers(0));
        in(tx -> backend.stock()
                .create(
                        tx,
                        shop.id(),
                        NewProduct.unpublished("Propio", NewVariant.of(sku, 100)),
                        List.of(OpeningStock.NONE)));
        // The third is entered by hand, the last is a newcomer whom an order would introduce.
        for (int known : List.of(3, 39)) {
            Person person = new Person("Conocido", null, people.someone(known).phone(), null);
            in(tx -> backend.customers().create(tx, shop.id(), byHand(person), "MX"));
        }
        loader().load(shop, SOME, 4, NOW, Progress.SILENT);
        assertCounts(shop, 31, 42, 120);
        assertSound(shop);
        assertThat(number(
                        shop,
                        "SELECT sum(purchases)::bigint AS number FROM customer WHERE first_name = 'Conocido'"
                                + " AND shop_id = ?"))
                .isZero();
    }

    @Test
    void two_orders_of_three_are_paid_and_the_others_differ() {
        Shop shop = shop("MX");
        loader().load(shop, new Amounts(30, 40, 600), 4, NOW, Progress.SILENT);
        String orders = "SELECT count(*) AS number FROM sales_order o WHERE shop_id = ?";
        String payment = " EXISTS (SELECT FROM order_payment p WHERE p.shop_id = o.shop_id AND p.order_id = o.order_id";
        long paid = number(shop, orders + " AND payment_status = 'paid' AND" + payment + " AND status = 'approved')");
        assertThat(paid).isBetween(350L, 450L);
        assertThat(number(shop, orders + " AND payment_status = 'paid'")).isEqualTo(paid);
        for (String state : List.of("pending", "in_process", "rejected")) {
            assertThat(number(shop, orders + " AND" + payment + " AND status = '" + state + "')"))
                    .as(state)
                    .isBetween(10L, 80L);
        }
        assertThat(number(shop, orders + " AND NOT" + payment + ")")).isBetween(50L, 140L);
        assertThat(number(
                        shop,
                        "SELECT count(*) AS number FROM order_payment p JOIN sales_order o USING (shop_id, order_id)"
                                + " WHERE shop_id = ? AND amount_cents <> products_total_cents"))
                .as("payments of another amount than their order")
                .isZero();
        assertThat(number(shop, "SELECT count(DISTINCT method) AS number FROM order_payment WHERE shop_id = ?"))
                .isGreaterThan(4);
        assertSound(shop);
    }

    @Test
    void orders_of_every_state_but_that_of_the_seller_are_there_and_most_arrived() {
        Shop shop = shop("MX");
        loader().load(shop, new Amounts(30, 40, 600), 4, NOW, Progress.SILENT);
        String orders = "SELECT count(*) AS number FROM sales_order WHERE shop_id = ? AND fulfillment_status = ";
        for (String state : List.of("paused", "unfulfilled", "picking", "packed", "canceled")) {
            assertThat(number(shop, orders + "'" + state + "'")).as(state).isBetween(5L, 120L);
        }
        assertThat(number(shop, orders + "'fulfilled' AND delivered_at IS NOT NULL"))
                .isGreaterThan(300);
        assertThat(number(shop, orders + "'fulfilled' AND delivered_at IS NULL"))
                .isBetween(20L, 120L);
        assertThat(number(
                        shop,
                        "SELECT count(*) AS number FROM order_event e JOIN sales_order o USING (shop_id, order_id)"
                                + " WHERE e.shop_id = ? AND (e.at < o.created_at OR e.at > '" + NOW + "')"))
                .as("events before their order, or not yet")
                .isZero();
        assertSound(shop);
    }

    @Test
    void things_happen_in_their_order_over_the_past() {
        Shop shop = shop("MX");
        loader().load(shop, SOME, 4, NOW, Progress.SILENT);
        record Times(Instant product, Instant first, Instant last, boolean backwards) {}
        Times times = database.database().get(Times.class, """
                        SELECT (SELECT max(created_at) FROM product WHERE shop_id = ?) AS product,
                               min(created_at) AS first, max(created_at) AS last,
                               bool_or(created_at < (SELECT created_at FROM customer c
                                                      WHERE c.shop_id = o.shop_id AND c.customer_id = o.customer_id))
                                   AS backwards
                          FROM sales_order o
                         WHERE shop_id = ?
                        """, shop.shopId(), shop.shopId());
        assertThat(times.product()).isBefore(times.first());
        assertThat(times.first()).isBetween(NOW.minus(Duration.ofDays(365)), NOW.minus(Duration.ofDays(360)));
        assertThat(times.last()).isBetween(NOW.minus(Duration.ofDays(5)), NOW);
        assertThat(times.backwards()).isFalse();
    }

    @Test
    void a_furnished_shop_has_the_items_of_the_published_examples() {
        Shop shop = shop("MX");
        assertThat(loader().furnish(shop, NOW)).isTrue();
        assertThat(backend.stock().findBySku(shop.id(), "PAQ-EA"))
                .map(StockedVariant::available)
                .contains(100L);
        assertThat(backend.stock().findBySku(shop.id(), "PAQ-EA"))
                .map(StockedVariant::priceCents)
                .contains(40_319L);
        for (String sku : List.of("MULTI01", "TERMO10")) {
            assertThat(backend.stock().findBySku(shop.id(), sku).orElseThrow().available())
                    .isGreaterThan(1_000);
        }
        assertThat(backend.stock().findBySku(shop.id(), "BOTLE12")).isPresent();
        assertThat(backend.orders().findPackingSlip(shop.id(), "Liverpool", "123334"))
                .isEmpty();
        assertCounts(shop, 24 + 4, 30, 40 + COUNTER_SALES);
        assertThat(number(shop, "SELECT count(*) AS number FROM inbound_entry WHERE shop_id = ?"))
                .isEqualTo(2);
        assertThat(number(shop, "SELECT count(*) AS number FROM customer_return WHERE shop_id = ?"))
                .isEqualTo(2);
        for (String status : List.of("unfulfilled", "fulfilled_by_seller", "canceled")) {
            String ofCounter = "SELECT count(*) AS number FROM sales_order WHERE shop_id = ?"
                    + " AND channel_key = 'mostrador' AND fulfillment_status = ";
            assertThat(number(shop, ofCounter + "'" + status + "'")).isPositive();
        }
        assertSound(shop);
    }

    @Test
    void a_shop_is_furnished_once_and_a_load_does_not_count_as_that() {
        Shop shop = shop("MX");
        loader().load(shop, SOME, 1, NOW, Progress.SILENT);
        assertThat(loader().furnish(shop, NOW)).isTrue();
        assertThat(loader().furnish(shop, NOW)).isFalse();
        assertCounts(shop, 30 + 28, 40 + 30, 120 + 40 + COUNTER_SALES);
        assertSound(shop);
    }

    @Test
    void a_shop_whose_furnishing_broke_off_is_furnished_whole_the_next_time() {
        Shop shop = shop("MX");
        DemonstrationLoader breaking = loader(clock -> {
            if (clock.now().isAfter(NOW.minus(Duration.ofDays(200)))) {
                throw new IllegalStateException("broken off");
            }
            return clock.now();
        });
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> breaking.furnish(shop, NOW)))
                .hasMessage("broken off");
        assertCounts(shop, 0, 0, 0);
        assertThat(loader().furnish(shop, NOW)).isTrue();
        assertCounts(shop, 28, 30, 40 + COUNTER_SALES);
    }

    @Test
    void one_connection_is_enough() {
        try (var narrow = io.tianguis.platform.sql.ConnectionPool.open(
                database.address().jdbcUrl(),
                database.address().user(),
                database.address().password(),
                1)) {
            Shop shop = shop("MX");
            DemonstrationLoader loader = new DemonstrationLoader(
                    clock -> Backend.on(narrow, clock, new SecureRandomness()).doors(),
                    SeededRandomness::new,
                    new SecureRandomness(),
                    1);
            loader.furnish(shop, NOW);
            loader.load(shop, new Amounts(10, 10, 1_100), 2, NOW, Progress.SILENT);
            assertCounts(shop, 38, 40, 1_140 + COUNTER_SALES);
        }
    }

    private DemonstrationLoader loader() {
        return loader(io.tianguis.kernel.Clock::now);
    }

    /** @param time asked by every operation, so that it can break one off */
    private DemonstrationLoader loader(Function<io.tianguis.kernel.Clock, Instant> time) {
        return new DemonstrationLoader(
                clock -> Backend.on(database.pool(), () -> time.apply(clock), new SecureRandomness())
                        .doors(),
                SeededRandomness::new,
                new SecureRandomness(),
                8);
    }

    private Shop shop(String country) {
        String name = "Tienda " + opened.incrementAndGet();
        return backend.shops()
                .create(NewShop.of(name, country, "duena@tienda.example"))
                .fold(Function.identity(), rejection -> {
                    throw new AssertionError(rejection);
                })
                .shop();
    }

    private static NewCustomer byHand(Person person) {
        return new NewCustomer(
                person, null, null, null, null, null, null, null, null, false, null, null, List.of(), List.of(),
                List.of());
    }

    private <T, R> void in(Function<io.tianguis.platform.sql.Tx, Outcome<T, R>> work) {
        assertThat(database.database().transaction(work)).isInstanceOf(Outcome.Ok.class);
    }

    private void assertCounts(Shop shop, long products, long customers, long orders) {
        assertThat(List.of(count(shop, "product"), count(shop, "customer"), count(shop, "sales_order")))
                .containsExactly(products, customers, orders);
    }

    /** What must hold of any shop at any time. */
    private void assertSound(Shop shop) {
        assertThat(number(shop, """
                SELECT count(*) AS number
                  FROM stock_level l
                 WHERE shop_id = ?
                   AND (on_hand <> (SELECT coalesce(sum(delta), 0) FROM stock_movement m
                                     WHERE m.shop_id = l.shop_id AND m.variant_id = l.variant_id)
                     OR reserved <> (SELECT coalesce(sum(units), 0) FROM stock_reservation r
                                      WHERE r.shop_id = l.shop_id AND r.variant_id = l.variant_id)
                     OR on_hand < reserved)
                """))
                .as("levels apart from their movements and reservations")
                .isZero();
        assertThat(number(shop, """
                SELECT count(*) AS number
                  FROM customer c
                 WHERE shop_id = ?
                   AND purchases <> (SELECT count(*) FROM sales_order o
                                      WHERE o.shop_id = c.shop_id AND o.customer_id = c.customer_id
                                        AND fulfillment_status <> 'canceled')
                """))
                .as("customers with more or fewer purchases than orders")
                .isZero();
        assertThat(number(shop, """
                SELECT count(*) AS number
                  FROM sales_order o
                 WHERE shop_id = ?
                   AND products_total_cents <> (SELECT coalesce(sum(units * unit_price_cents), 0) FROM order_line l
                                                 WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id)
                """))
                .as("orders whose total is not that of their lines")
                .isZero();
        assertThat(number(shop, "SELECT count(*) AS number FROM order_note WHERE shop_id = ?"))
                .as("orders that were saved in part")
                .isZero();
    }

    private long count(Shop shop, String table) {
        return number(shop, "SELECT count(*) AS number FROM " + table + " WHERE shop_id = ?");
    }

    private long number(Shop shop, String sql) {
        record Number(long number) {}
        Statements statements = database.database();
        return statements.get(Number.class, sql, shop.shopId()).number();
    }

    /** Everything but the ids. */
    private List<String> contents(Shop shop) {
        record Text(String text) {}
        return database.database().list(Text.class, """
                SELECT text
                  FROM (SELECT concat_ws(' ', 'variant', p.title, v.sku, v.ean, v.price_cents, v.option_name, c.name,
                                         l.on_hand, l.reserved, v.created_at) AS text
                          FROM variant v
                          JOIN product p USING (shop_id, product_id)
                          JOIN category c USING (shop_id, category_id)
                          JOIN stock_level l USING (shop_id, variant_id)
                         WHERE v.shop_id = ?
                        UNION ALL
                        SELECT concat_ws(' ', 'customer', first_name, last_name, email, phone, address, city, state,
                                         document_number, notes, purchases, created_at)
                          FROM customer WHERE shop_id = ?
                        UNION ALL
                        SELECT concat_ws(' ', 'order', o.channel_key, o.number, o.external_id, c.phone, s.recipient_phone,
                                         s.tracking_number, o.products_total_cents, o.fulfillment_status, o.payment_status, o.created_at,
                                         p.external_reference, p.status, p.provider, p.method, p.amount_cents,
                                         p.installments, p.finance_fee_cents, p.paid_at)
                          FROM sales_order o
                          JOIN customer c USING (shop_id, customer_id)
                          JOIN order_shipment s USING (shop_id, order_id)
                          LEFT JOIN order_payment p USING (shop_id, order_id)
                         WHERE o.shop_id = ?) AS everything
                 ORDER BY text
                """, shop.shopId(), shop.shopId(), shop.shopId()).stream()
                .map(Text::text)
                .toList();
    }
}
