package io.tianguis.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.inbound.AnnouncementRejection.InvalidLines;
import io.tianguis.inbound.Entry.Header;
import io.tianguis.inbound.Entry.Line;
import io.tianguis.inbound.ReceivingRejection.AmbiguousEan;
import io.tianguis.inbound.ReceivingRejection.EntryClosed;
import io.tianguis.inbound.ReceivingRejection.EntryNotClosed;
import io.tianguis.inbound.ReceivingRejection.EntryNotFound;
import io.tianguis.inbound.ReceivingRejection.KeyTaken;
import io.tianguis.inbound.ReceivingRejection.UnknownCode;
import io.tianguis.inbound.Scan.Code.Ean;
import io.tianguis.inbound.Scan.Code.Sku;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.StockedVariant;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboundTest {

    private static final String PAQ_EAN = "07852236842";

    private final TestBackend backend = new TestBackend();
    private final Inbound inbound = backend.get().inbound();
    private final ShopId shop = backend.shop().id();

    private record Movement(long delta, String reason, String reference, String actor) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aStrangersEntriesAreUnknown() {
        EntryAnnounced entry = announced(line(World.PAQ, 1));
        ShopId stranger = backend.stranger().id();
        for (String name : List.of(entry.token(), Long.toString(entry.entryId()))) {
            Outcome<Entry, ReceivingRejection> unknown = Outcome.rejected(new EntryNotFound(name));
            assertThat(inbound.find(stranger, name)).isEmpty();
            assertThat(inbound.receive(stranger, name, scan("AJENO-1", 1), null))
                    .isEqualTo(unknown);
            assertThat(inbound.close(stranger, name)).isEqualTo(unknown);
            assertThat(inbound.reopen(stranger, name)).isEqualTo(unknown);
        }
        assertThat(inbound.list(stranger, 0, 50)).isEqualTo(new Inbound.Page(0, List.of()));
        assertThat(inbound.receive(shop, entry.token(), scan("AJENO-1", 1), null))
                .isEqualTo(Outcome.rejected(new UnknownCode(new Sku("AJENO-1"))));
        assertThat(announce(line("AJENO-1", 1))).isEqualTo(Outcome.rejected(new InvalidLines(List.of("AJENO-1"))));
    }

    @Test
    void anAnnouncementIsKeptWithItsLinesAndChangesNoStock() {
        NewEntry asked = new NewEntry(List.of(line(World.TERMO, 5), line(World.PAQ, 0)), "Estafeta", "GUIA-1");
        EntryAnnounced announced = backend.accepted(tx -> inbound.announce(tx, shop, asked));

        assertThat(announced.token()).matches("ENT[A-Za-z0-9_-]{19}");
        Entry entry = found(announced.token());
        assertThat(entry.header())
                .isEqualTo(new Header(
                        announced.entryId(),
                        announced.token(),
                        EntryStatus.OPEN,
                        "Estafeta",
                        "GUIA-1",
                        backend.clock().now(),
                        null,
                        null,
                        null,
                        null));
        assertThat(entry.lines()).extracting(Line::sku).containsExactly(World.TERMO, World.PAQ);
        assertThat(entry.lines()).extracting(Line::ean).containsExactly(null, PAQ_EAN);
        assertThat(entry.lines()).extracting(Line::title).containsExactly("Termo 1 litro", "Paquete ecológico");
        assertThat(entry.lines()).extracting(Line::announcedUnits).containsExactly(5L, 0L);
        assertThat(entry.lines()).allMatch(line -> line.receivedUnits() == 0 && line.arrivedAt() == null);
        assertThat(item(World.TERMO).onHand()).isEqualTo(5);
        Ledger.assertSound(backend.database());
    }

    @Test
    void anEntryIsFoundByItsTokenAndByItsIdWithZerosOrWithout() {
        EntryAnnounced announced = announced(line(World.PAQ, 1));
        String id = Long.toString(announced.entryId());
        for (String name : List.of(announced.token(), id, "00" + id)) {
            assertThat(found(name).header().token()).isEqualTo(announced.token());
        }
        for (String name : List.of("", "ENT", announced.token().toLowerCase(Locale.ROOT), "-" + id, "9".repeat(40))) {
            assertThat(inbound.find(shop, name)).as(name).isEmpty();
        }
    }

    @Test
    void everyLineThatCannotBeAnnouncedIsToldAndNothingIsAnnounced() {
        long before = inbound.list(shop, 0, 1).total();
        assertThat(announce(
                        line(World.PAQ, 1),
                        line("NADIE-1", 1),
                        line(World.MULTI, -1),
                        new NewEntry.Line(World.TERMO, Optional.empty()),
                        line(World.SOLD_OUT, NewEntry.MAX_UNITS + 1),
                        line(World.BACK_ORDER, NewEntry.MAX_UNITS)))
                .isEqualTo(Outcome.rejected(
                        new InvalidLines(List.of("NADIE-1", World.MULTI, World.TERMO, World.SOLD_OUT))));
        assertThat(inbound.list(shop, 0, 1).total()).isEqualTo(before);
    }

    @Test
    void unitsAreReceivedInPartsBySkuOrEanAndEachPartEntersTheStock() {
        String entry = announced(line(World.PAQ, 10), line(World.TERMO, 5)).token();
        long before = item(World.PAQ).onHand();

        backend.clock().advance(Duration.ofHours(1));
        Instant first = backend.clock().now();
        Entry afterFirst = received(entry, scan(World.PAQ, 4));
        backend.clock().advance(Duration.ofHours(1));
        Entry afterSecond = received(entry, new Scan(new Ean(PAQ_EAN), 3, null));

        assertThat(afterFirst.lines()).extracting(Line::receivedUnits).containsExactly(4L, 0L);
        assertThat(afterSecond.lines()).extracting(Line::receivedUnits).containsExactly(7L, 0L);
        assertThat(afterSecond.lines()).extracting(Line::differenceUnits).containsExactly(-3L, -5L);
        assertThat(afterSecond.lines()).extracting(Line::arrivedAt).containsExactly(first, null);
        assertThat(afterSecond.header().status()).isEqualTo(EntryStatus.RECEIVING);
        assertThat(afterSecond.header().arrivedAt()).isEqualTo(first);
        assertThat(afterSecond.header().receivingBeganAt()).isEqualTo(first);
        assertThat(found(entry)).isEqualTo(afterSecond);
        assertThat(item(World.PAQ).onHand()).isEqualTo(before + 7);
        assertThat(movements(World.PAQ)).endsWith(movement(4, afterSecond), movement(3, afterSecond));
        Ledger.assertSound(backend.database());
    }

    @Test
    void moreThanAnnouncedAndWhatWasNotAnnouncedIsReceivedAndTheDifferenceKept() {
        String entry = announced(line(World.PAQ, 2)).token();
        received(entry, scan(World.PAQ, 5));
        received(entry, scan(World.MULTI, 1));
        received(entry, scan(World.MULTI, 1));
        Entry closed = accepted(inbound.close(shop, entry));

        assertThat(closed.lines()).extracting(Line::sku).containsExactly(World.PAQ, World.MULTI);
        assertThat(closed.lines()).extracting(Line::announcedUnits).containsExactly(2L, 0L);
        assertThat(closed.lines()).extracting(Line::receivedUnits).containsExactly(5L, 2L);
        assertThat(closed.lines()).extracting(Line::differenceUnits).containsExactly(3L, 2L);
        assertThat(item(World.MULTI).onHand()).isEqualTo(12);
        Ledger.assertSound(backend.database());
    }

    @Test
    void theSameScanSentAgainAddsOnceAndADifferentOneUnderItsKeyIsRefused() {
        String entry = announced(line(World.PAQ, 10)).token();
        long before = item(World.PAQ).onHand();
        Scan scan = new Scan(new Sku(World.PAQ), 4, "caja-1");
        Entry first = received(entry, scan);

        assertThat(received(entry, scan)).isEqualTo(first);
        for (Scan other : List.of(
                new Scan(new Sku(World.PAQ), 5, "caja-1"),
                new Scan(new Sku(World.MULTI), 4, "caja-1"),
                new Scan(new Ean(PAQ_EAN), 4, "caja-1"))) {
            assertThat(inbound.receive(shop, entry, other, null)).isEqualTo(Outcome.rejected(new KeyTaken("caja-1")));
        }
        assertThat(received(entry, new Scan(new Sku(World.PAQ), 4, "caja-2"))
                        .lines()
                        .getFirst()
                        .receivedUnits())
                .isEqualTo(8);
        received(announced(line(World.PAQ, 1)).token(), scan);
        assertThat(item(World.PAQ).onHand()).isEqualTo(before + 12);
        Ledger.assertSound(backend.database());
    }

    @Test
    void aScanThatWasCountedIsConfirmedAfterTheEntryWasClosedToo() {
        String entry = announced(line(World.PAQ, 10)).token();
        Scan scan = new Scan(new Sku(World.PAQ), 4, "caja-1");
        received(entry, scan);
        Entry closed = accepted(inbound.close(shop, entry));

        assertThat(received(entry, scan)).isEqualTo(closed);
        assertThat(inbound.receive(shop, entry, new Scan(new Sku(World.PAQ), 4, "caja-2"), null))
                .isEqualTo(Outcome.rejected(new EntryClosed(closed.header().entryId())));
    }

    @Test
    void aClosedEntryReceivesAgainOnlyAfterItWasReopened() {
        EntryAnnounced announced = announced(line(World.PAQ, 10));
        String entry = announced.token();
        EntryClosed isClosed = new EntryClosed(announced.entryId());
        Instant began = backend.clock().now();
        received(entry, scan(World.PAQ, 1));
        assertThat(inbound.reopen(shop, entry))
                .isEqualTo(Outcome.rejected(new EntryNotClosed(announced.entryId(), EntryStatus.RECEIVING)));

        backend.clock().advance(Duration.ofDays(1));
        Instant closedAt = backend.clock().now();
        Header closed = accepted(inbound.close(shop, entry)).header();
        assertThat(closed.status()).isEqualTo(EntryStatus.CLOSED);
        assertThat(closed.closedAt()).isEqualTo(closedAt);
        assertThat(inbound.close(shop, entry)).isEqualTo(Outcome.rejected(isClosed));
        assertThat(inbound.receive(shop, entry, scan(World.PAQ, 1), null)).isEqualTo(Outcome.rejected(isClosed));

        backend.clock().advance(Duration.ofDays(1));
        Instant reopenedAt = backend.clock().now();
        Header reopened = accepted(inbound.reopen(shop, entry)).header();
        assertThat(reopened.status()).isEqualTo(EntryStatus.REOPENED);
        assertThat(reopened.closedAt()).isEqualTo(closedAt);
        assertThat(reopened.reopenedAt()).isEqualTo(reopenedAt);
        assertThat(reopened.receivingBeganAt()).isEqualTo(began);

        backend.clock().advance(Duration.ofDays(1));
        Header again = received(entry, scan(World.PAQ, 1)).header();
        assertThat(again.status()).isEqualTo(EntryStatus.RECEIVING);
        assertThat(again.arrivedAt()).isEqualTo(began);
        assertThat(again.receivingBeganAt()).isEqualTo(backend.clock().now());
        assertThat(again.reopenedAt()).isEqualTo(reopenedAt);
    }

    @Test
    void anEntryOfWhichNothingCameCanBeClosed() {
        Header closed = accepted(
                        inbound.close(shop, announced(line(World.PAQ, 10)).token()))
                .header();
        assertThat(closed.status()).isEqualTo(EntryStatus.CLOSED);
        assertThat(closed.arrivedAt()).isNull();
        assertThat(closed.receivingBeganAt()).isNull();
    }

    @Test
    void refusalsOfReceivingComeInTheirOrder() {
        EntryAnnounced announced = announced(line(World.PAQ, 10));
        String entry = announced.token();
        received(entry, new Scan(new Sku(World.PAQ), 1, "caja-1"));
        Scan unknownUnderATakenKey = new Scan(new Sku("NADIE-1"), 1, "caja-1");
        Scan unknown = new Scan(new Sku("NADIE-1"), 1, null);

        assertThat(inbound.receive(shop, "999", unknownUnderATakenKey, null))
                .isEqualTo(Outcome.rejected(new EntryNotFound("999")));
        accepted(inbound.close(shop, entry));
        assertThat(inbound.receive(shop, entry, unknownUnderATakenKey, null))
                .isEqualTo(Outcome.rejected(new KeyTaken("caja-1")));
        assertThat(inbound.receive(shop, entry, unknown, null))
                .isEqualTo(Outcome.rejected(new EntryClosed(announced.entryId())));
        accepted(inbound.reopen(shop, entry));
        assertThat(inbound.receive(shop, entry, unknown, null))
                .isEqualTo(Outcome.rejected(new UnknownCode(new Sku("NADIE-1"))));
        assertThat(inbound.receive(shop, entry, new Scan(new Ean("99999999"), 1, null), null))
                .isEqualTo(Outcome.rejected(new UnknownCode(new Ean("99999999"))));
    }

    @Test
    void anEanOfSeveralSkusIsRefusedAndNamesThem() {
        NewVariant twin = new NewVariant(
                List.of(),
                "PAQ-GEMELO",
                PAQ_EAN,
                100,
                null,
                null,
                null,
                NewVariant.Dimensions.UNKNOWN,
                NewVariant.MarketplaceSkus.NONE,
                NewVariant.Customs.NONE,
                null);
        backend.database()
                .transaction(
                        tx -> backend.get()
                                .stock()
                                .register(tx, shop, List.of(NewProduct.unpublished("Paquete gemelo", twin))),
                        done -> true);
        String entry = announced(line(World.PAQ, 10)).token();

        assertThat(inbound.receive(shop, entry, new Scan(new Ean(PAQ_EAN), 1, null), null))
                .isEqualTo(Outcome.rejected(new AmbiguousEan(PAQ_EAN, List.of(World.PAQ, "PAQ-GEMELO"))));
        assertThat(found(entry).header().status()).isEqualTo(EntryStatus.OPEN);
        assertThat(received(entry, scan("PAQ-GEMELO", 1)).lines()).hasSize(2);
    }

    @Test
    void aListShowsThePagesOfOneShopNewestFirst() {
        long earlier = inbound.list(shop, 0, 1).total();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.addFirst(announced(line(World.PAQ, i)).entryId());
            inbound.foldLists();
        }
        backend.accepted(tx ->
                inbound.announce(tx, backend.stranger().id(), new NewEntry(List.of(line("AJENO-1", 1)), null, null)));

        Inbound.Page page = inbound.list(shop, 2, 3);
        assertThat(page.total()).isEqualTo(earlier + 7);
        assertThat(page.entries()).extracting(Header::entryId).isEqualTo(ids.subList(2, 5));
        assertThat(inbound.list(shop, earlier + 7, 3)).isEqualTo(new Inbound.Page(earlier + 7, List.of()));
    }

    @Test
    void whatIsOutOfBoundsIsNoScan() {
        assertThatIllegalArgumentException().isThrownBy(() -> scan(World.PAQ, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> scan(World.PAQ, NewEntry.MAX_UNITS + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scan(new Sku(World.PAQ), 1, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scan(new Sku(World.PAQ), 1, "k".repeat(256)));
        assertThatIllegalArgumentException().isThrownBy(() -> new NewEntry(List.of(), null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NewEntry(List.of(line(World.PAQ, 1), line(World.PAQ, 2)), null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NewEntry(List.of(line(World.PAQ, 1)), "c".repeat(256), null));
    }

    private static NewEntry.Line line(String sku, long units) {
        return new NewEntry.Line(sku, Optional.of(units));
    }

    private static Scan scan(String sku, long units) {
        return new Scan(new Sku(sku), units, null);
    }

    private static Movement movement(long delta, Entry entry) {
        return new Movement(delta, "inbound", "entry:" + entry.header().entryId(), "almacen");
    }

    private Outcome<EntryAnnounced, AnnouncementRejection> announce(NewEntry.Line... lines) {
        return backend.run(tx -> inbound.announce(tx, shop, new NewEntry(List.of(lines), null, null)));
    }

    private EntryAnnounced announced(NewEntry.Line... lines) {
        return accepted(announce(lines));
    }

    private Entry received(String entry, Scan scan) {
        return accepted(inbound.receive(shop, entry, scan, "almacen"));
    }

    private Entry found(String name) {
        return inbound.find(shop, name).orElseThrow();
    }

    private StockedVariant item(String sku) {
        return backend.get().stock().findBySku(shop, sku).orElseThrow();
    }

    private List<Movement> movements(String sku) {
        return backend.database()
                .list(Movement.class, """
                        SELECT delta, reason, reference, actor
                          FROM stock_movement
                         WHERE shop_id = ? AND variant_id = ?
                         ORDER BY movement_id
                        """, shop.value(), item(sku).variantId());
    }

    private static <T, R> T accepted(Outcome<T, R> outcome) {
        return outcome.fold(value -> value, rejection -> {
            throw new AssertionError("rejected: " + rejection);
        });
    }
}
