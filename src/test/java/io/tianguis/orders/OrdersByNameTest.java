package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.CustomerChange;
import io.tianguis.customers.CustomerKey;
import io.tianguis.customers.Person;
import io.tianguis.kernel.Change;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.shops.Shop;
import io.tianguis.testkit.Renaming;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Orders come and change, and their buyers get other names, are merged and parted; every page by name is compared with a look at
 * each order.
 */
class OrdersByNameTest {

    private static final int STRETCH = 3;
    private static final int PEOPLE = 25;
    private static final int MANY_CELLS = 1_000;
    private static final List<String> NAMES =
            List.of("Ñandú", "Óscar", "oso", "Ana", "Ángel", "nube", "Zoe", "Álvaro", "Beatriz", "José", "Jose");

    private final TestBackend backend = new TestBackend();
    private final Shop shop = backend.shop();
    private final Orders orders = backend.get().orders();
    private final OrderSearch along = search(OrderPageWay.ALONG, 0);
    private final List<OrderSearch> ways = List.of(
            along,
            search(OrderPageWay.ALONG, MANY_CELLS),
            search(OrderPageWay.AMONG, 0),
            search(OrderPageWay.AMONG, MANY_CELLS),
            new OrderSearch(backend.database(), Set.of(OrderPageWay.ALONG, OrderPageWay.AMONG), 0, STRETCH, MANY_CELLS),
            search(OrderPageWay.SORTED, 0));
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Long> merges = new ArrayList<>();

