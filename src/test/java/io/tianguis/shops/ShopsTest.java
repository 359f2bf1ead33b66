package io.tianguis.shops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Outcome;
import io.tianguis.shops.Credentials.SellerMatch;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopsTest {

    private static final Tokens.Prefixes PREFIXES = new Tokens.Prefixes("A-", "R-");

    private final TestBackend backend = new TestBackend();
    private final Credentials credentials = backend.get().credentials();
    private final TokenGrants grants = backend.get().tokenGrants();
    private final ShopCreated demo = World.get().demo();

    private record Stored(String text) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aShopIsCreatedWithWhatItsCountryBrings() {
        ShopCreated created = create("Feria", "BR");
        assertThat(created.shop().currency()).isEqualTo("BRL");
        assertThat(created.shop().timeZone()).isEqualTo("America/Sao_Paulo");
        assertThat(credentials.shopOfApiKey(created.apiKey()))
                .contains(created.shop().id());
        assertThat(credentials.seller(created.sellerToken(), created.sellerUser()))
                .isEqualTo(new SellerMatch.Seller(created.shop().id(), created.sellerUser()));
    }

    @Test
    void rejectionsComeInTheOrderOfTheChecks() {
        Shops shops = backend.get().shops();
        assertThat(shops.create(NewShop.of("", "XX", "x@example.com")))
                .isEqualTo(Outcome.rejected(new ShopRejection.InvalidName("")));
        assertThat(shops.create(NewShop.of("Feria", "XX", "x@example.com")))
                .isEqualTo(Outcome.rejected(new ShopRejection.UnknownCountry("XX")));
    }

    @Test
    void aSellerIsNamedByTokenAndUserTogether() {
        assertThat(credentials.seller(demo.sellerToken(), demo.sellerUser()))
                .isEqualTo(new SellerMatch.Seller(demo.shop().id(), demo.sellerUser()));
        assertThat(credentials.seller(demo.sellerToken(), World.get().stranger().sellerUser()))
                .isEqualTo(new SellerMatch.OtherUser());
        assertThat(credentials.seller("otro", demo.sellerUser())).isEqualTo(new SellerMatch.UnknownToken());
        assertThat(credentials.seller("", "")).isEqualTo(new SellerMatch.UnknownToken());
        assertThat(credentials.seller("x".repeat(100_000), "x")).isEqualTo(new SellerMatch.UnknownToken());
    }

    @Test
    void anAccessTokenLivesSixHours() {
        Tokens tokens = issue(Long.toString(demo.clientId()), demo.clientSecret());
        assertThat(tokens.accessToken()).startsWith("A-").endsWith("-215");
        assertThat(credentials.shopOfAccessToken(tokens.accessToken()))
                .contains(demo.shop().id());
        backend.clock().advance(Duration.ofHours(6).minusSeconds(1));
        assertThat(credentials.shopOfAccessToken(tokens.accessToken()))
                .contains(demo.shop().id());
        backend.clock().advance(Duration.ofSeconds(1));
        assertThat(credentials.shopOfAccessToken(tokens.accessToken())).isEmpty();
        assertThat(grants.forgetExpired()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void anApplicationWithAnotherSecretGetsNoTokens() {
        Outcome<Tokens, TokenRejection> refused = Outcome.rejected(new TokenRejection.UnknownApplication());
        assertThat(grants.inOwnName(Long.toString(demo.clientId()), "otro", PREFIXES))
                .isEqualTo(refused);
        assertThat(grants.inOwnName("1", demo.clientSecret(), PREFIXES)).isEqualTo(refused);
        assertThat(grants.inOwnName("no-number", demo.clientSecret(), PREFIXES)).isEqualTo(refused);
        assertThat(grants.inOwnName("9".repeat(40), demo.clientSecret(), PREFIXES))
                .isEqualTo(refused);
    }

    @Test
    void noSecretIsStoredAsItIs() {
        Tokens tokens = issue(Long.toString(demo.clientId()), demo.clientSecret());
        List<Stored> everything = backend.database().list(Stored.class, """
                        SELECT row_to_json(t)::text AS text FROM api_key t
                        UNION ALL SELECT row_to_json(t)::text FROM seller_token t
                        UNION ALL SELECT row_to_json(t)::text FROM application t
                        UNION ALL SELECT row_to_json(t)::text FROM access_token t
                        UNION ALL SELECT row_to_json(t)::text FROM refresh_token t
                        UNION ALL SELECT row_to_json(t)::text FROM authorization_code t
                        UNION ALL SELECT row_to_json(t)::text FROM staff_member t
                        """);
        assertThat(everything).hasSizeGreaterThan(8);
        for (String secret : List.of(
                demo.apiKey(),
                demo.sellerToken(),
                demo.clientSecret(),
                demo.staffPassword(),
                tokens.accessToken(),
                tokens.refreshToken())) {
            String asBytes = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(everything)
                    .noneMatch(row -> row.text().contains(secret) || row.text().contains(asBytes));
        }
    }

    private ShopCreated create(String name, String country) {
        return backend.get()
                .shops()
                .create(NewShop.of(name, country, "duena@example.com"))
                .fold(shop -> shop, rejection -> {
                    throw new AssertionError(rejection);
                });
    }

    private Tokens issue(String clientId, String clientSecret) {
        return grants.inOwnName(clientId, clientSecret, PREFIXES).fold(tokens -> tokens, rejection -> {
            throw new AssertionError(rejection);
        });
    }
}
