package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.NewCustomer;
import io.tianguis.customers.Person;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Money;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.PointOfSaleOrder.State;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.text.Collator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random orders change at random, and every count and page is compared with what looking at each order tells. The search is
 * told to sort, to walk and to find by counts whatever the amounts are.
 */
class OrderSearchTest {

    private static final long SEED = 20_261_122;
    private static final List<String> CHANNELS = List.of("MercadoLibre", "mercado libre", "MercadoShops", "Shopify");
    private static final String RARE_CHANNEL = "Amazon";
    private static final List<Set<String>> CHANNEL_KEYS =
            List.of(Set.of("mercadolibre", "mercado libre"), Set.of("shopify", "caja"), Set.of("amazon"), Set.of());
    private static final List<String> NAMES = List.of("Ñandú", "Óscar", "oso", "Ana", "Ángel", "nube", "Zoe", "Álvaro");

    private final TestBackend backend = new TestBackend();
    private final Shop shop = backend.shop();
    private final Orders orders = backend.get().orders();
    private final OrderAdministration administration = backend.get().orderAdministration();
    private final Random random = new Random(SEED);
    private final AtomicInteger numbers = new AtomicInteger();

    /** A way to narrow a search, and the same said of one order. */
    private record Narrowed(OrderCriterion criterion, Predicate<Order> holds) {}

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void everyCountAndPageIsWhatLookingAtEachOrderTells() {
        List<OrderSearch> searches = List.of(
                new OrderSearch(backend.database()),
                search(OrderPageWay.SORTED, 0),
                search(OrderPageWay.AMONG, 0),
                search(OrderPageWay.ALONG, 12),
                search(OrderPageWay.ALONG, 1_000),
                search(OrderPageWay.ALONG, 0));
        for (int round = 0; round < 30; round++) {
            for (int step = 0; step < 8; step++) {
                backend.clock().advance(Duration.ofMinutes(random.nextInt(600)));
                happen();
            }
            if (random.nextInt(3) == 0) {
                searches.getFirst().fold();
            }
            List<Order> all = all();
            OrderCounts counts = counted(searches.getFirst()).counts();
            assertThat(counts.matching(List.of())).isEqualTo(all.size());
            criteria()
                    .forEach((name, narrowed) -> assertThat(counts.matching(List.of(narrowed.criterion())))
                            .as(name)
                            .isEqualTo(all.stream().filter(narrowed.holds()).count()));
            for (int search = 0; search < 12; search++) {
                compare(all, counted(searches.get(search % searches.size())));
            }
        }
        record Cells(long left) {}
        while (searches.getFirst().fold()) {}
        assertThat(backend.database().get(Cells.class, """
                                SELECT (SELECT count(*) FROM order_search_change)
                                       + (SELECT count(*) FROM order_search_count WHERE rows <= 0) AS left
                                """).left()).isZero();
    }

    private OrderSearch search(OrderPageWay way, int walked) {
        return new OrderSearch(backend.database(), Set.of(way), walked, 4, 8);
    }

    private void compare(List<Order> all, CountedOrders counted) {
        Map<String, Narrowed> chosen = new LinkedHashMap<>();
        List<Map.Entry<String, Narrowed>> known = List.copyOf(criteria().entrySet());
        for (int wanted = random.nextInt(4); wanted > 0; wanted--) {
            Map.Entry<String, Narrowed> one = known.get(random.nextInt(known.size()));
            chosen.put(one.getKey(), one.getValue());
        }
        Collection<OrderCriterion> criteria =
                chosen.values().stream().map(Narrowed::criterion).toList();
        OrderSorting sorting = new OrderSorting(OrderSorting.By.values()[random.nextInt(4)], random.nextBoolean());
        List<Order> expected = all.stream()
                .filter(order ->
                        chosen.values().stream().allMatch(one -> one.holds().test(order)))
                .sorted(
                        sorting.ascending()
                                ? comparator(sorting.by())
                                : comparator(sorting.by()).reversed())
                .toList();
        int offset = random.nextInt(expected.size() + 3);
        int limit = random.nextInt(1, 20);

        assertThat(counted.counts().matching(criteria))
                .as("%s", chosen.keySet())
                .isEqualTo(expected.size());
        assertThat(ids(counted.page(criteria, sorting, offset, limit)))
                .as("%s by %s from %d, %d", chosen.keySet(), sorting, offset, limit)
                .isEqualTo(ids(expected.stream().skip(offset).limit(limit).toList()));
    }