    private OrderSearch search(OrderPageWay way, int fewCells) {
        return new OrderSearch(backend.database(), Set.of(way), 0, STRETCH, fewCells);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void everyPageByNameIsWhatLookingAtEachOrderTells() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            for (int step = 0; step < 6; step++) {
                happen(random);
            }
            if (random.nextInt(3) > 0) {
                along.fold();
            }
            for (int look = 0; look < 6; look++) {
                compare(random, "seed " + seed);
            }
        }
        while (along.fold()) {}
        record Left(long marks, long waiting, long wrong, long untold) {}
        assertThat(backend.database().get(Left.class, """
                        SELECT (SELECT count(*) FROM order_name_mark) AS marks,
                               (SELECT count(*) FROM order_name_change)
                                   + (SELECT count(*) FROM order_search_change) AS waiting,
                               (SELECT count(*)
                                  FROM order_search_count n
                                  FULL JOIN (SELECT o.shop_id, p.place, o.channel_key, o.state, count(*) AS orders
                                               FROM sales_order o
                                               JOIN order_name_place p USING (shop_id, customer_id)
                                              GROUP BY 1, 2, 3, 4) o
                                    ON o.shop_id = n.shop_id AND o.place = n.block
                                   AND o.channel_key = n.channel_key AND o.state = n.state
                                 WHERE (n.list = 'name' AND n.level = 1 OR n.list IS NULL)
                                   AND coalesce(n.rows, 0) <> coalesce(o.orders, 0)) AS wrong,
                               (SELECT count(*)
                                  FROM sales_order o
                                  JOIN order_name_place p USING (shop_id, customer_id)
                                 WHERE p.traits < 0 OR order_traits(o.state, o.channel_key) & ~p.traits <> 0) AS untold
                        """)).satisfies(left -> {
            assertThat(left.marks()).isGreaterThan(2);
            assertThat(left.waiting()).isZero();
            assertThat(left.wrong()).isZero();
            assertThat(left.untold()).isZero();
        });
    }

    @Test
    void noOrderIsMissedWhileBuyersGetOtherNames() throws Exception {
        Random first = new Random(7);
        for (int order = 0; order < 40; order++) {
            create(first);
        }
        long all = counted(along).counts().total();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            Random random = new Random(worker);
            calls.add(() -> {
                for (int change = 0; change < 30; change++) {
                    rename(random);
                    contact(random);
                }
                return true;
            });
        }
        calls.add(() -> {
            Random random = new Random(11);
            for (int change = 0; change < 15; change++) {
                merge(random);
                part(random);
            }
            return true;
        });
        for (int folder = 0; folder < 2; folder++) {
            calls.add(() -> {
                for (int folding = 0; folding < 60; folding++) {
                    along.fold();
                }
                return true;
            });
        }
        for (OrderSearch reader : ways) {
            Random random = new Random(calls.size());
            calls.add(() -> {
                for (int look = 0; look < 40; look++) {
                    int offset = random.nextInt((int) all);
                    assertThat(page(reader, List.of(), random.nextBoolean(), offset, 200))
                            .doesNotHaveDuplicates()
                            .hasSize((int) all - offset);
                }
                return true;
            });
        }

        assertThat(TestBackend.race(calls)).containsOnly(true);

        for (int look = 0; look < 20; look++) {
            compare(first, "after the race");
        }
        while (along.fold()) {}
        for (int look = 0; look < 20; look++) {
            compare(first, "after the race");
        }
    }

    @Test
    void anOrderThatComesIntoAnEmptyStateAfterTheCountIsNotMissed() {
        Random random = new Random(3);
        create(random);
        create(random);
        along.fold();
        List<CountedOrders> before = ways.stream().map(this::counted).toList();
        List<Long> all = expected(Optional.empty());
        contact(all.getFirst(), ContactStatus.CONFIRMED_DATA);

        for (CountedOrders counted : before) {
            for (OrderSorting.By by : OrderSorting.By.values()) {
                assertThat(counted.page(List.of(), new OrderSorting(by, true), 0, 10))
                        .as("%s", by)
                        .extracting(order -> order.header().orderId())
                        .containsExactlyInAnyOrderElementsOf(all);
            }
        }
    }

    private void happen(Random random) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> create(random);
            case 3, 4 -> contact(random);
            case 5, 6, 7 -> rename(random);
            case 8 -> merge(random);
            default -> part(random);
        }
    }

    private void compare(Random random, String when) {
        Optional<ContactStatus> status = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(ContactStatus.values()[random.nextInt(ContactStatus.values().length)]);
        List<OrderCriterion> criteria =
                status.map(OrderCriterion::contact).map(List::of).orElse(List.of());
        List<Long> expected = expected(status);
        boolean ascending = random.nextBoolean();
        int offset = random.nextInt(expected.size() + 2);
        int limit = 1 + random.nextInt(30);

        List<Long> page = (ascending ? expected : expected.reversed())
                .stream().skip(offset).limit(limit).toList();
        for (OrderSearch each : ways) {
            assertThat(page(each, criteria, ascending, offset, limit))
                    .as("%s: %s, ascending %s, from %d", when, status, ascending, offset)
                    .isEqualTo(page);
        }
    }

    /** Its pages are read without a turn, whenever a test wants them. */
    private CountedOrders counted(OrderSearch search) {
        return search.search(shop.id(), Function.identity());
    }

    private List<Long> page(
            OrderSearch search, List<OrderCriterion> criteria, boolean ascending, int offset, int limit) {
        OrderSorting sorting = new OrderSorting(OrderSorting.By.BUYER_NAME, ascending);
        return counted(search).page(criteria, sorting, offset, limit).stream()
                .map(order -> order.header().orderId())
                .toList();
    }

    private List<Long> expected(Optional<ContactStatus> status) {
        record Id(long orderId) {}
        return backend.database().list(Id.class, """
                        SELECT order_id
                          FROM sales_order
                          JOIN order_buyer_row USING (shop_id, customer_id)
                          JOIN order_buyer_name USING (shop_id, person_id)
                         WHERE shop_id = ? AND contact_status = coalesce(?, contact_status)
                         ORDER BY buyer_name, person_id, created_at, order_id
                        """, shop.shopId(), status.orElse(null)).stream()
                .map(Id::orderId)
                .toList();
    }

    private void create(Random random) {
        CreateOrder order = new CreateOrder(
                "Shopify",
                "N-" + numbers.incrementAndGet(),
                null,
                new Person(any(random, NAMES), any(random, NAMES), phone(random), null),
                new ShipTo(null, null, null, null, null, null, null, null, null, null, "MX"),
                new Shipping(null, null, null, null, false),
                false,
                List.of(new Line(World.BACK_ORDER, 1)),
                Optional.empty(),
                null);
        backend.accepted(tx -> orders.create(tx, shop, order));
    }

    private void contact(Random random) {
        List<Long> known = expected(Optional.empty());
        ContactStatus status = ContactStatus.values()[random.nextInt(ContactStatus.values().length)];
        contact(known.get(random.nextInt(known.size())), status);
    }

    private void contact(long orderId, ContactStatus status) {
        backend.accepted(tx -> backend.get().orderAdministration().contact(tx, shop.id(), orderId, status, null));
    }

    private void rename(Random random) {
        CustomerChange change = Renaming.to(any(random, NAMES), any(random, NAMES), Change.none());
        backend.get()
                .customers()
                .change(shop.id(), CustomerKey.parse(phone(random), "MX").orElseThrow(), change, "MX");
    }

    /** Of two who bought, unless they are one already. */
    private void merge(Random random) {
        record Id(long customerId) {}
        List<Long> people = backend
                .database()
                .list(
                        Id.class,
                        "SELECT DISTINCT person_id AS customer_id FROM order_buyer_row WHERE shop_id = ?",
                        shop.shopId())
                .stream()
                .map(Id::customerId)
                .toList();
        long keep = people.get(random.nextInt(people.size()));
        long absorb = people.get(random.nextInt(people.size()));
        backend.run(tx -> backend.get().customers().merge(tx, shop.id(), keep, absorb, "dueña"))
                .fold(merges::add, _ -> false);
    }

    private void part(Random random) {
        if (!merges.isEmpty()) {
            long merge = merges.remove(random.nextInt(merges.size()));
            backend.run(tx -> backend.get().customers().undoMerge(tx, shop.id(), merge, "dueña"));
        }
    }

    private static String phone(Random random) {
        return "+52 449 556 %04d".formatted(random.nextInt(PEOPLE));
    }

    private static String any(Random random, List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
