package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.CustomerKey.ByEmail;
import io.tianguis.customers.CustomerRejection.EmailTaken;
import io.tianguis.customers.CustomerRejection.InvalidEmail;
import io.tianguis.customers.CustomerRejection.InvalidPhone;
import io.tianguis.customers.CustomerRejection.PhoneTaken;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.TransactionConflict;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.TestBackend;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomersTest {

    private final TestBackend backend = new TestBackend();
    private final Customers customers = backend.get().customers();
    private final ShopId shop = backend.shop().id();

    private record Count(long count) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void everySpellingOfATelephoneFindsTheSamePerson() {
        for (String spelling :
                List.of("+524491234567", "+5214491234567", "524491234567", "5214491234567", "4491234567")) {
            assertThat(find(spelling)).as(spelling).hasValueSatisfying(profile -> {
                assertThat(profile.customer().firstName()).isEqualTo("Carlos");
                assertThat(profile.customer().agentEmail()).isEqualTo("agente@tianguis.example");
                assertThat(profile.addresses()).hasSize(2);
                assertThat(profile.tags())
                        .extracting(CustomerProfile.Tag::name)
                        .containsExactly("mayorista", "frecuente");
                assertThat(profile.customFields())
                        .containsExactly(
                                new CustomerProfile.CustomField("talla", "M"),
                                new CustomerProfile.CustomField("puntos", "120"));
            });
        }
    }

    @Test
    void anEmailAndThePublicIdFindTheSamePersonAndNobodyInAnotherShop() {
        CustomerProfile carlos = find("CARLOS.PEREZ@example.com").orElseThrow();
        assertThat(find(carlos.customer().publicId())).contains(carlos);
        assertThat(customers.find(backend.stranger().id(), new ByEmail("carlos.perez@example.com")))
                .isEmpty();
        assertThat(customers.find(
                        backend.stranger().id(),
                        new CustomerKey.ByPublicId(carlos.customer().publicId())))
                .isEmpty();
    }

    @Test
    void thoseWhoAskAtOnceGetEachTheirOwnPerson() throws Exception {
        String publicId = find("4491234567").orElseThrow().customer().publicId();
        long other = buy("3387654321", "otra@example.com");
        List<String> carlos = List.of("+524491234567", "carlos.perez@example.com", publicId);
        List<String> otherOne = List.of("3387654321", "otra@example.com");
        List<String> nobody = List.of("3300000000", "nadie@example.com", "9nadie");
        CustomerProfile alone = find("4491234567").orElseThrow();
        List<Callable<Boolean>> askers = new ArrayList<>();
        for (int asker = 0; asker < 48; asker++) {
            String known = carlos.get(asker % carlos.size());
            String second = otherOne.get(asker % otherOne.size());
            String unknown = nobody.get(asker % nobody.size());
            askers.add(() -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(find(known)).contains(alone);
                    assertThat(find(second).orElseThrow().customer().customerId())
                            .isEqualTo(other);
                    assertThat(find(unknown)).isEmpty();
                }
                return true;
            });
        }
        assertThat(TestBackend.race(askers)).hasSize(48);
    }

    @Test
    void whatCannotNameAnyoneFindsNobody() {
        assertThat(CustomerKey.parse("no es@correo", "MX")).isEmpty();
        assertThat(CustomerKey.parse("12", "MX")).isEmpty();
        assertThat(find("nadie1")).isEmpty();
    }

    @Test
    void aPurchaseIsCountedForThePersonWhoIsKnownByTelephoneOrElseByEmail() {
        long carlos = find("4491234567").orElseThrow().customer().customerId();
        assertThat(buy("4491234567", null)).isEqualTo(carlos);
        assertThat(buy(null, "carlos.perez@example.com")).isEqualTo(carlos);
        assertThat(buy("3312345678", "carlos.perez@example.com")).isEqualTo(carlos);
        assertThat(find("3312345678").orElseThrow().customer().customerId())
                .as("the new telephone leads to the person from now on")
                .isEqualTo(carlos);
        assertThat(find("4491234567").orElseThrow().customer().purchases()).isEqualTo(3);
        assertThat(find("4491234567").orElseThrow().customer().firstName()).isEqualTo("Carlos");
    }

    @Test
    void aPersonWithoutTelephoneAndEmailIsANewOneEachTime() {
        assertThat(buy(null, null)).isNotEqualTo(buy(null, null));
    }

    @Test
    void aTelephoneThatNoPlanHasIsStillSomebodys() {
        assertThat(buy("0000000001", null)).isEqualTo(buy("000-000-0001", null));
    }

    @Test
    void aTelephoneThatIsNobodysMakesNoTwoPeopleOneAndIsShown() {
        for (String phone : List.of("789 3345", "0000000000")) {
            long one = buy(phone, "uno-%s@example.com".formatted(phone.substring(0, 3)));
            assertThat(buy(phone, "dos-%s@example.com".formatted(phone.substring(0, 3))))
                    .isNotEqualTo(one);
        }
        assertThat(find("dos-789@example.com").orElseThrow().customer().phone()).isEqualTo("7893345");
    }

    @Test
    void aNewPersonMetByManyAtOnceIsMadeOnce() throws Exception {
        List<String> spellings =
                List.of("+52 81 2345 6789", "+5218123456789", "528123456789", "81 2345 6789", "8123456789");
        List<Callable<Long>> calls = new ArrayList<>();
        for (int caller = 0; caller < 50; caller++) {
            String spelling = spellings.get(caller % spellings.size());
            String email = caller % 3 == 0 ? "nueva@example.com" : null;
            calls.add(() -> buy(spelling, email));
        }
        assertThat(new HashSet<>(TestBackend.race(calls))).hasSize(1);
        assertThat(find("8123456789").orElseThrow().customer().purchases()).isEqualTo(50);
    }

    /**
     * One purchase brings a known person's new telephone and is not over yet. One that knows the telephone alone and one
     * that knows the person too wait for it, and go on at the same time.
     */
    @Test
    void purchasesOfOnePersonNeverLockEachOtherOut() throws Exception {
        Queue<String> conflicts = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < 20; round++) {
            String phone = "81%08d".formatted(23456000 + round);
            String email = "ronda%d@example.com".formatted(round);
            long known = buy(null, email);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                CountDownLatch told = new CountDownLatch(1);
                CountDownLatch over = new CountDownLatch(1);
                Future<Long> first = threads.submit(() -> backend.database()
                        .transaction(
                                tx -> {
                                    long buyer = tx.run(purchase(phone, email));
                                    told.countDown();
                                    await(over);
                                    return buyer;
                                },
                                done -> true));
                await(told);
                List<Future<Long>> others = List.of(
                        threads.submit(() -> buyNoting(conflicts, phone, null)),
                        threads.submit(() -> buyNoting(conflicts, phone, email)));
                Eventually.await("both wait for the first", () -> waiting() == 2);
                over.countDown();
                assertThat(first.get()).isEqualTo(known);
                for (Future<Long> other : others) {
                    assertThat(other.get()).isEqualTo(known);
                }
            }
        }
        assertThat(conflicts).isNotEmpty().noneMatch(conflict -> conflict.contains("deadlock"));
    }

    @Test
    void anIdentityThatSomebodyHasIsRefusedInTheOrderOfTheChecks() {
        assertThat(create("abc", "no")).isEqualTo(Outcome.rejected(new InvalidPhone("abc")));
        assertThat(create("3387654321", "no")).isEqualTo(Outcome.rejected(new InvalidEmail("no")));
        assertThat(create("449 123 4567", "carlos.perez@example.com")).isEqualTo(Outcome.rejected(new PhoneTaken()));
        assertThat(create("3387654321", "carlos.perez@example.com")).isEqualTo(Outcome.rejected(new EmailTaken()));
        assertThat(find("3387654321")).as("a refusal leaves nothing behind").isEmpty();
        assertThat(create("3387654321", "otra@example.com")).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void publicIdsAreNeverTakenForTelephones() {
        buy("3311112222", null);
        assertThat(backend.database()
                        .get(Count.class, "SELECT count(*) FROM customer WHERE public_id !~ '^[1-9][a-z][a-z0-9]{11}$'")
                        .count())
                .isZero();
    }

    private Optional<CustomerProfile> find(String key) {
        return CustomerKey.parse(key, "MX").flatMap(parsed -> customers.find(shop, parsed));
    }

    private long buy(String phone, String email) {
        return backend.database().transaction(tx -> tx.run(purchase(phone, email)), done -> true);
    }

    private long buyNoting(Queue<String> conflicts, String phone, String email) {
        return backend.database()
                .transaction(
                        tx -> {
                            try {
                                return tx.run(purchase(phone, email));
                            } catch (TransactionConflict conflict) {
                                conflicts.add(String.valueOf(conflict.getMessage()));
                                throw conflict;
                            }
                        },
                        done -> true);
    }

    private Query<Long> purchase(String phone, String email) {
        return customers.recordPurchase(shop, new Person("Ana", "Ruiz", phone, email), "MX", "Tienda");
    }

    private long waiting() {
        return backend.database().get(Count.class, """
                        SELECT count(*)
                          FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """).count();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private Outcome<Long, CustomerRejection> create(String phone, String email) {
        NewCustomer customer = new NewCustomer(
                new Person("Ana", "Ruiz", phone, email),
                null,
                null,
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
                List.of("mayorista"),
                List.of());
        return backend.run(tx -> customers.create(tx, shop, customer, "MX"));
    }
}
