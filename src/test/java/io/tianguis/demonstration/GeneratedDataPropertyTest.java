package io.tianguis.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.NewVariant;
import io.tianguis.customers.EmailAddress;
import io.tianguis.customers.PhoneNumber;
import io.tianguis.demonstration.People.Someone;
import io.tianguis.orders.CreateOrder;
import io.tianguis.platform.system.SeededRandomness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class GeneratedDataPropertyTest {

    private static final Instant REFERENCE = Instant.parse("2026-03-02T12:00:00Z");
    private static final Amounts AMOUNTS = new Amounts(50, 40, 60);

    @Property(tries = 1000)
    void an_ean_has_the_check_digit_that_its_scanner_expects(
            @ForAll @LongRange(min = 0, max = 10_000_000_000L) long number, @ForAll("countries") Country country) {
        for (String prefix : country.eanPrefixes()) {
            String ean = Ean13.of(prefix, number);
            int weighted = 0;
            for (int place = 0; place < 13; place++) {
                weighted += Character.digit(ean.charAt(place), 10) * (place % 2 == 0 ? 1 : 3);
            }
            assertThat(ean).hasSize(13).startsWith(prefix).containsOnlyDigits();
            assertThat(weighted % 10).isZero();
        }
    }

    @Property(tries = 1000)
    void every_spelling_of_a_person_s_telephone_is_that_telephone(
            @ForAll("countries") Country country, @ForAll long seed, @ForAll @IntRange(max = 1_000_000) int index) {
        Someone someone = people(country, seed).someone(index);
        Optional<String> key = PhoneNumber.parse(country.telephones().international(someone.phone()), country.code())
                .map(PhoneNumber::key);
        assertThat(key).isPresent();
        for (String spelling : country.telephones().spellings()) {
            String spelled = Telephones.spelled(someone.phone(), spelling);
            assertThat(PhoneNumber.parse(spelled, country.code()).map(PhoneNumber::key))
                    .as("%s in %s", spelled, country.code())
                    .isEqualTo(key);
        }
    }

    @Property(tries = 500)
    void a_person_has_a_valid_email_and_an_address_in_a_city_of_the_country(
            @ForAll("countries") Country country, @ForAll long seed, @ForAll @IntRange(max = 1_000_000) int index) {
        People people = people(country, seed);
        Someone someone = people.someone(index);
        if (someone.email() != null) {
            assertThat(EmailAddress.parse(someone.email()))
                    .map(EmailAddress::value)
                    .contains(someone.email());
        }
        assertThat(country.cities()).contains(someone.city());
        assertThat(someone.city().state()).startsWith(country.code() + "-");
        assertThat(people.home(index).postalCode())
                .matches(someone.city().postalCode().replace("#", "[0-9]"));
    }

    @Property(tries = 500)
    void a_product_has_skus_of_one_shape_and_prices_above_nothing(
            @ForAll("countries") Country country, @ForAll long seed, @ForAll @IntRange(max = 1_000_000) int index) {
        List<NewVariant> variants =
                assortment(country, seed).product(index, null).variants();
        assertThat(variants).hasSizeBetween(1, 16).allSatisfy(variant -> {
            assertThat(variant.sku()).matches("[A-Z]{3}-\\d{5,}(-[A-Z0-9]{1,4}){0,2}");
            assertThat(variant.priceCents()).isPositive();
        });
        assertThat(variants).extracting(NewVariant::sku).doesNotHaveDuplicates();
        assertThat(variants).extracting(NewVariant::ean).doesNotHaveDuplicates();
    }

    @Property(tries = 300)
    void an_order_is_made_in_the_last_year_of_products_that_its_load_has(
            @ForAll("countries") Country country, @ForAll long seed, @ForAll @IntRange(max = 59) int index) {
        Sales sales = sales(country, seed);
        CreateOrder order = sales.order(index);
        assertThat(sales.at(index)).isBetween(REFERENCE.minus(Duration.ofDays(365)), REFERENCE);
        assertThat(order.lines()).hasSizeBetween(1, 5).doesNotHaveDuplicates();
        assertThat(sales.picks(index)).allSatisfy(pick -> {
            assertThat(pick.product()).isBetween(0, 49);
            assertThat(pick.product() % 3).isEqualTo(index % 3);
        });
        assertThat(sales.buyer(index)).isBetween(0, 39);
    }

    @Property(tries = 200)
    void the_same_seed_gives_the_same_data(
            @ForAll("countries") Country country, @ForAll long seed, @ForAll @IntRange(max = 59) int index) {
        assertThat(sales(country, seed).order(index))
                .isEqualTo(sales(country, seed).order(index));
        assertThat(people(country, seed).customer(index, List.of(1L, 2L)))
                .isEqualTo(people(country, seed).customer(index, List.of(1L, 2L)));
        assertThat(assortment(country, seed).product(index, 5L))
                .isEqualTo(assortment(country, seed).product(index, 5L));
    }

    @Provide
    Arbitrary<Country> countries() {
        return Arbitraries.of(Country.codes().stream()
                .map(code -> Country.of(code).orElseThrow())
                .toList());
    }

    private static Seed seed(long value) {
        return new Seed(value, SeededRandomness::new);
    }

    private static People people(Country country, long seed) {
        return new People(country, seed(seed), new Numbers(0));
    }

    private static Assortment assortment(Country country, long seed) {
        return new Assortment(country, seed(seed), new Numbers(0));
    }

    private static Sales sales(Country country, long seed) {
        return new Sales(
                country,
                seed(seed),
                AMOUNTS,
                10,
                3,
                REFERENCE,
                assortment(country, seed),
                people(country, seed),
                new Numbers(0));
    }
}
