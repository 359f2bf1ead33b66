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
                        Change.to(null))));
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

    private static ShopChange said(Map<String, String> fields) {
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
                field(fields, "phone"));
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
