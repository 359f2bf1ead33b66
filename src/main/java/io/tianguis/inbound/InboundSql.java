package io.tianguis.inbound;

import io.tianguis.catalog.Sellable;
import io.tianguis.platform.sql.Results;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.StockedVariant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on the entries' tables. */
final class InboundSql {

    record AnnouncedLine(Sellable variant, long units) {}

    /**
     * An entry whose row is locked.
     *
     * @param sameKey the scan of this entry that had the key in question
     */
    record Locked(long entryId, EntryStatus status, Optional<Counted> sameKey) {}

    /** What a scan said; either the SKU or the EAN is null. */
    record Counted(@Nullable String sku, @Nullable String ean, long units) {

        static Counted of(Scan scan) {
            return switch (scan.code()) {
                case Scan.Code.Sku(String sku) -> new Counted(sku, null, scan.units());
                case Scan.Code.Ean(String ean) -> new Counted(null, ean, scan.units());
            };
        }
    }

    private InboundSql() {}

    /** The whole entry in one statement: entry, lines, its place in the list; answers its id. */
    static long insert(Tx tx, ShopId shop, String token, NewEntry entry, List<AnnouncedLine> lines, Instant now) {
        record Inserted(long entryId) {}
        return tx.get(
                        Inserted.class,
                        """
                        WITH entry AS (
                            INSERT INTO inbound_entry (shop_id, token, carrier, tracking_number, created_at)
                            VALUES (?, ?, ?, ?, ?)
                            RETURNING shop_id, entry_id),
                        line AS (
                            INSERT INTO inbound_line (shop_id, entry_id, variant_id, sku, ean, title, announced_units)
                            SELECT entry.shop_id, entry.entry_id, l.variant_id, l.sku, l.ean, l.title, l.units
                              FROM entry,
                                   unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                                       WITH ORDINALITY AS l(variant_id, sku, ean, title, units, position)
                             ORDER BY l.position),
                        listed AS (
                            INSERT INTO inbound_list_change (shop_id, list, id, delta)
                            SELECT shop_id, 'all', entry_id, 1 FROM entry)
                        SELECT entry_id FROM entry
                        """,
                        shop.value(),
                        token,
                        entry.carrier(),
                        entry.trackingNumber(),
                        now,
                        lines.stream().map(line -> line.variant().variantId()).toArray(Long[]::new),
                        lines.stream().map(line -> line.variant().sku()).toArray(String[]::new),
                        lines.stream().map(line -> line.variant().ean()).toArray(String[]::new),
                        lines.stream().map(line -> line.variant().title()).toArray(String[]::new),
                        lines.stream().map(AnnouncedLine::units).toArray(Long[]::new))
                .entryId();
    }

    /** By {@code inbound_entry_token_unique}. */
    static Optional<Long> findId(Statements statements, ShopId shop, String token) {
        record Found(long entryId) {}
        return statements
                .find(
                        Found.class,
                        "SELECT entry_id FROM inbound_entry WHERE shop_id = ? AND token = ?",
                        shop.value(),
                        token)
                .map(Found::entryId);
    }

    /** By {@code inbound_entry_pk} and {@code inbound_line_pk}. */
    static Optional<Entry> find(Statements statements, ShopId shop, long entryId) {
        return statements.together("""
                SELECT * FROM inbound_entry WHERE shop_id = ? AND entry_id = ?;
                SELECT * FROM inbound_line WHERE shop_id = ? AND entry_id = ? ORDER BY line_id
                """, InboundSql::entry, shop.value(), entryId, shop.value(), entryId);
    }

    private static Optional<Entry> entry(Results results) {
        Optional<Entry.Header> header = results.find(Entry.Header.class);
        List<Entry.Line> lines = results.list(Entry.Line.class);
        return header.map(found -> new Entry(found, lines));
    }

    /** Newest first, by {@code inbound_entry_pk}. */
    static List<Entry.Header> list(Statements statements, ShopId shop, long fromId, long skip, int most) {
        return statements.list(Entry.Header.class, """
                SELECT *
                  FROM inbound_entry
                 WHERE shop_id = ? AND entry_id <= ?
                 ORDER BY entry_id DESC
                OFFSET ? LIMIT ?
                """, shop.value(), fromId, skip, most);
    }

    /**
     * Locks an entry, then looks for a scan: the second statement begins after the lock is held, so it sees what the lock's
     * last holder wrote.
     *
     * @param scanKey null matches no scan
     */
    static Optional<Locked> lock(Tx tx, ShopId shop, long entryId, @Nullable String scanKey) {
        record Row(EntryStatus status) {}
        return tx.together(
                """
                SELECT status FROM inbound_entry WHERE shop_id = ? AND entry_id = ? FOR UPDATE;
                SELECT sku, ean, units FROM inbound_scan WHERE shop_id = ? AND entry_id = ? AND scan_key = ?
                """,
                results -> {
                    Optional<Row> entry = results.find(Row.class);
                    Optional<Counted> sameKey = results.find(Counted.class);
                    return entry.map(row -> new Locked(entryId, row.status(), sameKey));
                },
                shop.value(),
                entryId,
                shop.value(),
                entryId,
                scanKey);
    }

    /** Entry, line and key in one statement; the entry's row is locked. */
    static void receive(Tx tx, ShopId shop, long entryId, Scan scan, StockedVariant variant, Instant now) {
        Counted counted = Counted.of(scan);
        tx.update(
                """
                WITH scan AS (
                    INSERT INTO inbound_scan (shop_id, entry_id, scan_key, sku, ean, units, at)
                    SELECT ?, ?, s.scan_key, ?, ?, ?, ?
                      FROM (SELECT ?::text) AS s(scan_key)
                     WHERE s.scan_key IS NOT NULL),
                line AS (
                    INSERT INTO inbound_line AS l (shop_id, entry_id, variant_id, sku, ean, title,
                                                   announced_units, received_units, arrived_at)
                    VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)
                        ON CONFLICT (shop_id, entry_id, variant_id) DO UPDATE
                       SET received_units = l.received_units + excluded.received_units,
                           arrived_at = coalesce(l.arrived_at, excluded.arrived_at))
                UPDATE inbound_entry
                   SET status = 'receiving',
                       arrived_at = coalesce(arrived_at, ?),
                       receiving_began_at = CASE WHEN status = 'receiving' THEN receiving_began_at ELSE ? END
                 WHERE shop_id = ? AND entry_id = ?
                """,
                shop.value(),
                entryId,
                counted.sku(),
                counted.ean(),
                counted.units(),
                now,
                scan.key(),
                shop.value(),
                entryId,
                variant.variantId(),
                variant.sku(),
                variant.ean(),
                variant.title(),
                scan.units(),
                now,
                now,
                now,
                shop.value(),
                entryId);
    }

    static void close(Tx tx, ShopId shop, long entryId, Instant now) {
        tx.update(
                "UPDATE inbound_entry SET status = 'closed', closed_at = ? WHERE shop_id = ? AND entry_id = ?",
                now,
                shop.value(),
                entryId);
    }

    static void reopen(Tx tx, ShopId shop, long entryId, Instant now) {
        tx.update(
                "UPDATE inbound_entry SET status = 'reopened', reopened_at = ? WHERE shop_id = ? AND entry_id = ?",
                now,
                shop.value(),
                entryId);
    }
}
