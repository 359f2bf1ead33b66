package io.tianguis.shops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopChangeRejection.Field;
import io.tianguis.testkit.TestBackend;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopProfileTest {

    private static final Map<String, String> SOUND = Map.of("name", "Feria");

    private final TestBackend backend = new TestBackend();
    private final Shops shops = backend.get().shops();
    private final ShopId shop = backend.shop().id();

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aChangeTouchesWhatItNamesAndIsSeenAtOnce() {
        Shop before = shops.get(shop);

        Shop named = accepted(change(SOUND));

        assertThat(named).usingRecursiveComparison().ignoringFields("name").isEqualTo(before);
        assertThat(shops.get(shop)).isEqualTo(named).extracting(Shop::name).isEqualTo("Feria");
        assertThat(accepted(shops.change(shop, said(Map.of())))).isEqualTo(named);
    }

    @Test
    void everyFieldCanBeChangedAndWhatMayBeEmptyEmptied() {
        Shop changed = accepted(change(Map.ofEntries(
                Map.entry("name", "Feria"),
                Map.entry("email", "feria@example.com"),
                Map.entry("status", "close"),
                Map.entry("locale", "en_US"),
                Map.entry("plan", "professional_plus"),
                Map.entry("logoUrl", "https://feria.example/logo.png"),
                Map.entry("state", "MX-JAL"),
                Map.entry("city", "Guadalajara"),
                Map.entry("zipCode", "44100"),
                Map.entry("address", "Juárez 1"),
                Map.entry("phone", "+523312345678"))));

        assertThat(changed)
                .isEqualTo(new Shop(
                        215,
                        "Feria",
                        "close",
                        "MX",
                        "en_US",
                        "MXN",
                        "America/Mexico_City",
                        "feria@example.com",
                        "professional_plus",
                        "https://feria.example/logo.png",
                        "MX-JAL",
                        "Guadalajara",
                        "44100",
                        "Juárez 1",
                        "+523312345678"));
        Shop emptied = accepted(shops.change(
                shop,
                new ShopChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Change.to(null),
                        Change.to(null),
                        Change.to(null),
                        Change.to(null),
                        Change.to(null),
                        Change.to(null),
                        CheckoutTermsChange.NONE)));
        assertThat(emptied.logoUrl()).isNull();
        assertThat(emptied.state()).isNull();
        assertThat(emptied.phone()).isNull();
        assertThat(emptied.plan()).isEqualTo("professional_plus");
    }

    @Test
    void theFirstFieldThatCannotHaveItsValueIsTold() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("phone", "x".repeat(256));
        refuses(wrong, Field.PHONE);
        wrong.put("address", " ");
        refuses(wrong, Field.ADDRESS);
        wrong.put("zipCode", "");
        refuses(wrong, Field.ZIP_CODE);
        wrong.put("city", " ");
        refuses(wrong, Field.CITY);
        wrong.put("state", " ");
        refuses(wrong, Field.STATE);
        wrong.put("logoUrl", "javascript:alert(1)");
        refuses(wrong, Field.LOGO_URL);
        wrong.put("plan", "Professional Plus");
        refuses(wrong, Field.PLAN);
        wrong.put("locale", "es-MX");
        refuses(wrong, Field.LOCALE);
        wrong.put("status", "closed");
        refuses(wrong, Field.STATUS);
        wrong.put("email", "nadie");
        refuses(wrong, Field.EMAIL);
        wrong.put("name", "x".repeat(121));
        refuses(wrong, Field.NAME);
    }

    @Test
    void theSiteOffersWhatTheShopSaysAndSomethingAtAnyTime() {
        assertThat(shops.checkoutTerms(shop)).isEqualTo(CheckoutTerms.UNSAID);

        accepted(shops.change(shop, sells(Optional.of(false), Change.to(9_900L), Change.to("CLABE 0123"))));

        CheckoutTerms said = new CheckoutTerms(false, 9_900L, true, "CLABE 0123", false);
        assertThat(shops.checkoutTerms(shop)).isEqualTo(said);
        assertThat(refusal(sells(Optional.empty(), Change.to(null), Change.none())))
                .isEqualTo(new ShopChangeRejection.NoShipping());
        CheckoutTermsChange unpayable = new CheckoutTermsChange(
                Optional.empty(), Change.none(), Optional.of(false), Change.to(null), Optional.empty());
        assertThat(refusal(sells(unpayable))).isEqualTo(new ShopChangeRejection.NoPayment());
        assertThat(refusal(sells(Optional.empty(), Change.to(-1L), Change.none())))
                .isEqualTo(new ShopChangeRejection.Unusable(Field.FLAT_SHIPPING, "-0.01"));
        assertThat(refusal(sells(Optional.empty(), Change.none(), Change.to("x".repeat(1_001)))))
                .isEqualTo(new ShopChangeRejection.Unusable(Field.BANK_TRANSFER, "x".repeat(1_001)));
        assertThat(shops.checkoutTerms(shop)).isEqualTo(said);
        assertThat(shops.checkoutTerms(backend.stranger().id())).isEqualTo(CheckoutTerms.UNSAID);
    }

    @Test
    void aShopThatIsNotThereCannotBeChanged() {
        assertThat(shops.change(new ShopId(999_999), said(SOUND)))
                .isEqualTo(Outcome.rejected(new ShopChangeRejection.UnknownShop(999_999)));
    }

    @Test
    void aShopMayBeInAnotherTimeZoneOfItsCountry() {
        NewShop tijuana = NewShop.of("Norte", "MX", "norte@example.com").in("America/Tijuana");
        assertThat(shops.create(tijuana).fold(created -> created.shop().timeZone(), Object::toString))
                .isEqualTo("America/Tijuana");
        for (String zone : new String[] {"", "Tijuana", "America/Nowhere", "UTC"}) {
            assertThat(shops.create(tijuana.in(zone)))
                    .isEqualTo(Outcome.rejected(new ShopRejection.UnknownTimeZone(zone)));
        }
    }

    private void refuses(Map<String, String> fields, Field field) {
        assertThat(change(fields))
                .satisfies(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Rejected.class,
                                rejected -> assertThat(rejected.rejection())
                                        .isInstanceOfSatisfying(
                                                ShopChangeRejection.Unusable.class,
                                                unusable -> assertThat(unusable.field())
                                                        .isEqualTo(field))));
        assertThat(shops.find(shop).orElseThrow()).isEqualTo(backend.shop());
    }

    private Outcome<Shop, ShopChangeRejection> change(Map<String, String> fields) {
        return shops.change(shop, said(fields));
    }

    private ShopChangeRejection refusal(ShopChange change) {
        return shops.change(shop, change)
                .fold(
                        changed -> {
                            throw new AssertionError(changed);
                        },
                        rejection -> rejection);
    }

    private static ShopChange sells(
            Optional<Boolean> shippingToBeAgreed, Change<Long> flatShippingCents, Change<String> bankTransfer) {
        return sells(new CheckoutTermsChange(
                shippingToBeAgreed, flatShippingCents, Optional.empty(), bankTransfer, Optional.empty()));
    }

    private static ShopChange sells(CheckoutTermsChange checkout) {
        return said(Map.of(), checkout);
    }

    private static ShopChange said(Map<String, String> fields) {
        return said(fields, CheckoutTermsChange.NONE);
    }

    private static ShopChange said(Map<String, String> fields, CheckoutTermsChange checkout) {
        return new ShopChange(
                Optional.ofNullable(fields.get("name")),
                Optional.ofNullable(fields.get("email")),
                Optional.ofNullable(fields.get("status")),
                Optional.ofNullable(fields.get("locale")),
                Optional.ofNullable(fields.get("plan")),
                field(fields, "logoUrl"),
                field(fields, "state"),
                field(fields, "city"),
                field(fields, "zipCode"),
                field(fields, "address"),
                field(fields, "phone"),
                checkout);
    }

    private static Change<String> field(Map<String, String> fields, String name) {
        return fields.containsKey(name) ? Change.to(fields.get(name)) : Change.none();
    }

    private static Shop accepted(Outcome<Shop, ShopChangeRejection> outcome) {
        return outcome.fold(shop -> shop, rejection -> {
            throw new AssertionError(rejection);
        });
    }
}
