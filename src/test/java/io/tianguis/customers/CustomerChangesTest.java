package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.CustomerChange.AddressChange;
import io.tianguis.customers.CustomerChange.CustomFieldChange;
import io.tianguis.customers.CustomerChange.TagChange;
import io.tianguis.customers.CustomerRejection.CustomerNotFound;
import io.tianguis.customers.CustomerRejection.EmailTaken;
import io.tianguis.customers.CustomerRejection.InvalidEmail;
import io.tianguis.customers.CustomerRejection.InvalidPhone;
import io.tianguis.customers.CustomerRejection.Nameless;
import io.tianguis.customers.CustomerRejection.PhoneTaken;
import io.tianguis.customers.CustomerRejection.TooManyAddresses;
import io.tianguis.customers.CustomerRejection.TooManyCustomFields;
import io.tianguis.customers.CustomerRejection.TooManyTags;
import io.tianguis.customers.CustomerRejection.UnknownAddress;
import io.tianguis.customers.CustomerRejection.UnknownAgent;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomerChangesTest {

    private final TestBackend backend = new TestBackend();
    private final Customers customers = backend.get().customers();
    private final ShopId shop = backend.shop().id();

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void refusalsComeInTheOrderOfTheChecksAndChangeNothing() {
        CustomerProfile carlos = find("4491234567").orElseThrow();
        create("3311112222", "ocupada@example.com");
        long unknown = 999_999;

        assertThat(change("nadie@example.com", said("abc", "no", unknown, unknown)))
                .isEqualTo(Outcome.rejected(new CustomerNotFound()));
        assertThat(change("4491234567", said("abc", "no", unknown, unknown)))
                .isEqualTo(Outcome.rejected(new InvalidPhone("abc")));
        assertThat(change("4491234567", said("3311112222", "no", unknown, unknown)))
                .isEqualTo(Outcome.rejected(new InvalidEmail("no")));
        assertThat(change("4491234567", named(Change.to(null), Change.to(null), Change.to(null))))
                .isEqualTo(Outcome.rejected(new Nameless()));
        assertThat(change("4491234567", said("33 1111 2222", "ocupada@example.com", unknown, unknown)))
                .isEqualTo(Outcome.rejected(new PhoneTaken()));
        assertThat(change("4491234567", said("3333334444", "Ocupada@example.com", unknown, unknown)))
                .isEqualTo(Outcome.rejected(new EmailTaken()));
        assertThat(change("4491234567", said("3333334444", "libre@example.com", unknown, unknown)))
                .isEqualTo(Outcome.rejected(new UnknownAgent()));
        assertThat(change("4491234567", said("3333334444", "libre@example.com", 3, unknown)))
                .isEqualTo(Outcome.rejected(new UnknownAddress(unknown)));

        assertThat(find("4491234567")).contains(carlos);
        assertThat(find("3333334444")).isEmpty();
        assertThat(find("libre@example.com")).isEmpty();
    }

    @Test
    void whatHangsOnAPersonIsBounded() {
        AddressChange address = address(Optional.empty());
        assertThat(change("4491234567", hung(all(address, CustomerChange.MAX_ADDRESSES - 1), List.of(), List.of())))
                .isEqualTo(Outcome.rejected(new TooManyAddresses()));
        List<TagChange> tags = IntStream.range(0, CustomerChange.MAX_TAGS - 1)
                .mapToObj(number -> new TagChange("etiqueta " + number, true))
                .toList();
        assertThat(change("4491234567", hung(List.of(), tags, List.of())))
                .isEqualTo(Outcome.rejected(new TooManyTags()));
        List<CustomFieldChange> fields = IntStream.range(0, CustomerChange.MAX_CUSTOM_FIELDS - 1)
                .mapToObj(number -> new CustomFieldChange("campo " + number, Optional.of("x")))
                .toList();
        assertThat(change("4491234567", hung(List.of(), List.of(), fields)))
                .isEqualTo(Outcome.rejected(new TooManyCustomFields()));
        assertThat(change("4491234567", hung(all(address, CustomerChange.MAX_ADDRESSES - 2), List.of(), List.of())))
                .isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void changesOfOnePersonAtTheSameMomentAllStay() throws Exception {
        List<Callable<Outcome<CustomerProfile, CustomerRejection>>> calls = new ArrayList<>();
        for (int caller = 0; caller < 20; caller++) {
            List<TagChange> tags = new ArrayList<>(List.of(
                    new TagChange("común", true),
                    new TagChange("de todos", true),
                    new TagChange("suya " + caller, true)));
            if (caller % 2 == 0) {
                tags = tags.reversed();
            }
            CustomerChange change = hung(List.of(address(Optional.of(true))), tags, List.of());
            String key = caller % 3 == 0 ? "carlos.perez@example.com" : "4491234567";
            calls.add(() -> change(key, change));
        }

        assertThat(TestBackend.race(calls)).allMatch(outcome -> outcome instanceof Outcome.Ok);

        CustomerProfile carlos = find("4491234567").orElseThrow();
        assertThat(carlos.tags()).hasSize(2 + 2 + 20);
        assertThat(carlos.addresses()).hasSize(2 + 20);
        assertThat(carlos.addresses()).filteredOn(CustomerProfile.Address::main).hasSize(1);
    }

    @Test
    void ofManyWhoTakeOneTelephoneAtTheSameMomentOneHasIt() throws Exception {
        List<String> emails = IntStream.range(0, 10)
                .mapToObj(number -> "persona" + number + "@example.com")
                .toList();
        emails.forEach(email -> create(null, email));
        List<Callable<Outcome<CustomerProfile, CustomerRejection>>> calls = new ArrayList<>();
        for (String email : emails) {
            calls.add(() -> change(email, named(Change.none(), Change.to("81 2345 6789"), Change.none())));
        }

        List<Outcome<CustomerProfile, CustomerRejection>> outcomes = TestBackend.race(calls);

        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Outcome.Ok)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(Outcome.rejected(new PhoneTaken())::equals)
                .hasSize(9);
        assertThat(find("8123456789")).isPresent();
    }

    @Test
    void whatIsUnchangedIsNotJudged() {
        backend.database()
                .transaction(
                        tx -> tx.run(customers.recordPurchase(
                                shop, new Person("Eva", null, "0000000001", null), "MX", "Tienda")),
                        done -> true);

        assertThat(change("0000000001", named(Change.to("Eva"), Change.to("0000000001"), Change.none())))
                .isInstanceOf(Outcome.Ok.class);
        assertThat(change("0000000001", named(Change.none(), Change.to("000000001"), Change.none())))
                .isEqualTo(Outcome.rejected(new InvalidPhone("000000001")));
    }

    private Outcome<CustomerProfile, CustomerRejection> change(String key, CustomerChange change) {
        return customers.change(shop, CustomerKey.parse(key, "MX").orElseThrow(), change, "MX");
    }

    private Optional<CustomerProfile> find(String key) {
        return customers.find(shop, CustomerKey.parse(key, "MX").orElseThrow());
    }

    private void create(@Nullable String phone, String email) {
        backend.accepted(tx -> customers.create(
                tx,
                shop,
                NewCustomer.of(
                        named(Change.none(), phone == null ? Change.none() : Change.to(phone), Change.to(email))),
                "MX"));
    }

    private static CustomerChange said(String phone, String email, long agentId, long addressId) {
        AddressChange removal = new AddressChange(
                Optional.of(addressId),
                true,
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Optional.empty());
        return change(
                Change.to("Nunca"),
                Change.to(phone),
                Change.to(email),
                Change.to(agentId),
                List.of(removal),
                List.of(),
                List.of());
    }

    private static CustomerChange named(Change<String> firstName, Change<String> phone, Change<String> email) {
        return change(firstName, phone, email, Change.none(), List.of(), List.of(), List.of());
    }

    private static CustomerChange hung(
            List<AddressChange> addresses, List<TagChange> tags, List<CustomFieldChange> customFields) {
        return change(Change.none(), Change.none(), Change.none(), Change.none(), addresses, tags, customFields);
    }

    private static CustomerChange change(
            Change<String> firstName,
            Change<String> phone,
            Change<String> email,
            Change<Long> agentId,
            List<AddressChange> addresses,
            List<TagChange> tags,
            List<CustomFieldChange> customFields) {
        return new CustomerChange(
                firstName,
                Change.none(),
                email,
                phone,
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Optional.empty(),
                agentId,
                addresses,
                tags,
                customFields);
    }

    private static AddressChange address(Optional<Boolean> main) {
        return new AddressChange(
                Optional.empty(),
                false,
                Change.to("Madero 1"),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                main);
    }

    private static List<AddressChange> all(AddressChange address, int times) {
        return IntStream.range(0, times).mapToObj(time -> address).toList();
    }
}
