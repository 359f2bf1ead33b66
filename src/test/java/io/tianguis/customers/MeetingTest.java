package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeetingTest {

    private static final Identity PHONE = known(Identity.phone("81 2345 6789", "MX"));
    private static final Identity WHATSAPP = known(Identity.whatsApp("5218123456789"));
    private static final Identity OTHER_PHONE = known(Identity.phone("33 1234 5678", "MX"));
    private static final Identity EMAIL = known(Identity.email("nueva@example.com"));
    private static final Identity SCOPED = known(Identity.whatsAppScoped("MX.13491208655302741918"));
    private static final Identity MESSENGER = known(Identity.messenger("7012345678901234"));
    private static final Identity DOCUMENT = known(Identity.document("curp", "PEPC800101HDFRRR05"));

    private final TestBackend backend = new TestBackend();
    private final Customers customers = backend.get().customers();
    private final ShopId shop = backend.shop().id();

    private record Count(long count) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aWhatsAppNumberAndATelephoneLeadToTheSamePerson() {
        long caller = meet(PHONE);
        assertThat(meet(WHATSAPP)).isEqualTo(caller);
        long writer = meet(known(Identity.whatsApp("5491155551234")));
        assertThat(meet(known(Identity.phone("011 15 5555-1234", "AR")))).isEqualTo(writer);
        assertThat(meet(known(Identity.phone("+54 11 5555-1234", "MX")))).isEqualTo(writer);
        assertThat(customer("+5491155551234").phone()).isEqualTo("+5491155551234");
    }

    @Test
    void aWhatsAppNumberIsInternationalWhateverTheShopsCountry() {
        assertThat(Identity.whatsApp("51987654321")).isEqualTo(Identity.phone("+51 987 654 321", "BR"));
    }

    @Test
    void whatIsNewIsAddedToThePersonKnownByAnyIdentity() {
        long person = meet(SCOPED);
        assertThat(meet(EMAIL, SCOPED)).isEqualTo(person);
        assertThat(meet(PHONE, EMAIL, MESSENGER, DOCUMENT)).isEqualTo(person);
        for (Identity identity : List.of(PHONE, EMAIL, SCOPED, MESSENGER, DOCUMENT)) {
            assertThat(meet(identity)).as("%s", identity).isEqualTo(person);
        }
        assertThat(customer("nueva@example.com"))
                .extracting(Customer::phone, Customer::email)
                .containsExactly("+528123456789", "nueva@example.com");
    }

    @Test
    void theFirstIdentityThatLeadsToSomebodyDecidesAndNobodyLosesAny() {
        long caller = meet(PHONE);
        long writer = meet(EMAIL);
        assertThat(meet(EMAIL, PHONE, MESSENGER)).isEqualTo(writer);
        assertThat(meet(DOCUMENT, PHONE, EMAIL)).isEqualTo(caller);
        assertThat(meet(MESSENGER)).isEqualTo(writer);
        assertThat(meet(DOCUMENT)).isEqualTo(caller);
        assertThat(meet(PHONE)).isEqualTo(caller);
        assertThat(meet(EMAIL)).isEqualTo(writer);
        assertThat(customer("8123456789").email())
                .as("an email that is somebody else's is not shown here")
                .isNull();
    }

    @Test
    void namesAreFilledInWhereThereAreNone() {
        long person = meet(PHONE);
        run(new Introduction(List.of(PHONE), null, "Ruiz", "Anita", "MX"));
        run(new Introduction(List.of(PHONE), "Ana", "Pérez", "Otra", "MX"));
        assertThat(customer("8123456789"))
                .extracting(Customer::customerId, Customer::firstName, Customer::lastName, Customer::whatsappName)
                .as("half of another's name is nobody's")
                .containsExactly(person, null, "Ruiz", "Anita");
    }

    @Test
    void meetingSomebodyIsNoPurchase() {
        meet(PHONE);
        meet(PHONE);
        assertThat(customer("8123456789"))
                .extracting(Customer::purchases, Customer::lastActivityAt)
                .containsExactly(0L, null);
    }

    @Test
    void meetingSomebodyWhoIsKnownWritesNothing() {
        meet(PHONE, EMAIL);
        record Version(String version) {}
        String text = "SELECT xmin::text AS version FROM customer WHERE shop_id = ? AND phone = '+528123456789'";
        String before =
                backend.database().get(Version.class, text, shop.value()).version();
        meet(PHONE, EMAIL);
        assertThat(backend.database().get(Version.class, text, shop.value()).version())
                .isEqualTo(before);
    }

    @Test
    void aPersonWithoutAnyIdentityIsANewOneEachTime() {
        assertThat(meet()).isNotEqualTo(meet());
    }

    @Test
    void anIdentityOfOneShopLeadsToNobodyOfAnother() {
        long here = meet(PHONE);
        assertThat(run(backend.stranger().id(), new Introduction(List.of(PHONE), null, null, null, "AR")))
                .isNotEqualTo(here);
    }

    @Test
    void aNewPersonWhomManyMeetAtOnceUnderOverlappingIdentitiesIsMadeOnce() throws Exception {
        List<List<Identity>> meetings = List.of(
                List.of(PHONE),
                List.of(SCOPED, PHONE),
                List.of(EMAIL, PHONE),
                List.of(PHONE, EMAIL, SCOPED),
                List.of(MESSENGER, PHONE, SCOPED),
                List.of(WHATSAPP, DOCUMENT));
        for (int round = 0; round < 5; round++) {
            backend.database().update("DELETE FROM customer_identity WHERE shop_id = ?", shop.value());
            List<Callable<Long>> calls = new ArrayList<>();
            for (int caller = 0; caller < 48; caller++) {
                List<Identity> met = meetings.get(caller % meetings.size());
                calls.add(() -> run(new Introduction(met, null, null, null, "MX")));
            }
            assertThat(new HashSet<>(TestBackend.race(calls))).hasSize(1);
            assertThat(backend.database()
                            .get(
                                    Count.class,
                                    "SELECT count(DISTINCT customer_id) FROM customer_identity WHERE shop_id = ?",
                                    shop.value())
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void twoPeopleWhoAreMetTogetherAndApartAtOnceNeverLoseAnIdentity() throws Exception {
        List<List<Identity>> meetings =
                List.of(List.of(PHONE), List.of(OTHER_PHONE), List.of(EMAIL, PHONE), List.of(EMAIL, OTHER_PHONE));
        List<Callable<Long>> calls = new ArrayList<>();
        for (int caller = 0; caller < 48; caller++) {
            List<Identity> met = meetings.get(caller % meetings.size());
            calls.add(() -> run(new Introduction(met, null, null, null, "MX")));
        }
        assertThat(new HashSet<>(TestBackend.race(calls)))
                .as("one person, or two when the telephones were met before the email")
                .hasSizeBetween(1, 2)
                .contains(meet(PHONE), meet(OTHER_PHONE), meet(EMAIL));
    }

    private static Identity known(Optional<Identity> identity) {
        return identity.orElseThrow();
    }

    private Customer customer(String key) {
        return CustomerKey.parse(key, "MX")
                .flatMap(parsed -> customers.find(shop, parsed))
                .orElseThrow()
                .customer();
    }

    private long meet(Identity... identities) {
        return run(new Introduction(Arrays.asList(identities), null, null, null, "MX"));
    }

    private long run(Introduction introduction) {
        return run(shop, introduction);
    }

    private long run(ShopId where, Introduction introduction) {
        return backend.database().transaction(tx -> tx.run(customers.meet(where, introduction)), done -> true);
    }
}
