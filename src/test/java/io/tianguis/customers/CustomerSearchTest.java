package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerSearchTest {

    private final TestBackend backend = new TestBackend();
    private final Customers customers = backend.get().customers();
    private final ShopId shop = backend.shop().id();

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void eachWordOfTheTextBeginsAWordOfTheName() {
        long jose = meet("José Ángel", "Núñez-Peña", "8123450001");
        long josefina = meet("JOSEFINA", "PENA", "8123450002");
        meet("Rosa", "Majose", "8123450003");
        assertThat(search("jose")).containsExactly(josefina, jose);
        assertThat(search("  JOSÉ  pen ")).containsExactly(josefina, jose);
        assertThat(search("peña nuñ")).containsExactly(jose);
        assertThat(search("jose\u0301 a")).as("one letter narrows the rest").containsExactly(jose);
        assertThat(search("angel")).containsExactly(jose);
        assertThat(search("ngel")).isEmpty();
    }

    @Test
    void whatAPersonCallsThemselvesOnWhatsAppIsAName() {
        Introduction introduction = new Introduction(
                List.of(Identity.whatsApp("5218123450009").orElseThrow()), null, null, "Lucecita \uD83C\uDF1F", "MX");
        long luz = backend.database().transaction(tx -> tx.run(customers.meet(shop, introduction)), done -> true);
        assertThat(search("lucec")).containsExactly(luz);
    }

    @Test
    void anyDigitsOfATelephoneThatFollowEachOtherFindIt() {
        long ana = meet("Ana", "Ruiz", "81 2345 0001");
        long eva = meet("Eva", "Sol", "+54 9 11 5345-0001");
        assertThat(search("3450001")).containsExactly(eva, ana);
        assertThat(search("2345 00")).containsExactly(ana);
        assertThat(search("+52 1 81 2345 0001"))
                .as("a whole one in any spelling")
                .containsExactly(ana);
        assertThat(search("+54 11 15 5345-0001")).containsExactly(eva);
        assertThat(search("34500011")).isEmpty();
    }

    @Test
    void everyTelephoneOfAPersonFindsThem() {
        long ana = meet("Ana", "Ruiz", "81 2345 0001");
        Introduction introduction = new Introduction(
                List.of(
                        Identity.phone("8123450001", "MX").orElseThrow(),
                        Identity.phone("3377778888", "MX").orElseThrow()),
                null,
                null,
                null,
                "MX");
        backend.database().transaction(tx -> tx.run(customers.meet(shop, introduction)), done -> true);
        assertThat(search("77778888")).containsExactly(ana);
    }

    @Test
    void whoWasMergedIsFoundAsThePersonTheyAre() {
        long ana = meet("Ana", "Ruiz", "81 2345 0001");
        long anita = meet("Anita", "Ruiz", "81 2345 0002");
        backend.accepted(tx -> customers.merge(tx, shop, ana, anita, "dueña"));
        assertThat(search("anita")).containsExactly(ana);
        assertThat(search("ruiz")).containsExactly(ana);
        assertThat(search("23450002")).containsExactly(ana);
    }

    @Test
    void aTextWithNothingToLookForFindsNobody() {
        for (String text : List.of("", " ", "a", "a b c", "12", "%%", "__", "-", "\u0000ana", "a".repeat(101))) {
            assertThat(search(text)).as(text).isEmpty();
        }
    }

    @Test
    void signsThatMeanSomethingToTheDatabaseAreOrdinary() {
        meet("Ana", "Ruiz", "81 2345 0001");
        assertThat(search("an%")).hasSize(1);
        assertThat(search("a_a")).isEmpty();
        assertThat(search("an\\")).hasSize(1);
        assertThat(search("%na")).isEmpty();
    }

    @Test
    void aPageIsBoundedAndTheNewestComeFirst() {
        List<Long> people = java.util.stream.IntStream.range(0, 130)
                .mapToObj(number -> meet("Zoila", "Vaca", "81%08d".formatted(40_000_000 + number)))
                .toList();
        assertThat(customers.search(shop, "zoila", "MX", 3))
                .extracting(Customer::customerId)
                .containsExactly(people.get(129), people.get(128), people.get(127));
        assertThat(customers.search(shop, "zoila", "MX", 1_000)).hasSize(100);
        assertThat(customers.search(shop, "zoila", "MX", 0)).hasSize(1);
        assertThat(customers.search(shop, "400001", "MX", 100)).hasSize(30);
    }

    @Test
    void nobodyOfAnotherShopIsFound() {
        meet("Zoila", "Vaca", "81 2345 0001");
        assertThat(customers.search(backend.stranger().id(), "zoila", "MX", 10)).isEmpty();
        assertThat(customers.search(backend.stranger().id(), "23450001", "MX", 10))
                .isEmpty();
    }

    private List<Long> search(String text) {
        return customers.search(shop, text, "MX", 10).stream()
                .map(Customer::customerId)
                .toList();
    }

    private long meet(String firstName, String lastName, String phone) {
        Introduction introduction = new Introduction(
                Optional.of(phone).flatMap(text -> Identity.phone(text, "MX")).stream()
                        .toList(),
                firstName,
                lastName,
                null,
                "MX");
        return backend.database().transaction(tx -> tx.run(customers.meet(shop, introduction)), done -> true);
    }
}
