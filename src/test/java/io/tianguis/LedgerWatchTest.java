package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.platform.sql.SqlFault;
import io.tianguis.stock.LedgerCheck;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerWatchTest {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final TestBackend backend = new TestBackend();
    private final LedgerWatch watch = new LedgerWatch(new LedgerCheck(backend.database()), backend.clock());

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aDifferenceIsCountedFromTheLookThatFindsItAndForgottenAfterARoundWithoutIt() {
        watch.look();
        assertThat(watch.differences()).isZero();
        falsify(World.PAQ, 1);
        falsify(World.MULTI, 1);
        look();
        assertThat(watch.differences()).isEqualTo(2);
        falsify(World.PAQ, -1);
        look();
        assertThat(watch.differences()).isEqualTo(1);
        falsify(World.MULTI, -1);
        look();
        assertThat(watch.differences()).isZero();
    }

    @Test
    void itLooksAgainAfterAPauseOnly() {
        watch.look();
        falsify(World.PAQ, 1);
        backend.clock().advance(PAUSE.minusMillis(1));
        watch.look();
        assertThat(watch.differences()).isZero();
        backend.clock().advance(Duration.ofMillis(1));
        watch.look();
        assertThat(watch.differences()).isEqualTo(1);
    }

    @Test
    void aLedgerOfManyLooksIsWalkedToItsEnd() {
        register(700);
        falsify("MUCHOS-699", 1);
        look();
        assertThat(watch.differences()).as("128 levels into the round").isZero();
        look();
        look();
        assertThat(watch.differences()).as("896 levels into it").isEqualTo(1);
        falsify("MUCHOS-699", -1);
        look();
        assertThat(watch.differences()).isZero();
    }

    @Test
    void aLookThatFailsIsTakenAgainLater() {
        backend.database().update("ALTER TABLE stock_level RENAME TO stock_level_away");
        assertThatExceptionOfType(SqlFault.class).isThrownBy(watch::look);
        backend.database().update("ALTER TABLE stock_level_away RENAME TO stock_level");
        falsify(World.PAQ, 1);
        look();
        assertThat(watch.differences()).isZero();
        backend.clock().advance(Duration.ofMinutes(5));
        watch.look();
        assertThat(watch.differences()).isEqualTo(1);
    }

    @Test
    void aServingProcessShowsTheDifferencesAmongItsFigures() throws Exception {
        try (TestServer server = TestServer.inWorld();
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/metrics"))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).body())
                    .contains("\ntianguis_ledger_differences 0.0\n");
        }
    }

    private void look() {
        backend.clock().advance(PAUSE);
        watch.look();
    }

    private void register(int items) {
        backend.database()
                .transaction(
                        tx -> backend.get()
                                .stock()
                                .register(
                                        tx,
                                        backend.shop().id(),
                                        IntStream.range(0, items)
                                                .mapToObj(i -> NewProduct.unpublished(
                                                        "Muchos " + i, NewVariant.of("MUCHOS-" + i, 1)))
                                                .toList()),
                        done -> true);
    }

    private void falsify(String sku, long delta) {
        long variant = backend.get()
                .stock()
                .findBySku(backend.shop().id(), sku)
                .orElseThrow()
                .variantId();
        backend.database().update("UPDATE stock_level SET on_hand = on_hand + ? WHERE variant_id = ?", delta, variant);
    }
}
