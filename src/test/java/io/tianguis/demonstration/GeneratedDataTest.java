package io.tianguis.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.catalog.NewVariant;
import io.tianguis.customers.PhoneNumber;
import io.tianguis.demonstration.People.Someone;
import io.tianguis.orders.CreateOrder;
import io.tianguis.platform.system.SeededRandomness;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedDataTest {

    private static final int MANY = 20_000;
    private static final Instant REFERENCE = Instant.parse("2026-03-02T12:00:00Z");

    @ParameterizedTest
    @MethodSource("countries")
    void twenty_thousand_people_have_telephones_and_emails_of_their_own(String code) {
        Country country = Country.of(code).orElseThrow();
        People people = new People(country, seed(77), new Numbers(0));
        Set<String> phones = new HashSet<>();
        Set<String> emails = new HashSet<>();
        for (int index = 0; index < MANY; index++) {
            Someone someone = people.someone(index);
            String phone = country.telephones().international(someone.phone());
            assertThat(phones.add(PhoneNumber.parse(phone, code).orElseThrow().key()))
                    .isTrue();
            if (someone.email() != null) {
                assertThat(emails.add(someone.email())).isTrue();
            }
        }
        assertThat(emails).hasSizeGreaterThan(MANY / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MX", "BR"})
    void twenty_thousand_products_have_skus_and_eans_of_their_own(String code) {
        Assortment assortment = new Assortment(Country.of(code).orElseThrow(), seed(-5), new Numbers(0));
        Set<String> skus = new HashSet<>();
        Set<String> eans = new HashSet<>();
        for (int index = 0; index < MANY; index++) {
            for (NewVariant variant : assortment.product(index, null).variants()) {
                assertThat(skus.add(String.valueOf(variant.sku()))).isTrue();
                assertThat(eans.add(String.valueOf(variant.ean()))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("countries")
    void twenty_thousand_orders_have_numbers_of_their_own_in_their_channel(String code) {
        Country country = Country.of(code).orElseThrow();
        Sales sales = sales(country, 3, new Amounts(500, 4_000, MANY), 1_000, 8);
        Set<String> numbers = new HashSet<>();
        Set<Integer> newcomers = new HashSet<>();
        for (int index = 0; index < MANY; index++) {
            CreateOrder order = sales.order(index);
            assertThat(numbers.add(order.channel() + " " + order.number())).isTrue();
            if (sales.buyer(index) >= 3_000) {
                assertThat(newcomers.add(sales.buyer(index))).isTrue();
            }
        }
        assertThat(newcomers).hasSize(1_000);
    }

    @ParameterizedTest
    @MethodSource("countries")
    void orders_are_varied(String code) {
        Sales sales = sales(Country.of(code).orElseThrow(), 9, new Amounts(40, 40, 600), 10, 1);
        assertThat(IntStream.range(0, 600)
                        .mapToObj(index -> sales.order(index).channel())
                        .collect(Collectors.toSet()))
                .hasSize(7);
        assertThat(IntStream.range(0, 600).mapToObj(index -> sales.order(index).paused()))
                .contains(true, false);
        assertThat(IntStream.range(0, 600)
                        .mapToObj(index -> sales.picks(index).size())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(IntStream.range(1, 600)).allMatch(index -> !sales.at(index).isBefore(sales.at(index - 1)));
    }

    @Test
    void another_seed_gives_other_people() {
        Country mexico = Country.of("MX").orElseThrow();
        assertThat(new People(mexico, seed(1), new Numbers(0)).someone(0).fullName())
                .isNotEqualTo(
                        new People(mexico, seed(2), new Numbers(0)).someone(0).fullName());
    }

    @Test
    void a_channel_s_shares_make_a_whole() {
        assertThat(Country.codes())
                .contains("MX", "AR", "BR", "CO", "CL", "PE", "EC")
                .allSatisfy(code -> assertThat(Country.of(code).orElseThrow().channels().stream()
                                .mapToInt(Country.Channel::share)
                                .sum())
                        .isEqualTo(100));
    }

    @Test
    void a_moved_number_differs_in_its_last_digits_too() {
        Numbers numbers = new Numbers(10);
        String before = Numbers.digits(numbers.of(3), 6);
        numbers.move(3);
        assertThat(Numbers.digits(numbers.of(3), 6)).isNotEqualTo(before);
        assertThat(numbers.of(4)).isEqualTo(14);
    }

    @Test
    void orders_without_anything_to_sell_or_anyone_to_buy_are_refused() {
        assertThatThrownBy(() -> new Amounts(0, 1, 1)).hasMessageContaining("at least one of both");
        assertThatThrownBy(() -> new Amounts(1, 0, 1)).hasMessageContaining("at least one of both");
        assertThatThrownBy(() -> new Amounts(-1, 0, 0)).hasMessageContaining("products");
    }

    private static java.util.List<String> countries() {
        return Country.codes();
    }

    private static Seed seed(long value) {
        return new Seed(value, SeededRandomness::new);
    }

    private static Sales sales(Country country, long seed, Amounts amounts, int newcomers, int lanes) {
        return new Sales(
                country,
                seed(seed),
                amounts,
                newcomers,
                lanes,
                REFERENCE,
                new Assortment(country, seed(seed), new Numbers(0)),
                new People(country, seed(seed), new Numbers(0)),
                new Numbers(0));
    }
}
