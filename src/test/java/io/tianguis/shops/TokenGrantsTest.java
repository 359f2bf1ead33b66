package io.tianguis.shops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Outcome;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenGrantsTest {

    private static final Tokens.Prefixes PREFIXES = new Tokens.Prefixes("A-", "R-");
    private static final String CALLBACK = "https://erp.example/callback";
    private static final Outcome<Tokens, TokenRejection> NO_CODE = Outcome.rejected(new TokenRejection.UnusableCode());
    private static final Outcome<Tokens, TokenRejection> NO_REFRESH =
            Outcome.rejected(new TokenRejection.UnusableRefreshToken());

    /** The published example of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final TestBackend backend = new TestBackend();
    private final TokenGrants grants = backend.get().tokenGrants();
    private final Credentials credentials = backend.get().credentials();
    private final ShopCreated demo = World.get().demo();
    private final ApplicationCreated application = backend.get()
            .applications()
            .register(demo.shop().id(), "ERP", CALLBACK)
            .fold(created -> created, rejection -> {
                throw new AssertionError(rejection);
            });

    private record Rows(long rows) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aRefreshTokenBringsNewTokensOnce() {
        Tokens first = inOwnName();
        Tokens second = accepted(refresh(first));

        assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(opens(first)).isTrue();
        assertThat(opens(second)).isTrue();
        assertThat(accepted(refresh(second)).refreshToken()).isNotEqualTo(second.refreshToken());
    }

    @Test
    void aRefreshTokenThatComesAgainEndsItsFamilyAndNoOther() {
        Tokens other = inOwnName();
        Tokens first = inOwnName();
        Tokens second = accepted(refresh(first));
        assertThat(opens(second)).isTrue();

        assertThat(refresh(first)).isEqualTo(NO_REFRESH);

        assertThat(opens(first)).isFalse();
        assertThat(opens(second)).isFalse();
        assertThat(refresh(second)).isEqualTo(NO_REFRESH);
        assertThat(opens(other)).isTrue();
        assertThat(refresh(other)).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void ofThoseWhoUseARefreshTokenAtOnceOneWinsAndNobodyKeepsAnything() throws Exception {
        for (int round = 0; round < 5; round++) {
            Tokens first = inOwnName();

            List<Outcome<Tokens, TokenRejection>> answers =
                    TestBackend.race(Collections.nCopies(6, () -> refresh(first)));

            List<Tokens> won = answers.stream()
                    .filter(Outcome.Ok.class::isInstance)
                    .map(TokenGrantsTest::accepted)
                    .toList();
            assertThat(won).hasSize(1);
            assertThat(answers).filteredOn(NO_REFRESH::equals).hasSize(5);
            assertThat(opens(won.getFirst())).isFalse();
            assertThat(refresh(won.getFirst())).isEqualTo(NO_REFRESH);
        }
    }

    /** The old token comes again while the new one is used: whoever is first, nothing of the family is left. */
    @Test
    void aFamilyThatEndsWhileItGoesOnIsGoneWhole() throws Exception {
        for (int round = 0; round < 10; round++) {
            Tokens first = inOwnName();
            Tokens second = accepted(refresh(first));

            TestBackend.race(List.of(() -> refresh(first), () -> refresh(second)));

            assertThat(opens(second)).isFalse();
            assertThat(rowsOf("refresh_token", demo.shop().id(), second)).isZero();
        }
    }

    @Test
    void aRefreshTokenIsItsApplicationsAloneAndExpires() {
        Tokens tokens = inOwnName();
        assertThat(grants.byRefreshToken(
                        Long.toString(World.get().stranger().clientId()),
                        World.get().stranger().clientSecret(),
                        tokens.refreshToken(),
                        PREFIXES))
                .isEqualTo(NO_REFRESH);
        assertThat(grants.byRefreshToken(clientId(), "otro", tokens.refreshToken(), PREFIXES))
                .isEqualTo(Outcome.rejected(new TokenRejection.UnknownApplication()));
        assertThat(grants.byRefreshToken(clientId(), application.clientSecret(), "R-nobody", PREFIXES))
                .isEqualTo(NO_REFRESH);
        Tokens next = accepted(refresh(tokens));

        backend.clock().advance(Duration.ofDays(180));

        assertThat(refresh(next)).isEqualTo(NO_REFRESH);
        grants.forgetExpired();
        assertThat(rowsOf("token_family")).isZero();
        assertThat(rowsOf("refresh_token")).isZero();
        assertThat(rowsOf("access_token")).isZero();
    }

    @Test
    void aCodeBringsTokensOfTheShopThatConsentedOnce() {
        String code = code(Optional.empty());
        Tokens tokens = accepted(exchange(code, Optional.empty()));

        assertThat(tokens.shop()).isEqualTo(demo.shop().id());
        assertThat(opens(tokens)).isTrue();
        assertThat(exchange(code, Optional.empty())).isEqualTo(NO_CODE);
        assertThat(opens(tokens)).isFalse();
        assertThat(refresh(tokens)).isEqualTo(NO_REFRESH);
    }

    @Test
    void aCodeWhoseTokensEndedCannotBeUsedAgain() {
        String code = code(Optional.empty());
        Tokens tokens = accepted(exchange(code, Optional.empty()));
        accepted(refresh(tokens));
        assertThat(refresh(tokens)).isEqualTo(NO_REFRESH);

        assertThat(exchange(code, Optional.empty())).isEqualTo(NO_CODE);
    }

    @Test
    void ofThoseWhoUseACodeAtOnceOneWinsAndNobodyKeepsAnything() throws Exception {
        String code = code(Optional.empty());

        List<Outcome<Tokens, TokenRejection>> answers =
                TestBackend.race(Collections.nCopies(6, () -> exchange(code, Optional.empty())));

        assertThat(answers).filteredOn(NO_CODE::equals).hasSize(5);
        assertThat(answers)
                .filteredOn(Outcome.Ok.class::isInstance)
                .hasSize(1)
                .allSatisfy(won -> assertThat(opens(accepted(won))).isFalse());
    }

    @Test
    void aCodeIsGoodForTenMinutesItsApplicationAndItsAddress() {
        String code = code(Optional.empty());
        String strangersId = Long.toString(World.get().stranger().clientId());
        String strangersSecret = World.get().stranger().clientSecret();

        assertThat(grants.byCode(strangersId, strangersSecret, code, CALLBACK, Optional.empty(), PREFIXES))
                .isEqualTo(NO_CODE);
        for (String other : List.of(CALLBACK + "/", CALLBACK + "?", "https://ERP.example/callback", "")) {
            assertThat(grants.byCode(clientId(), application.clientSecret(), code, other, Optional.empty(), PREFIXES))
                    .isEqualTo(NO_CODE);
        }
        assertThat(grants.byCode(clientId(), "otro", code, CALLBACK, Optional.empty(), PREFIXES))
                .isEqualTo(Outcome.rejected(new TokenRejection.UnknownApplication()));
        backend.clock().advance(Duration.ofMinutes(10));
        assertThat(exchange(code, Optional.empty())).isEqualTo(NO_CODE);
        grants.forgetExpired();
        assertThat(rowsOf("authorization_code")).isZero();
    }

    @Test
    void aChallengeIsMetByItsVerifierAlone() {
        Outcome<Tokens, TokenRejection> refused = Outcome.rejected(new TokenRejection.OtherVerifier());
        String hashed = code(Optional.of(new CodeChallenge(CHALLENGE, CodeChallenge.Method.S256)));
        for (Optional<String> other : List.of(
                Optional.<String>empty(), Optional.of(CHALLENGE), Optional.of(""), Optional.of(VERIFIER + "k"))) {
            assertThat(exchange(hashed, other)).isEqualTo(refused);
        }
        assertThat(exchange(hashed, Optional.of(VERIFIER))).isInstanceOf(Outcome.Ok.class);

        String plain = code(Optional.of(new CodeChallenge(VERIFIER, CodeChallenge.Method.PLAIN)));
        assertThat(exchange(plain, Optional.of(CHALLENGE))).isEqualTo(refused);
        assertThat(exchange(plain, Optional.of(VERIFIER))).isInstanceOf(Outcome.Ok.class);

        assertThat(exchange(code(Optional.empty()), Optional.of(VERIFIER))).isEqualTo(refused);
    }

    private Tokens inOwnName() {
        return accepted(grants.inOwnName(clientId(), application.clientSecret(), PREFIXES));
    }

    private Outcome<Tokens, TokenRejection> refresh(Tokens tokens) {
        return grants.byRefreshToken(clientId(), application.clientSecret(), tokens.refreshToken(), PREFIXES);
    }

    private Outcome<Tokens, TokenRejection> exchange(String code, Optional<String> verifier) {
        return grants.byCode(clientId(), application.clientSecret(), code, CALLBACK, verifier, PREFIXES);
    }

    private String code(Optional<CodeChallenge> challenge) {
        Application asking = backend.get().applications().find(clientId()).orElseThrow();
        SignIn said = new SignIn(demo.staffEmail(), demo.staffPassword(), Optional.empty(), "192.0.2.1");
        Consents consents = backend.get().consents();
        String ticket = consents.ask(asking, said).fold(Consents.Asked::ticket, rejection -> {
            throw new AssertionError(rejection);
        });
        return consents.consent(asking, ticket, challenge, "C-").orElseThrow();
    }

    private boolean opens(Tokens tokens) {
        return credentials.shopOfAccessToken(tokens.accessToken()).isPresent();
    }

    private String clientId() {
        return Long.toString(application.clientId());
    }

    private long rowsOf(String table) {
        return backend.database()
                .get(Rows.class, "SELECT count(*) AS rows FROM " + table)
                .rows();
    }

    /** Of the family of a token, as long as anything of it is left. */
    private long rowsOf(String table, ShopId shop, Tokens tokens) {
        return backend.database()
                .get(
                        Rows.class,
                        "SELECT count(*) AS rows FROM " + table
                                + " WHERE shop_id = ? AND family_id IN (SELECT family_id"
                                + " FROM refresh_token WHERE token_hash = ?)",
                        shop.value(),
                        Secrets.hash(tokens.refreshToken()))
                .rows();
    }

    private static Tokens accepted(Outcome<Tokens, TokenRejection> outcome) {
        return outcome.fold(tokens -> tokens, rejection -> {
            throw new AssertionError(rejection);
        });
    }
}
