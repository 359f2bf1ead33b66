package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.MergeRejection.SamePerson;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Outcome.Ok;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MergeRaceTest {

    private final TestBackend backend = new TestBackend();
    private final Customers customers = backend.get().customers();
    private final ShopId shop = backend.shop().id();

    @AfterEach
    void stop() {
        PeopleRows.assertSound(backend.database());
        backend.close();
    }

    @Test
    void ofTwoWhoMergeTheSamePeopleTheOtherWayRoundOneIsToldThatTheyAreOne() throws Exception {
        for (int round = 0; round < 20; round++) {
            long ana = buy("81234500" + (10 + round));
            long eva = buy("81234600" + (10 + round));
            List<Callable<Outcome<Long, MergeRejection>>> merges = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                merges.add(caller % 2 == 0 ? () -> merge(ana, eva) : () -> merge(eva, ana));
            }
            List<Outcome<Long, MergeRejection>> answers = TestBackend.race(merges);
            long root = root("81234500" + (10 + round));
            assertThat(answers).filteredOn(Ok.class::isInstance).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> !(answer instanceof Ok))
                    .containsOnly(Outcome.rejected(new SamePerson(root)));
        }
    }

    @Test
    void purchasesAreCountedWhilePeopleBecomeOneAndTwoAgain() throws Exception {
        List<String> phones = List.of("8123450001", "8123450002", "8123450003", "8123450004");
        List<Long> people = phones.stream().map(this::buy).toList();
        List<Callable<Boolean>> calls = new ArrayList<>();
        Random random = new Random(7);
        for (int caller = 0; caller < 60; caller++) {
            long one = people.get(random.nextInt(people.size()));
            long other = people.get(random.nextInt(people.size()));
            String phone = phones.get(caller % phones.size());
            calls.add(
                    switch (caller % 3) {
                        case 0 -> () -> merge(one, other) instanceof Ok;
                        case 1 -> () -> undoTheLast(one);
                        default -> () -> buy(phone) > 0;
                    });
        }
        TestBackend.race(calls);
        PeopleRows.assertSound(backend.database());
        assertThat(phones.stream()
                        .map(this::root)
                        .distinct()
                        .mapToLong(this::purchases)
                        .sum())
                .as("4 and 20 purchases, whoever they are shown on")
                .isEqualTo(24);
    }

    private boolean undoTheLast(long person) {
        for (Merge merge : customers.merges(shop, person)) {
            if (merge.undoneAt() == null) {
                return backend.run(tx -> customers.undoMerge(tx, shop, merge.mergeId(), "agente")) instanceof Ok;
            }
        }
        return false;
    }

    private Outcome<Long, MergeRejection> merge(long keep, long absorb) {
        return backend.run(tx -> customers.merge(tx, shop, keep, absorb, "dueña"));
    }

    private long buy(String phone) {
        return backend.database()
                .transaction(
                        tx -> tx.run(
                                customers.recordPurchase(shop, new Person("Ana", null, phone, null), "MX", "Tienda")),
                        done -> true);
    }

    private long root(String phone) {
        return CustomerKey.parse(phone, "MX")
                .flatMap(key -> customers.find(shop, key))
                .orElseThrow()
                .customer()
                .customerId();
    }

    private long purchases(long personId) {
        record Sum(long purchases) {}
        return backend.database()
                .get(
                        Sum.class,
                        "SELECT purchases FROM customer_profile WHERE shop_id = ? AND customer_id = ?",
                        shop.value(),
                        personId)
                .purchases();
    }
}