    /** Its pages are read without a turn, whenever a test wants them. */
    private CountedOrders counted(OrderSearch search) {
        return search.search(shop.id(), Function.identity());
    }

    private static List<Long> ids(List<Order> found) {
        return found.stream().map(order -> order.header().orderId()).toList();
    }

    private static Comparator<Order> comparator(OrderSorting.By by) {
        Comparator<Order> byCreation = Comparator.<Order, Instant>comparing(
                        order -> order.header().createdAt())
                .thenComparing(order -> order.header().orderId());
        return switch (by) {
            case CREATION -> byCreation;
            case LAST_CHANGE ->
                Comparator.<Order, Instant>comparing(order -> order.header().updatedAt())
                        .thenComparing(order -> order.header().orderId());
            case CUSTOMER ->
                Comparator.<Order, Long>comparing(order -> order.header().customerId())
                        .thenComparing(byCreation);
            case BUYER_NAME ->
                Comparator.<Order, String>comparing(
                                order -> String.valueOf(order.header().buyerName())
                                        .toLowerCase(Locale.ROOT),
                                Collator.getInstance(Locale.of("es")))
                        .thenComparing(order -> order.header().customerId())
                        .thenComparing(byCreation);
        };
    }

    private static Map<String, Narrowed> criteria() {
        Map<String, Narrowed> all = new LinkedHashMap<>();
        for (ContactStatus status : ContactStatus.values()) {
            all.put(
                    "contact " + status,
                    new Narrowed(
                            OrderCriterion.contact(status),
                            order -> order.header().contactStatus() == status));
        }
        for (ShipmentStatus status : ShipmentStatus.values()) {
            all.put(
                    "shipment " + status,
                    new Narrowed(
                            OrderCriterion.shipment(status),
                            order -> order.shipments().getFirst().status() == status));
        }
        for (boolean is : new boolean[] {true, false}) {
            all.put(
                    "processed " + is,
                    new Narrowed(
                            OrderCriterion.processed(is),
                            order -> (order.header().processedAt() != null) == is));
            all.put("paid " + is, new Narrowed(OrderCriterion.paid(is), order -> isPaid(order) == is));
            all.put("delivered " + is, new Narrowed(OrderCriterion.delivered(is), order -> isDelivered(order) == is));
            all.put("closed " + is, new Narrowed(OrderCriterion.closed(is), order -> isClosed(order) == is));
            all.put(
                    "buyer " + is,
                    new Narrowed(
                            OrderCriterion.buyerFeedback(is),
                            order -> (order.header().buyerFeedback() != null) == is));
            all.put(
                    "seller " + is,
                    new Narrowed(
                            OrderCriterion.sellerFeedback(is),
                            order -> (order.header().sellerFeedback() != null) == is));
            all.put(
                    "feedback " + is,
                    new Narrowed(
                            OrderCriterion.feedback(is),
                            order -> (order.header().buyerFeedback() != null
                                            && order.header().sellerFeedback() != null)
                                    == is));
        }
        all.putAll(channelsAndSummaries());
        return all;
    }

    private static Map<String, Narrowed> channelsAndSummaries() {
        Map<String, Narrowed> all = new LinkedHashMap<>();
        for (Set<String> keys : List.of(
                Set.of("mercadolibre", "mercado libre"),
                Set.of("shopify", "caja"),
                Set.of(RARE_CHANNEL.toLowerCase(Locale.ROOT)),
                Set.<String>of())) {
            all.put(
                    "channels " + keys,
                    new Narrowed(
                            OrderCriterion.channels(keys),
                            order -> keys.contains(order.header().channelKey())));
        }
        all.put(
                "pending process",
                new Narrowed(
                        OrderCriterion.pendingProcess(),
                        order -> order.header().processedAt() == null && !isClosed(order)));
        all.put(
                "pending shipment",
                new Narrowed(
                        OrderCriterion.pendingShipment(),
                        order -> isPaid(order) && !isDelivered(order) && !isClosed(order)));
        all.put(
                "pending feedback",
                new Narrowed(
                        OrderCriterion.pendingFeedback(),
                        order -> isDelivered(order) && order.header().sellerFeedback() == null));
        return all;
    }

    private static boolean isPaid(Order order) {
        return order.header().paymentStatus() == PaymentStatus.PAID;
    }

    private static boolean isDelivered(Order order) {
        return order.header().deliveredAt() != null;
    }

