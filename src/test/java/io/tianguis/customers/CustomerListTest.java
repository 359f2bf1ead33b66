package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.CustomerFilter.Order;
import io.tianguis.platform.sql.Query;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every list against the customers' own rows, which the test sorts and counts by itself. */
class CustomerListTest {

    private static final ZoneId ZONE = ZoneId.of("America/Mexico_City");
    private static final Comparator<Person> NEWEST =
            Comparator.comparing(Person::day).thenComparing(Person::customerId).reversed();

    private static final Duration MONTHS = Duration.ofDays(83);
    private static final Duration YEARS = Duration.ofDays(900);

    private final TestBackend backend = new TestBackend();
    private final Customers customers = backend.get().customers();
    private final ShopId shop = backend.shop().id();

    private record Person(
            long customerId,
            Instant createdAt,
            @Nullable String documentType,
            int platforms,
            @Nullable Instant chatAt) {

        LocalDate day() {
            return createdAt.atZone(ZONE).toLocalDate();
        }

        Instant chat() {
            return chatAt == null ? Instant.MIN : chatAt;
        }
    }

    private record Rows(
            long customerId,
            Instant createdAt,
            @Nullable String documentType,
            int platforms,
            @Nullable Instant lastChatAt) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void everyListIsExactBeforeWhileAndAfterItIsSummedUp() {
        Random random = new Random(7);
        people(400, random);
        assertThatEveryListIsExact();
        customers.foldLists();
        assertThatEveryListIsExact();
        chats(300, random);
        assertThatEveryListIsExact();
        fold();
        assertThatEveryListIsExact();
    }

    @Test
    void aPersonIsListedOnceHoweverManyRowsTheyHaveAndAsBeforeOnceTheyAreTwoAgain() {
        Random random = new Random(8);
        people(60, random);
        chats(60, random);
        List<Person> before = everybody();
        List<Long> merges = new ArrayList<>();
        for (int pair = 0; pair < 20; pair++) {
            long keep = before.get(pair).customerId();
            long absorb = before.get(pair + 30).customerId();
            merges.add(backend.accepted(tx -> customers.merge(tx, shop, keep, absorb, "prueba")));
        }
        fold();
        assertThatEveryListIsExact();
        assertThat(listed(everything(Order.NEWEST_FIRST))).hasSize(before.size() - 20);

        long absorbed = before.get(30).customerId();
        run(customers.interacted(
                shop, absorbed, Platform.INSTAGRAM, backend.clock().now().plusSeconds(90)));
        assertThat(listed(everything(Order.LAST_CHAT_FIRST)).getFirst())
                .isEqualTo(before.getFirst().customerId());
        assertThatEveryListIsExact();

        merges.reversed().forEach(merge -> backend.accepted(tx -> customers.undoMerge(tx, shop, merge, "prueba")));
        assertThatEveryListIsExact();
        assertThat(listed(everything(Order.LAST_CHAT_FIRST)).getFirst()).isEqualTo(absorbed);
        fold();
        assertThatEveryListIsExact();
    }

    @Test
    void anySpanOfYearsIsExactWhetherItsChangesAreSummedUpOrWait() {
        Random random = new Random(9);
        people(300, random, YEARS);
        chats(300, random, YEARS);
        assertThatAnySpanIsExact(random);
        fold();
        assertThatAnySpanIsExact(random);
        people(60, random, MONTHS);
        chats(200, random, YEARS);
        assertThatAnySpanIsExact(random);
        fold();
        assertThatAnySpanIsExact(random);
    }

