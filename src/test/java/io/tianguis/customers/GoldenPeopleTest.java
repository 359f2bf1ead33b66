package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.GoldenPeople.Golden;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GoldenPeopleTest {

    private static final List<Golden> PEOPLE = GoldenPeople.all();

    private final Random random = new Random(11);

    /** What became of a writing that should lead to its person. */
    private final List<String> wrong = new ArrayList<>();

    private final List<String> missed = new ArrayList<>();
    private int found;

    @Test
    void thereAreEnoughOfThem() {
        assertThat(PEOPLE).hasSizeGreaterThanOrEqualTo(5_000);
        assertThat(PEOPLE.stream().collect(Collectors.groupingBy(Golden::country)))
                .hasSize(7)
                .allSatisfy((country, people) -> assertThat(people).hasSizeGreaterThan(700));
        assertThat(PEOPLE).extracting(Golden::telephone).doesNotHaveDuplicates();
        assertThat(PEOPLE).extracting(Golden::email).doesNotHaveDuplicates();
    }

    @Test
    void everyWritingLeadsToItsPersonAndNoneToAnother() {
        Map<String, Golden> owners = new HashMap<>();
        for (Golden person : PEOPLE) {
            for (Optional<Identity> identity : List.of(
                    Identity.phone("+" + person.telephone(), person.country()), Identity.email(person.email()))) {
                assertThat(owners.put(key(identity.orElseThrow()), person))
                        .as("who else has what %s has", person)
                        .isNull();
            }
        }
        for (Golden person : PEOPLE) {
            for (String text : GoldenPeople.written(person.spellings(), random)) {
                check(owners, person, text, person.country(), Identity.phone(text, person.country()));
            }
            for (String text : person.marked()) {
                String abroad = GoldenPeople.COUNTRIES.get(random.nextInt(7));
                check(owners, person, text, abroad, Identity.phone(text, abroad));
            }
            for (String number : person.international()) {
                check(owners, person, number, "WhatsApp", Identity.whatsApp(number));
            }
            for (String text : person.emails(random)) {
                check(owners, person, text, "email", Identity.email(text));
            }
        }
        assertThat(wrong).as("writings that lead to another person").isEmpty();
        assertThat(missed)
                .as("of %d writings, those that lead to nobody", found + missed.size())
                .hasSizeLessThanOrEqualTo((found + missed.size()) / 100);
    }

    @Test
    void whatIsEnteredInPlaceOfATelephoneLeadsToNobody() {
        for (String country : GoldenPeople.COUNTRIES) {
            for (String text : GoldenPeople.OF_NOBODY) {
                assertThat(Identity.phone(text, country))
                        .as("%s in %s", text, country)
                        .isEmpty();
            }
        }
    }

    @Test
    void theDatabaseKeepsExactlyThesePeople() {
        record Count(long count) {}
        try (TestBackend backend = new TestBackend()) {
            ShopId shop = backend.shop().id();
            Customers customers = backend.get().customers();
            List<Long> met = new ArrayList<>();
            for (int from = 0; from < PEOPLE.size(); from += 200) {
                List<Golden> some = PEOPLE.subList(from, Math.min(from + 200, PEOPLE.size()));
                met.addAll(backend.database()
                        .transaction(
                                tx -> some.stream()
                                        .map(person -> introductions(person)
                                                .map(introduction -> tx.run(customers.meet(shop, introduction)))
                                                .distinct()
                                                .toList())
                                        .flatMap(List::stream)
                                        .toList(),
                                done -> true));
            }
            assertThat(met).hasSameSizeAs(PEOPLE).doesNotHaveDuplicates();
            assertThat(backend.database()
                            .get(
                                    Count.class,
                                    "SELECT count(*) FROM customer_identity WHERE shop_id = ? AND customer_id = ANY (?)",
                                    shop.value(),
                                    met.toArray(Long[]::new))
                            .count())
                    .isEqualTo(2L * PEOPLE.size());
        }
    }

    /** By telephone, by telephone and email, by WhatsApp, by email; each spelled as the next one is not. */
    private Stream<Introduction> introductions(Golden person) {
        String country = person.country();
        List<String> spellings = person.spellings();
        List<String> emails = person.emails(random);
        Identity first = Identity.phone(any(spellings), country).orElseThrow();
        Identity again = Identity.phone(GoldenPeople.punctuated(any(spellings), random), country)
                .orElseThrow();
        Identity writer = Identity.whatsApp(any(person.international())).orElseThrow();
        return Stream.of(
                        List.of(first),
                        List.of(again, Identity.email(any(emails)).orElseThrow()),
                        List.of(writer),
                        List.of(Identity.email(any(emails)).orElseThrow()))
                .map(identities -> new Introduction(identities, null, null, null, country));
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String key(Identity identity) {
        return identity.kind() + ":" + identity.value();
    }

    private void check(
            Map<String, Golden> owners, Golden person, String text, String where, Optional<Identity> identity) {
        Golden owner = identity.map(read -> owners.get(key(read))).orElse(null);
        String line = "%s (%s) of %s".formatted(text, where, person.telephone());
        if (owner == null) {
            missed.add(line);
        } else if (!owner.equals(person)) {
            wrong.add(line + " leads to " + owner.telephone());
        } else {
            found++;
        }
    }
}