    private static boolean isClosed(Order order) {
        return order.header().closedAt() != null;
    }

    private List<Order> all() {
        record Id(long orderId) {}
        Set<Long> ids =
                backend
                        .database()
                        .list(Id.class, "SELECT order_id FROM sales_order WHERE shop_id = ?", shop.shopId())
                        .stream()
                        .map(Id::orderId)
                        .collect(java.util.stream.Collectors.toSet());
        return OrdersSql.listByIds(backend.database(), shop.id(), List.copyOf(ids));
    }

    /** One of the operations that the shop's orders know, on one of its orders; refused ones change nothing. */
    private void happen() {
        List<Order> known = all();
        Order order = known.get(random.nextInt(known.size()));
        long id = order.header().orderId();
        backend.database()
                .transaction(
                        tx -> {
                            happen(tx, order, id);
                            return true;
                        },
                        done -> done);
    }

    private void happen(Tx tx, Order order, long id) {
        switch (random.nextInt(14)) {
            case 0, 1 -> create(tx);
            case 2 -> sell(tx);
            case 3 -> administration.contact(tx, shop.id(), id, any(ContactStatus.values()), null);
            case 4 -> administration.process(tx, shop.id(), id, null);
            case 5 -> administration.close(tx, shop.id(), id, "entregada", null);
            case 6 -> administration.reopen(tx, shop.id(), id, null);
            case 7 -> administration.giveFeedback(tx, shop.id(), id, any(FeedbackSide.values()), "bien", null);
            case 8, 9 ->
                administration.changeShipment(
                        tx,
                        shop.id(),
                        id,
                        order.shipments().getFirst().shipmentId(),
                        new ShipmentChange(Optional.of(any(ShipmentStatus.values())), Change.none()),
                        null);
            case 10 ->
                orders.recordPayment(
                        tx,
                        shop.id(),
                        id,
                        new NewPayment(
                                null,
                                any(PaymentState.values()),
                                null,
                                "efectivo",
                                new Money(Math.max(1, order.header().grandTotalCents()), "MXN"),
                                null,
                                null,
                                null,
                                null));
            case 11 -> {
                if (!order.payments().isEmpty()) {
                    administration.changePayment(
                            tx,
                            shop.id(),
                            id,
                            order.payments().getFirst().paymentId(),
                            any(PaymentState.values()),
                            null);
                }
            }
            case 12 ->
                administration.changeInvoice(
                        tx,
                        shop.id(),
                        id,
                        new InvoiceChange(
                                Optional.of(true), Change.to(Integer.toString(random.nextInt())), Change.none()),
                        null);
            default -> step(tx, id);
        }
    }

    private void step(Tx tx, long id) {
        switch (random.nextInt(3)) {
            case 0 -> backend.get().fulfillment().cancel(tx, shop.id(), id, null);
            case 1 -> backend.get().fulfillment().pick(tx, shop.id(), id, null);
            default -> backend.get().fulfillment().pack(tx, shop.id(), id, null);
        }
    }

    private void create(Tx tx) {
        CreateOrder order = order(new Person(any(NAMES), null, "+52 449 555 " + (1_000 + random.nextInt(20)), null));
        assertThat(orders.create(tx, shop, order)).isInstanceOf(io.tianguis.kernel.Outcome.Ok.class);
    }

    private CreateOrder order(Person buyer) {
        return new CreateOrder(
                random.nextInt(15) == 0 ? RARE_CHANNEL : any(CHANNELS),
                "S-" + numbers.incrementAndGet(),
                null,
                buyer,
                new ShipTo(null, null, null, null, null, null, null, null, null, null, "MX"),
                new Shipping(null, null, null, null, false),
                false,
                List.of(new Line(World.BACK_ORDER, 1)),
                Optional.empty(),
                null);
    }

    private void sell(Tx tx) {
        sell(tx, any(State.values()), any(NAMES), "+52 449 555 " + (1_000 + random.nextInt(20)));
    }

