package io.tianguis.shops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Outcome;
import io.tianguis.shops.Consents.Asked;
import io.tianguis.shops.NewStaffMember.Role;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentsTest {

    private static final Outcome<Asked, SignInRejection> WRONG = Outcome.rejected(new SignInRejection.WrongPassword());
    private static final Outcome<Asked, SignInRejection> TOO_MANY =
            Outcome.rejected(new SignInRejection.TooManyAttempts());

    private final TestBackend backend = new TestBackend();
    private final Consents consents = backend.get().consents();
    private final ShopCreated demo = World.get().demo();
    private final ShopCreated stranger = World.get().stranger();
    private final Application application = registered("https://erp.example/callback");

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void anAdministratorOfAnyShopMayConsentForIt() {
        assertThat(ask(demo.staffEmail(), demo.staffPassword())).isInstanceOf(Outcome.Ok.class);
        Asked asked = accepted(ask(stranger.staffEmail().toUpperCase(Locale.ROOT), stranger.staffPassword()));
        assertThat(asked.shopName()).isEqualTo("Tienda Ajena");
        assertThat(asked.email()).isEqualTo(stranger.staffEmail());
    }

    @Test
    void whoeverMistypesOrIsUnknownOrHasLeftIsRefusedAlike() {
        assertThat(ask(demo.staffEmail(), "otra")).isEqualTo(WRONG);
        assertThat(ask(demo.staffEmail(), demo.staffPassword() + "x".repeat(2_000)))
                .isEqualTo(WRONG);
        assertThat(ask("nadie@tianguis.example", demo.staffPassword())).isEqualTo(WRONG);
        backend.database().update("UPDATE staff_member SET active = false WHERE email = ?", demo.staffEmail());
        assertThat(ask(demo.staffEmail(), demo.staffPassword())).isEqualTo(WRONG);
    }

    @Test
    void whoeverDoesNotAdministerTheShopCannotConsent() {
        assertThat(ask("agente@tianguis.example", "una-clave-larga"))
                .isEqualTo(Outcome.rejected(new SignInRejection.NotAdministrator()));
    }

    @Test
    void whoeverWorksInSeveralShopsNamesOne() {
        NewStaffMember owner = new NewStaffMember("Duena@Example.com", "Ana", "Paz", "la-misma-clave", Role.ADMIN);
        NewStaffMember same = new NewStaffMember("duena@example.com", "Ana", "Paz", "la-misma-clave", Role.ADMIN);
        long inDemo = add(demo, owner);
        add(stranger, same);

        assertThat(inDemo).isPositive();
        assertThat(ask("duena@example.com", "la-misma-clave"))
                .isEqualTo(Outcome.rejected(new SignInRejection.SeveralShops()));
        SignIn named = new SignIn(
                "duena@example.com",
                "la-misma-clave",
                Optional.of(stranger.shop().id()),
                "192.0.2.1");
        assertThat(accepted(consents.ask(application, named)).shopName()).isEqualTo("Tienda Ajena");
        SignIn elsewhere =
                new SignIn("duena@example.com", "la-misma-clave", Optional.of(new ShopId(999_999)), "192.0.2.1");
        assertThat(consents.ask(application, elsewhere)).isEqualTo(WRONG);
    }

    @Test
    void anAccountTakesTenAttemptsAQuarterOfAnHourHoweverTheyCome() throws Exception {
        attempted("account " + demo.staffEmail(), SignIns.MOST_PER_ACCOUNT - 2);

        List<Outcome<Asked, SignInRejection>> answers =
                TestBackend.race(Collections.nCopies(5, () -> ask(demo.staffEmail(), "otra")));

        assertThat(answers).filteredOn(WRONG::equals).hasSize(2);
        assertThat(answers).filteredOn(TOO_MANY::equals).hasSize(3);
        assertThat(ask(demo.staffEmail(), demo.staffPassword())).isEqualTo(TOO_MANY);
        assertThat(ask(stranger.staffEmail(), stranger.staffPassword())).isInstanceOf(Outcome.Ok.class);
        backend.clock().advance(Duration.ofMinutes(15));
        assertThat(ask(demo.staffEmail(), demo.staffPassword())).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void whoeverIsLetInBeginsAnew() {
        attempted("account " + demo.staffEmail(), SignIns.MOST_PER_ACCOUNT - 1);
        assertThat(ask(demo.staffEmail(), demo.staffPassword())).isInstanceOf(Outcome.Ok.class);
        assertThat(ask(demo.staffEmail(), "otra")).isEqualTo(WRONG);
    }

    @Test
    void anAddressTakesAHundredAttemptsAQuarterOfAnHourWhoeverIsTried() {
        attempted("address 192.0.2.1", SignIns.MOST_PER_ADDRESS);

        assertThat(ask(demo.staffEmail(), demo.staffPassword())).isEqualTo(TOO_MANY);
        assertThat(consents.ask(
                        application,
                        new SignIn(demo.staffEmail(), demo.staffPassword(), Optional.empty(), "192.0.2.2")))
                .isInstanceOf(Outcome.Ok.class);
        backend.clock().advance(Duration.ofMinutes(15));
        assertThat(consents.forgetExpired()).isPositive();
    }

    @Test
    void aTicketIsGoodForOneConsentToItsApplicationInTenMinutes() throws Exception {
        Application other = registered("https://otra.example/");
        String ticket = accepted(ask(demo.staffEmail(), demo.staffPassword())).ticket();
        assertThat(consent(other, ticket)).isEmpty();
        List<Optional<String>> answers = TestBackend.race(Collections.nCopies(4, () -> consent(application, ticket)));
        assertThat(answers).filteredOn(Optional::isPresent).hasSize(1);

        String declined = accepted(ask(demo.staffEmail(), demo.staffPassword())).ticket();
        consents.decline(declined);
        assertThat(consent(application, declined)).isEmpty();

        String late = accepted(ask(demo.staffEmail(), demo.staffPassword())).ticket();
        backend.clock().advance(Consents.LIFE);
        assertThat(consent(application, late)).isEmpty();
    }

    @Test
    void noTicketCodeNorWhatWasTypedIsStoredAsItIs() {
        record Stored(String text) {}
        String unused = accepted(ask(demo.staffEmail(), demo.staffPassword())).ticket();
        String used = accepted(ask(demo.staffEmail(), demo.staffPassword())).ticket();
        String code = consent(application, used).orElseThrow();
        ask("clave-en-el-correo", "clave-secreta");

        List<Stored> everything = backend.database().list(Stored.class, """
                SELECT row_to_json(t)::text AS text FROM consent_ticket t
                UNION ALL SELECT row_to_json(t)::text FROM authorization_code t
                UNION ALL SELECT row_to_json(t)::text FROM sign_in_attempt t
                """);

        assertThat(everything).hasSizeGreaterThan(3);
        for (String secret : List.of(unused, used, code, "clave-en-el-correo", "clave-secreta")) {
            String asBytes = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(everything)
                    .noneMatch(row -> row.text().contains(secret) || row.text().contains(asBytes));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://erp.example/callback",
                "https://erp.example",
                "http://localhost:8080/cb?from=tianguis",
                "http://[::1]:9/cb",
                "com.example.erp:/callback"
            })
    void anApplicationMayRegisterWhereABrowserCanGo(String redirectUri) {
        assertThat(registered(redirectUri).redirectUri()).isEqualTo(redirectUri);
    }

    static Stream<String> unusable() {
        return Stream.of(
                "",
                "callback",
                "/callback",
                "erp.example/callback",
                "https:///callback",
                "https://erp.example/#fragment",
                "https://user:password@erp.example/",
                "https://erp.example/ callback",
                "https://erp.example/cállback",
                "https://erp.example/\r\nSet-Cookie: x",
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "https://erp.example/" + "x".repeat(2_048));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void noOtherAddressIsRegistered(String redirectUri) {
        assertThat(backend.get().applications().register(demo.shop().id(), "ERP", redirectUri))
                .isEqualTo(Outcome.rejected(new ApplicationRejection.UnusableRedirectUri(redirectUri)));
    }

    @Test
    void anApplicationHasAName() {
        for (String name : List.of("", " ", "x".repeat(121))) {
            assertThat(backend.get().applications().register(demo.shop().id(), name, "nowhere"))
                    .isEqualTo(Outcome.rejected(new ApplicationRejection.InvalidName(name)));
        }
    }

    /** What so many attempts a moment ago left behind: a password takes long to stretch. */
    private void attempted(String subject, int attempts) {
        backend.database()
                .update(
                        "INSERT INTO sign_in_attempt VALUES (?, ?, ?)",
                        Secrets.hash(subject),
                        backend.clock().now().plus(SignIns.WINDOW),
                        attempts);
    }

    private Optional<String> consent(Application to, String ticket) {
        return consents.consent(to, ticket, Optional.empty(), "C-");
    }

    private Outcome<Asked, SignInRejection> ask(String email, String password) {
        return consents.ask(application, new SignIn(email, password, Optional.empty(), "192.0.2.1"));
    }

    private long add(ShopCreated shop, NewStaffMember member) {
        return backend.database()
                .transaction(
                        tx -> backend.get().shops().addStaff(tx, shop.shop().id(), member), done -> true);
    }

    private Application registered(String redirectUri) {
        Applications applications = backend.get().applications();
        return applications
                .register(demo.shop().id(), "ERP", redirectUri)
                .fold(
                        created -> applications
                                .find(Long.toString(created.clientId()))
                                .orElseThrow(),
                        rejection -> {
                            throw new AssertionError(rejection);
                        });
    }

    private static Asked accepted(Outcome<Asked, SignInRejection> outcome) {
        return outcome.fold(asked -> asked, rejection -> {
            throw new AssertionError(rejection);
        });
    }
}
