package io.tianguis.inbound;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.Sellable;
import io.tianguis.inbound.AnnouncementRejection.InvalidLines;
import io.tianguis.inbound.InboundSql.AnnouncedLine;
import io.tianguis.inbound.InboundSql.Locked;
import io.tianguis.inbound.ReceivingRejection.AmbiguousEan;
import io.tianguis.inbound.ReceivingRejection.EntryClosed;
import io.tianguis.inbound.ReceivingRejection.EntryNotClosed;
import io.tianguis.inbound.ReceivingRejection.EntryNotFound;
import io.tianguis.inbound.ReceivingRejection.KeyTaken;
import io.tianguis.inbound.ReceivingRejection.UnknownCode;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.RankedList;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.Arrival;
import io.tianguis.stock.MovementReason;
import io.tianguis.stock.Stock;
import io.tianguis.stock.StockedVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The door to the entries. Whatever changes one locks its row first, so that its scanners wait for each other there, and the
 * stock levels after it.
 *
 * <p>Where an entry is named by a text, that is its token, or its id in digits, zeros before it or not.
 */
public final class Inbound {

    private static final RankedList LIST = new RankedList("inbound_list");
    private static final String ALL = "all";
    private static final String TOKEN_PREFIX = "ENT";
    private static final int TOKEN_LENGTH = 19;
    private static final String URL_SAFE = Randomness.ALPHANUMERIC + "-_";
    private static final int MAX_ID_DIGITS = 18;

    private final Database database;
    private final Catalog catalog;
    private final Stock stock;
    private final Clock clock;
    private final Randomness randomness;