    @Test
    void aDocumentIsFoundByItsNumber() {
        CustomerFilter filter = new CustomerFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(DocumentType.RFC),
                Optional.of("PEPC800101AB1"),
                Optional.empty(),
                Order.LAST_CHAT_LAST);
        assertThat(customers.list(shop, filter, 0, 25).total()).isEqualTo(1);
        assertThat(customers.list(shop, filter, 0, 25).customers())
                .extracting(profile -> profile.customer().firstName())
                .containsExactly("Carlos");
        assertThat(customers.list(shop, filter, 25, 25)).isEqualTo(new CustomerPage(1, List.of()));
        assertThat(customers.list(backend.stranger().id(), filter, 0, 25).total())
                .isZero();
    }

    @Test
    void anOlderMessageChangesNothingButThePlatform() {
        long carlos = everybody().getFirst().customerId();
        Instant now = backend.clock().now();
        assertThat(run(customers.interacted(shop, carlos, Platform.WHATSAPP, now)))
                .isEqualTo(1);
        assertThat(run(customers.interacted(shop, carlos, Platform.WHATSAPP, now.minusSeconds(60))))
                .isZero();
        assertThat(run(customers.interacted(shop, carlos, Platform.MESSENGER, now.minusSeconds(60))))
                .isEqualTo(1);
        assertThat(everybody().getFirst().chatAt()).isEqualTo(now);
        assertThat(run(customers.interacted(backend.stranger().id(), carlos, Platform.WHATSAPP, now)))
                .isZero();
    }

    @Test
    void manyWhoChatAtOnceWithOnePersonAreAllCounted() throws Exception {
        people(12, new Random(3));
        List<Person> people = everybody();
        long root = people.getFirst().customerId();
        for (Person other : people.subList(1, 8)) {
            backend.accepted(tx -> customers.merge(tx, shop, root, other.customerId(), "prueba"));
        }
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int call = 0; call < 48; call++) {
            long customerId = people.get(call % 8).customerId();
            Platform platform = Platform.values()[call % 3];
            Instant at = backend.clock().now().plus(Duration.ofHours(call));
            calls.add(() -> run(customers.interacted(shop, customerId, platform, at)));
        }

        TestBackend.race(calls);

        assertThatEveryListIsExact();
        fold();
        assertThatEveryListIsExact();
    }

    private void people(int count, Random random) {
        people(count, random, MONTHS);
    }

    private void people(int count, Random random, Duration time) {
        int most = (int) time.dividedBy(count).multipliedBy(2).toMinutes();
        @Nullable DocumentType[] types = {null, DocumentType.RFC, DocumentType.CEDULA};
        for (int number = 0; number < count; number++) {
            backend.clock().advance(Duration.ofMinutes(random.nextInt(most)));
            @Nullable DocumentType type = types[random.nextInt(types.length)];
            NewCustomer customer = new NewCustomer(
                    new io.tianguis.customers.Person("Persona " + number, null, null, null),
                    type == null ? null : type.key(),
                    type == null ? null : Integer.toString(number),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    List.of());
            backend.accepted(tx -> customers.create(tx, shop, customer, "MX"));
        }
    }

    private void chats(int count, Random random) {
        chats(count, random, MONTHS);
    }

    private void chats(int count, Random random, Duration time) {
        List<Person> people = everybody();
        for (int number = 0; number < count; number++) {
            Person person = people.get(random.nextInt(people.size() * 2 / 3));
            Instant at = backend.clock().now().minus(Duration.ofMinutes(random.nextInt((int) time.toMinutes())));
            run(customers.interacted(shop, person.customerId(), Platform.values()[random.nextInt(3)], at));
        }
    }

    private int run(Query<Integer> query) {
        return backend.database().transaction(tx -> tx.run(query), done -> true);
    }

    private void fold() {
        while (customers.foldLists()) {
            assertThat(customers).isNotNull();
        }
    }

    private void assertThatEveryListIsExact() {
        List<Person> people = everybody();
        LocalDate middle = people.get(people.size() / 2).day();
        for (Order order : Order.values()) {
            for (Optional<DocumentType> type : List.of(
                    Optional.<DocumentType>empty(), Optional.of(DocumentType.RFC), Optional.of(DocumentType.NIT))) {
                for (Optional<Platform> platform :
                        List.of(Optional.<Platform>empty(), Optional.of(Platform.MESSENGER))) {
                    for (Optional<LocalDate> from :
                            List.of(Optional.<LocalDate>empty(), Optional.of(middle.minusDays(9)))) {
                        for (Optional<LocalDate> to : List.of(Optional.<LocalDate>empty(), Optional.of(middle))) {
                            CustomerFilter filter =
                                    new CustomerFilter(from, to, type, Optional.empty(), platform, order);
                            assertThat(listed(filter)).as(filter.toString()).isEqualTo(expected(people, filter));
                        }
                    }
                }
            }
        }
    }

    /** Pages of spans, narrowed or not; those who chatted are found by periods as well, as if they were many. */
    private void assertThatAnySpanIsExact(Random random) {
        List<Person> people = everybody();
        LocalDate first =
                people.stream().map(Person::day).min(Comparator.naturalOrder()).orElseThrow();
        LocalDate last =
                people.stream().map(Person::day).max(Comparator.naturalOrder()).orElseThrow();
        int days = (int) (last.toEpochDay() - first.toEpochDay()) + 40;
        for (int trial = 0; trial < 120; trial++) {
            LocalDate from = first.minusDays(20).plusDays(random.nextInt(days));
            CustomerFilter filter = new CustomerFilter(
                    random.nextInt(6) == 0 ? Optional.empty() : Optional.of(from),
                    random.nextInt(6) == 0 ? Optional.empty() : Optional.of(from.plusDays(random.nextInt(days))),
                    random.nextInt(3) == 0 ? Optional.of(DocumentType.RFC) : Optional.empty(),
                    Optional.empty(),
                    random.nextInt(3) == 0 ? Optional.of(Platform.MESSENGER) : Optional.empty(),
                    Order.values()[random.nextInt(3)]);
            List<Long> expected = expected(people, filter);
            int offset = random.nextInt(expected.size() + 1);
            CustomerPage page = customers.list(shop, filter, offset, 25);
            assertThat(page.total()).as(filter.toString()).isEqualTo(expected.size());
            assertThat(page.customers())
                    .as(filter.toString())
                    .extracting(profile -> profile.customer().customerId())
                    .isEqualTo(expected.subList(offset, Math.min(expected.size(), offset + 25)));
            if (filter.order() != Order.NEWEST_FIRST) {
                assertThatPeriodsFindWhoChatted(people, filter, random);
            }
        }
    }

    private void assertThatPeriodsFindWhoChatted(List<Person> people, CustomerFilter filter, Random random) {
        List<Long> expected = expected(
                people.stream().filter(person -> person.chatAt() != null).toList(), filter);
        CustomerListSql.Narrowing narrowing =
                new CustomerListSql.Narrowing(shop, filter.documentType(), filter.platform());
        long from = filter.from().map(LocalDate::toEpochDay).orElse(0L);
        long to = filter.to().map(LocalDate::toEpochDay).orElse((long) Integer.MAX_VALUE);
        boolean ascending = filter.order() == Order.LAST_CHAT_LAST;
        int offset = random.nextInt(expected.size() + 1);
        CustomerListCountsSql.Position position =
                CustomerListCountsSql.positionInPeriods(backend.database(), narrowing, from, to, ascending, offset, 25);
        assertThat(position.total()).as(filter.toString()).isEqualTo(expected.size());
        List<Long> blocks = position.blocks() == null ? List.of() : position.blocks();
        long skip = position.before() == null ? 0 : offset - position.before();
        List<Long> page =
                CustomerListSql.listByChat(backend.database(), narrowing, blocks, 27, from, to, ascending, skip, 25);
        assertThat(page)
                .as(filter.toString())
                .isEqualTo(expected.subList(offset, Math.min(expected.size(), offset + 25)));
    }

    private static List<Long> expected(List<Person> people, CustomerFilter filter) {
        Predicate<Person> matches =
                person -> filter.from().map(day -> !person.day().isBefore(day)).orElse(true)
                        && filter.to().map(day -> !person.day().isAfter(day)).orElse(true)
                        && filter.documentType()
                                .map(type -> type.key().equals(person.documentType()))
                                .orElse(true)
                        && filter.platform()
                                .map(platform -> (person.platforms() & platform.bit()) != 0)
                                .orElse(true);
        Comparator<Person> order =
                switch (filter.order()) {
                    case NEWEST_FIRST -> NEWEST;
                    case LAST_CHAT_FIRST -> silentLast().thenComparing(chatOrder(false));
                    case LAST_CHAT_LAST -> silentLast().thenComparing(chatOrder(true));
                };
        return people.stream()
                .filter(matches)
                .sorted(order)
                .map(Person::customerId)
                .toList();
    }

    private static Comparator<Person> silentLast() {
        return Comparator.comparing(person -> person.chatAt() == null);
    }

    private static Comparator<Person> chatOrder(boolean ascending) {
        Comparator<Person> byChat = Comparator.comparing(Person::chat).thenComparing(Person::customerId);
        return (one, other) -> one.chatAt() == null && other.chatAt() == null
                ? NEWEST.compare(one, other)
                : ascending ? byChat.compare(one, other) : byChat.compare(other, one);
    }

    /** All pages, one after the other, each with the same total. */
    private List<Long> listed(CustomerFilter filter) {
        List<Long> ids = new ArrayList<>();
        long total = customers.list(shop, filter, 0, 1).total();
        for (int offset = 0; offset < total; offset += 60) {
            CustomerPage page = customers.list(shop, filter, offset, 60);
            assertThat(page.total()).isEqualTo(total);
            page.customers().forEach(profile -> ids.add(profile.customer().customerId()));
        }
        assertThat(ids).hasSize((int) total);
        return ids;
    }

    private static CustomerFilter everything(Order order) {
        return new CustomerFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), order);
    }

    private List<Person> everybody() {
        return backend.database().list(Rows.class, """
                        SELECT p.customer_id, p.created_at, p.document_type, p.last_chat_at,
                               (SELECT bit_or(c.platforms) FROM customer c
                                 WHERE c.shop_id = p.shop_id AND c.person_id = p.customer_id)::integer AS platforms
                          FROM customer_profile p
                         WHERE p.shop_id = ?
                         ORDER BY p.customer_id
                        """, shop.value()).stream()
                .map(row -> new Person(
                        row.customerId(), row.createdAt(), row.documentType(), row.platforms(), row.lastChatAt()))
                .toList();
    }
}
