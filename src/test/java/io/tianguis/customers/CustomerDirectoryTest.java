package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Change;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Renaming;
import io.tianguis.testkit.TestBackend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerDirectoryTest {

    private static final long SEED = 20_261_122;
    private static final List<String> NAMES = List.of(
            "Carlos", "José", "María", "Íñigo", "ñandú", "Zoë", "Ángela", "o'Hara", "100%", "Ana_Luz", "Élan", "nube",
            "ñu");

    private final TestBackend backend = new TestBackend();
    private final Customers customers = backend.get().customers();
    private final ShopId shop = backend.shop().id();
    private final RandomGenerator dice =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final List<Long> merges = new ArrayList<>();

    private record Id(long customerId) {}

    private record Stretches(long stretches, long fragments) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void everyPageOfEveryOrderIsWhatLookingAtEachCustomerTells() {
        crowd(1, 9_000);
        for (int round = 0; round < 6; round++) {
            if (round % 3 != 1) {
                fold();
            }
            for (int change = 0; change < 10; change++) {
                change();
            }
            for (String fragment : List.of(
                    "", "a", "ñ", "carlos", "los m", "@", "CORREO1", "jos", "%", "_", "zz", "ana_luz nube", "23@c")) {
                assertSame(round, fragment);
            }
        }
        assertThat(backend.database().get(Stretches.class, """
                        SELECT (SELECT count(*) FROM customer_directory_stretch WHERE axis = 'name') AS stretches,
                               (SELECT count(*) FROM customer_directory_fragment) AS fragments
                        """))
                .as("the test is about several stretches and counted fragments")
                .matches(kept -> kept.stretches() > 4 && kept.fragments() > 6);
    }

    /** As when a seller with a divided directory imports customers. */
    @Test
    void severalStretchesThatBecomeTooLongAtOnceAreAllDivided() {
        crowd(1, 9_000);
        fold();

        crowd(9_001, 27_000);
        fold();

        record Longest(long rows) {}
        assertThat(backend.database().get(Longest.class, """
                        SELECT max(rows) AS rows FROM customer_directory_count WHERE shop_id = ? AND fragment = ''
                        """, shop.value()).rows())
                .isLessThanOrEqualTo(4_096);
        for (String fragment : List.of("", "a", "carlos")) {
            assertSame(0, fragment);
        }
    }

    @Test
    void accentsAndLetterCaseDoNotCountAndTheNameIsSortedAsInSpanish() {
        for (String name :
                List.of("Ñusta Directorio", "nube directorio", "Ócar DIRECTORIO", "Oda Directório", "zoé Directorio")) {
            meet(name, null);
        }
        assertThat(names("DIRECTÓR"))
                .containsExactly(
                        "nube directorio", "Ñusta Directorio", "Ócar DIRECTORIO", "Oda Directório", "zoé Directorio");
        assertThat(names("ectorio\n")).hasSize(5);
        assertThat(names("nusta")).containsExactly("Ñusta Directorio");
        assertThat(customers.directory(backend.stranger().id(), Optional.of("directorio"), DirectoryOrder.NAME, 0, 10))
                .isEqualTo(new DirectoryPage(0, List.of()));
    }

    @Test
    void aFragmentIsWithinTheNameOrWithinTheEmail() {
        meet("Eva Correa", "correa.directorio@example.com");
        assertThat(names("directorio")).containsExactly("Eva Correa");
        assertThat(names("rea\ncor")).isEmpty();
        assertThat(names("rea cor")).isEmpty();
        assertThat(names("va c")).containsExactly("Eva Correa");
        assertThat(names("o@example")).contains("Eva Correa");
    }

    @Test
    void askingWhileOthersEnterCustomersAndTheCountsAreFoldedIsExactInTheEnd() throws Exception {
        List<Callable<Long>> calls = new ArrayList<>();
        for (int caller = 0; caller < 24; caller++) {
            int number = caller;
            calls.add(() -> {
                for (int i = 0; i < 10; i++) {
                    meet("Carrera " + number, "carrera%d-%d@example.com".formatted(number, i));
                    customers.directory(shop, Optional.of("rr".repeat(1 + i % 2)), DirectoryOrder.NAME, 0, 5);
                    customers.foldLists();
                }
                return 0L;
            });
        }
        TestBackend.race(calls);
        for (int time = 0; time < 2; time++) {
            assertThat(customers
                            .directory(shop, Optional.of("rr"), DirectoryOrder.NAME, 0, 1)
                            .total())
                    .isEqualTo(240);
            assertSame(0, "rr");
            fold();
        }
    }

    private void assertSame(int round, String fragment) {
        List<Long> byName = byName(fragment);
        for (DirectoryOrder order : DirectoryOrder.values()) {
            assertSame(
                    "round %d, '%s' by %s".formatted(round, fragment, order),
                    fragment,
                    order,
                    switch (order) {
                        case NAME -> byName;
                        case NAME_BACKWARDS -> byName.reversed();
                        case NEWEST_FIRST ->
                            byName.stream().sorted(Comparator.reverseOrder()).toList();
                    });
        }
    }

    private List<Long> byName(String fragment) {
        String plain = fragment.toLowerCase(Locale.ROOT).replace('ñ', 'n');
        return backend.database().list(Id.class, """
                        SELECT d.customer_id
                          FROM (SELECT customer_id, email,
                                       lower(coalesce(nullif(btrim(concat_ws(' ', first_name, last_name)), ''),
                                                      whatsapp_name, '')) COLLATE "es-x-icu" AS sort_name
                                  FROM customer_profile
                                 WHERE shop_id = ?) d
                         WHERE strpos(customer_plain(d.sort_name), ?) > 0 OR strpos(customer_plain(d.email), ?) > 0 OR ? = ''
                         ORDER BY d.sort_name, d.customer_id
                        """, shop.value(), plain, plain, plain).stream()
                .map(Id::customerId)
                .toList();
    }

    private void assertSame(String what, String fragment, DirectoryOrder order, List<Long> all) {
        for (long offset : new long[] {0, dice.nextLong(all.size() + 2L), Math.max(0, all.size() - 3)}) {
            int limit = dice.nextInt(1, 200);
            DirectoryPage page = customers.directory(shop, Optional.of(fragment), order, offset, limit);
            String asked = "%s from %d, %d".formatted(what, offset, limit);
            assertThat(page.total()).as(asked).isEqualTo(all.size());
            assertThat(page.people())
                    .as(asked)
                    .extracting(CustomerStanding::customerId)
                    .containsExactlyElementsOf(
                            all.stream().skip(offset).limit(limit).toList());
        }
    }

    private void change() {
        switch (dice.nextInt(5)) {
            case 0 -> meet(name(), "correo%d@correo.example".formatted(dice.nextInt(100_000)));
            case 1 -> rename(anybody());
            case 2 ->
                backend.run(tx -> customers.merge(tx, shop, anybody(), anybody(), "prueba"))
                        .fold(merges::add, rejection -> false);
            case 3 -> {
                if (!merges.isEmpty()) {
                    long merge = merges.remove(dice.nextInt(merges.size()));
                    backend.run(tx -> customers.undoMerge(tx, shop, merge, "prueba"));
                }
            }
            default -> fold();
        }
    }

    private void rename(long customerId) {
        String publicId = customers
                .find(shop, anyKey(customerId))
                .orElseThrow()
                .customer()
                .publicId();
        CustomerChange change = Renaming.to(
                name(),
                name(),
                dice.nextBoolean()
                        ? Change.to("nuevo%d@correo.example".formatted(dice.nextInt(100_000)))
                        : Change.none());
        customers.change(shop, new CustomerKey.ByPublicId(publicId), change, "MX");
    }

    private record PublicId(String publicId) {}

    private CustomerKey anyKey(long customerId) {
        return new CustomerKey.ByPublicId(backend.database()
                .get(
                        PublicId.class,
                        "SELECT public_id FROM customer WHERE shop_id = ? AND customer_id = ?",
                        shop.value(),
                        customerId)
                .publicId());
    }

    private long anybody() {
        return backend.database()
                .get(Id.class, """
                        SELECT customer_id
                          FROM customer
                         WHERE shop_id = ? AND customer_id >= 300001 + ?
                         ORDER BY customer_id
                         LIMIT 1
                        """, shop.value(), dice.nextInt(9_000))
                .customerId();
    }

    private String name() {
        return NAMES.get(dice.nextInt(NAMES.size())) + " " + NAMES.get(dice.nextInt(NAMES.size()));
    }

    private void crowd(int first, int last) {
        backend.database()
                .update(
                        """
                INSERT INTO customer (shop_id, public_id, first_name, last_name, email, created_at, updated_at)
                SELECT ?, 'x' || n, (?::text[])[1 + n * 7 % ?], (?::text[])[1 + n / 13 % ?], 'correo' || n || '@correo.example',
                       now(), now()
                  FROM generate_series(?, ?) AS n
                """,
                        shop.value(),
                        NAMES.toArray(String[]::new),
                        NAMES.size(),
                        NAMES.toArray(String[]::new),
                        NAMES.size(),
                        first,
                        last);
    }

    private long meet(String name, String email) {
        List<Identity> identities =
                email == null ? List.of() : List.of(Identity.email(email).orElseThrow());
        return backend.database()
                .transaction(
                        tx -> tx.run(customers.meet(shop, new Introduction(identities, name, null, null, "MX"))),
                        done -> true);
    }

    private List<String> names(String word) {
        return customers.directory(shop, Optional.of(word), DirectoryOrder.NAME, 0, 50).people().stream()
                .map(person -> person.name().orElse(""))
                .toList();
    }

    private void fold() {
        while (customers.foldLists()) {}
    }
}