    public Inbound(Database database, Catalog catalog, Stock stock, Clock clock, Randomness randomness) {
        this.database = database;
        this.catalog = catalog;
        this.stock = stock;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Announces units, of which none enters stock until it is received. Rejected with {@link InvalidLines}. */
    public Outcome<EntryAnnounced, AnnouncementRejection> announce(Tx tx, ShopId shop, NewEntry entry) {
        Set<String> skus = entry.lines().stream().map(NewEntry.Line::sku).collect(Collectors.toSet());
        Map<String, Sellable> sellable = tx.run(catalog.sellableBySku(shop, skus)).stream()
                .collect(Collectors.toMap(variant -> String.valueOf(variant.sku()), Function.identity()));
        List<AnnouncedLine> announced = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (NewEntry.Line line : entry.lines()) {
            @Nullable Sellable variant = sellable.get(line.sku());
            if (variant == null || !line.isCountable()) {
                invalid.add(line.sku());
            } else {
                announced.add(new AnnouncedLine(variant, line.units().orElseThrow()));
            }
        }
        if (!invalid.isEmpty()) {
            return Outcome.rejected(new InvalidLines(List.copyOf(invalid)));
        }
        String token = TOKEN_PREFIX + randomness.text(TOKEN_LENGTH, URL_SAFE);
        long entryId = InboundSql.insert(tx, shop, token, entry, announced, clock.now());
        return Outcome.ok(new EntryAnnounced(entryId, token));
    }

    /** An entry by its token or its id. */
    public Optional<Entry> find(ShopId shop, String tokenOrId) {
        return entryId(shop, tokenOrId).flatMap(entryId -> InboundSql.find(database, shop, entryId));
    }

    /**
     * Some entries, newest first.
     *
     * @param total how many there are in all
     */
    public record Page(long total, List<Entry.Header> entries) {}

    /**
     * A page of the shop's entries, newest first. The last page costs what the first does.
     *
     * @param limit at most as many
     */
    public Page list(ShopId shop, long offset, int limit) {
        RankedList.Position position = LIST.position(database, shop.value(), ALL, offset);
        if (position.fromId() == null || limit == 0) {
            return new Page(position.total(), List.of());
        }
        return new Page(position.total(), InboundSql.list(database, shop, position.fromId(), position.skip(), limit));
    }

    /** Sums up how many entries there are, a bounded number of changes; true when there may be more to do. */
    public boolean foldLists() {
        return LIST.fold(database);
    }

    /**
     * Puts scanned units on the shelf and beside what was announced of them, however many that were; a variant that was not
     * announced gets a line of its own. A scan whose key the entry has seen changes nothing, also after the entry was
     * closed. Rejections in the order of the checks: {@link EntryNotFound}, {@link KeyTaken}, {@link EntryClosed},
     * {@link UnknownCode}, {@link AmbiguousEan}.
     *
     * @param actor who received them, null for nobody known
     */
    public Outcome<Entry, ReceivingRejection> receive(
            ShopId shop, String tokenOrId, Scan scan, @Nullable String actor) {
        List<StockedVariant> scanned =
                switch (scan.code()) {
                    case Scan.Code.Sku(String sku) ->
                        stock.findBySku(shop, sku).stream().toList();
                    case Scan.Code.Ean(String ean) -> stock.listByEan(shop, ean);
                };
        return changing(shop, tokenOrId, scan.key(), (tx, entry) -> received(tx, shop, entry, scan, scanned, actor));
    }

    private Optional<ReceivingRejection> received(
            Tx tx, ShopId shop, Locked entry, Scan scan, List<StockedVariant> scanned, @Nullable String actor) {
        if (entry.sameKey().isPresent()) {
            return entry.sameKey().get().equals(InboundSql.Counted.of(scan))
                    ? Optional.empty()
                    : Optional.of(new KeyTaken(Objects.requireNonNull(scan.key())));
        }
        if (entry.status() == EntryStatus.CLOSED) {
            return Optional.of(new EntryClosed(entry.entryId()));
        }
        if (scanned.isEmpty()) {
            return Optional.of(new UnknownCode(scan.code()));
        }
        if (scan.code() instanceof Scan.Code.Ean(String ean) && scanned.size() > 1) {
            return Optional.of(new AmbiguousEan(
                    ean,
                    scanned.stream()
                            .map(StockedVariant::sku)
                            .filter(Objects::nonNull)
                            .toList()));
        }
        StockedVariant variant = scanned.getFirst();
        InboundSql.receive(tx, shop, entry.entryId(), scan, variant, clock.now());
        stock.receive(
                tx,
                shop,
                List.of(new Arrival(variant.variantId(), scan.units())),
                MovementReason.INBOUND,
                "entry:" + entry.entryId(),
                actor);
        return Optional.empty();
    }

    /**
     * Ends the receiving; what was announced and did not come stays as the difference of its line. Rejections in the order
     * of the checks: {@link EntryNotFound}, {@link EntryClosed}.
     */
    public Outcome<Entry, ReceivingRejection> close(ShopId shop, String tokenOrId) {
        return changing(shop, tokenOrId, null, (tx, entry) -> {
            if (entry.status() == EntryStatus.CLOSED) {
                return Optional.of(new EntryClosed(entry.entryId()));
            }
            InboundSql.close(tx, shop, entry.entryId(), clock.now());
            return Optional.empty();
        });
    }

    /**
     * Lets a closed entry receive again. Rejections in the order of the checks: {@link EntryNotFound},
     * {@link EntryNotClosed}.
     */
    public Outcome<Entry, ReceivingRejection> reopen(ShopId shop, String tokenOrId) {
        return changing(shop, tokenOrId, null, (tx, entry) -> {
            if (entry.status() != EntryStatus.CLOSED) {
                return Optional.of(new EntryNotClosed(entry.entryId(), entry.status()));
            }
            InboundSql.reopen(tx, shop, entry.entryId(), clock.now());
            return Optional.empty();
        });
    }

    /** Locks an entry, changes it, and answers what it became. */
    private Outcome<Entry, ReceivingRejection> changing(
            ShopId shop,
            String tokenOrId,
            @Nullable String scanKey,
            BiFunction<Tx, Locked, Optional<ReceivingRejection>> change) {
        Optional<Long> entryId = entryId(shop, tokenOrId);
        if (entryId.isEmpty()) {
            return Outcome.rejected(new EntryNotFound(tokenOrId));
        }
        return database.transaction(tx -> {
            Optional<Locked> entry = InboundSql.lock(tx, shop, entryId.get(), scanKey);
            if (entry.isEmpty()) {
                return Outcome.rejected(new EntryNotFound(tokenOrId));
            }
            return change.apply(tx, entry.get())
                    .<Outcome<Entry, ReceivingRejection>>map(Outcome::rejected)
                    .orElseGet(() ->
                            Outcome.ok(InboundSql.find(tx, shop, entryId.get()).orElseThrow()));
        });
    }

    /** The id that a text says, whether or not there is such an entry, or that its token has; neither ever changes. */
    private Optional<Long> entryId(ShopId shop, String tokenOrId) {
        if (!tokenOrId.isEmpty() && tokenOrId.chars().allMatch(character -> character >= '0' && character <= '9')) {
            return tokenOrId.length() > MAX_ID_DIGITS ? Optional.empty() : Optional.of(Long.parseLong(tokenOrId));
        }
        return InboundSql.findId(database, shop, tokenOrId);
    }
}
