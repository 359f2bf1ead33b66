package io.tianguis.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.inbound.Entry.Line;
import io.tianguis.inbound.ReceivingRejection.KeyTaken;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many scanners at one entry at the same moment. */
class ReceivingRaceTest {

    private static final List<String> SKUS = List.of(World.PAQ, World.MULTI, World.TERMO);

    private final TestBackend backend = new TestBackend();
    private final Inbound inbound = backend.get().inbound();
    private final ShopId shop = backend.shop().id();

    private record Scans(long count) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void eachDistinctScanIsCountedOnceHoweverManyScannersSendItAtOnce() throws Exception {
        String entry = announced();
        long before = onHand();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int box = 0; box < 30; box++) {
            Scan scan = scan(SKUS.get(box % 3), 1 + box % 4, "caja-" + box);
            for (int scanner = 0; scanner < 3; scanner++) {
                calls.add(() -> isAccepted(entry, scan));
            }
        }
        for (int loose = 0; loose < 30; loose++) {
            Scan scan = scan(SKUS.get((loose + 1) % 3), 1, null);
            calls.add(() -> isAccepted(entry, scan));
        }
        long boxes = 0;
        for (int box = 0; box < 30; box++) {
            boxes += 1 + box % 4;
        }

        assertThat(TestBackend.race(calls)).doesNotContain(false);

        Entry received = inbound.find(shop, entry).orElseThrow();
        assertThat(received.lines().stream().mapToLong(Line::receivedUnits).sum())
                .isEqualTo(boxes + 30);
        assertThat(onHand()).isEqualTo(before + boxes + 30);
        Ledger.assertSound(backend.database());
    }

    @Test
    void ofDifferentScansUnderOneKeyOneIsCounted() throws Exception {
        String entry = announced();
        long before = onHand();
        List<Callable<Outcome<Entry, ReceivingRejection>>> calls = new ArrayList<>();
        for (int scanner = 0; scanner < 12; scanner++) {
            Scan scan = scan(SKUS.get(scanner % 3), 1 + scanner, "caja-1");
            calls.add(() -> inbound.receive(shop, entry, scan, null));
        }

        List<Outcome<Entry, ReceivingRejection>> answers = TestBackend.race(calls);

        assertThat(answers).filteredOn(answer -> answer instanceof Outcome.Ok).hasSize(1);
        assertThat(answers)
                .filteredOn(Outcome.rejected(new KeyTaken("caja-1"))::equals)
                .hasSize(11);
        int counted = answers.stream()
                        .map(answer -> answer instanceof Outcome.Ok)
                        .toList()
                        .indexOf(true)
                + 1;
        assertThat(onHand()).isEqualTo(before + counted);
        Ledger.assertSound(backend.database());
    }

    @Test
    void nothingIsReceivedAfterAClosingThatWonTheRace() throws Exception {
        String entry = announced();
        long before = onHand();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int scanner = 0; scanner < 20; scanner++) {
            Scan scan = scan(SKUS.get(scanner % 3), 1, "caja-" + scanner);
            calls.add(() -> isAccepted(entry, scan));
        }
        calls.add(10, () -> {
            inbound.close(shop, entry);
            return false;
        });

        long accepted = TestBackend.race(calls).stream().filter(done -> done).count();

        Entry closed = inbound.find(shop, entry).orElseThrow();
        assertThat(closed.header().status()).isEqualTo(EntryStatus.CLOSED);
        assertThat(closed.lines().stream().mapToLong(Line::receivedUnits).sum()).isEqualTo(accepted);
        assertThat(onHand()).isEqualTo(before + accepted);
        assertThat(backend.database()
                        .get(Scans.class, "SELECT count(*) AS count FROM inbound_scan WHERE shop_id = ?", shop.value())
                        .count())
                .isEqualTo(accepted);
        Ledger.assertSound(backend.database());
    }

    private String announced() {
        List<NewEntry.Line> lines = SKUS.subList(0, 2).stream()
                .map(sku -> new NewEntry.Line(sku, Optional.of(10L)))
                .toList();
        return backend.accepted(tx -> inbound.announce(tx, shop, new NewEntry(lines, null, null)))
                .token();
    }

    private static Scan scan(String sku, long units, @Nullable String key) {
        return new Scan(new Scan.Code.Sku(sku), units, key);
    }

    private boolean isAccepted(String entry, Scan scan) {
        return inbound.receive(shop, entry, scan, null) instanceof Outcome.Ok;
    }

    private long onHand() {
        return SKUS.stream()
                .mapToLong(sku -> Ledger.level(backend.database(), sku).onHand())
                .sum();
    }
}