    private io.tianguis.kernel.Outcome<Sale, PointOfSaleRejection> sell(
            Tx tx, State state, String firstName, String phone) {
        String webId = backend.get()
                .stock()
                .findBySku(shop.id(), World.BACK_ORDER)
                .orElseThrow()
                .webId();
        PointOfSaleOrder order = new PointOfSaleOrder(
                "Caja",
                state,
                new Person(firstName, "Ñuñez", phone, null),
                new ShipTo(null, null, null, null, null, null, null, null, null, null, "MX"),
                true,
                0,
                Optional.empty(),
                List.of(new PointOfSaleOrder.Line(webId, 1, Optional.empty())),
                null);
        return backend.get().pointOfSale().sell(tx, shop, order);
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @Test
    void byNameTheOrdersOfAPersonAreFoundWhoeverTheyAreMergedWith() {
        String phone = "+52 449 555 4321";
        long known = known(new Person("Aaron", "Aab", phone, null));
        long other = known(new Person("Zzz", "Zzz", "+52 449 555 4322", null));
        long order = backend.accepted(tx -> orders.create(tx, shop, order(new Person("Aaron", "Aab", phone, null))))
                .orderId();
        assertThat(firstByName(true)).as("who was known before they bought").isEqualTo(order);

        Long merge = backend.accepted(tx -> backend.get().customers().merge(tx, shop.id(), other, known, "dueña"));
        assertThat(firstByName(false)).as("whose root never bought").isEqualTo(order);

        backend.accepted(tx -> backend.get().customers().undoMerge(tx, shop.id(), merge, "dueña"));
        assertThat(firstByName(true)).as("who is alone again").isEqualTo(order);
    }

    private long known(Person person) {
        NewCustomer customer = new NewCustomer(
                person, null, null, null, null, null, null, null, null, false, null, null, List.of(), List.of(),
                List.of());
        return backend.accepted(tx -> backend.get().customers().create(tx, shop.id(), customer, "MX"));
    }

    @Test
    void anOrderGivenUpFromTheStartIsFoundByTheNameOfSomebodyWhoNeverBought() {
        backend.accepted(tx -> sell(tx, State.CANCELED, "Zzyzx", "+52 449 555 9876"));
        long id = backend.database()
                .get(Newest.class, "SELECT max(order_id) AS order_id FROM sales_order")
                .orderId();

        assertThat(firstByName(false)).isEqualTo(id);
        while (new OrderSearch(backend.database()).fold()) {}
        assertThat(firstByName(false)).isEqualTo(id);
    }

    private record Newest(long orderId) {}

    private long firstByName(boolean ascending) {
        OrderSorting sorting = new OrderSorting(OrderSorting.By.BUYER_NAME, ascending);
        return ids(counted(search(OrderPageWay.ALONG, 0)).page(List.of(), sorting, 0, 1))
                .getFirst();
    }

    @Test
    void whileOrdersComeAndChangeEverySearchAddsUp() throws Exception {
        for (int order = 0; order < 20; order++) {
            backend.accepted(tx -> {
                create(tx);
                return Outcome.ok(true);
            });
        }
        OrderSearch search = search(OrderPageWay.ALONG, 0);
        List<Long> ids = ids(all());
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int worker = 0; worker < 6; worker++) {
            Random own = new Random(worker);
            calls.add(() -> {
                for (int change = 0; change < 25; change++) {
                    long id = ids.get(own.nextInt(ids.size()));
                    ContactStatus status = ContactStatus.values()[own.nextInt(3)];
                    if (own.nextBoolean()) {
                        backend.accepted(tx -> administration.contact(tx, shop.id(), id, status, null));
                    } else {
                        backend.accepted(tx -> administration.reopen(tx, shop.id(), id, null));
                    }
                }
                return true;
            });
        }
        for (int reader = 0; reader < 3; reader++) {
            calls.add(() -> {
                for (int look = 0; look < 40; look++) {
                    CountedOrders counted = counted(search);
                    long sum = 0;
                    for (ContactStatus status : ContactStatus.values()) {
                        sum += counted.counts().matching(List.of(OrderCriterion.contact(status)));
                    }
                    OrderSorting sorting = new OrderSorting(OrderSorting.By.CREATION, false);
                    assertThat(sum).isEqualTo(ids.size());
                    assertThat(counted.page(List.of(), sorting, 0, 200)).hasSameSizeAs(ids);
                }
                return true;
            });
        }
        calls.add(() -> {
            for (int folding = 0; folding < 40; folding++) {
                search.fold();
            }
            return true;
        });

        assertThat(TestBackend.race(calls)).containsOnly(true);

        OrderCounts counts = counted(search).counts();
        for (ContactStatus status : ContactStatus.values()) {
            assertThat(counts.matching(List.of(OrderCriterion.contact(status))))
                    .isEqualTo(all().stream()
                            .filter(order -> order.header().contactStatus() == status)
                            .count());
        }
    }
}
