package io.tianguis.stock;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.Catalog.Created;
import io.tianguis.catalog.Catalog.Registered;
import io.tianguis.catalog.CatalogRejection;
import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.Product;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.catalog.VariantChange;
import io.tianguis.catalog.VariantRejection;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.ConstraintViolation;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Gathering;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The door to the ledger and to what can be sold. Levels change by deltas, in one statement with their movements, and rows
 * are locked in the order of their variants' ids.
 */
public final class Stock {

    private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T23:59:59Z");

    private final Database database;
    private final Catalog catalog;
    private final Clock clock;
    private final Gathering<ShopId, String, Availability> availability;
    private final Gathering<ShopId, Long, StockedProduct> products;

    public Stock(Database database, Catalog catalog, Clock clock) {
        this.database = database;
        this.catalog = catalog;
        this.clock = clock;
        this.availability = new Gathering<>(
                (shop, sku) -> StockSql.findAvailability(database, shop, sku),
                (shop, skus) -> StockSql.listAvailability(database, shop, skus).stream()
                        .collect(Collectors.toMap(Availability::sku, Function.identity())));
        this.products = new Gathering<>(
                (shop, productId) -> StockedProduct.find(database, catalog, shop, productId),
                (shop, productIds) -> listProducts(shop, productIds).stream()
                        .collect(Collectors.toMap(product -> product.product().productId(), Function.identity())));
    }

    /**
     * What came of registering items.
     *
     * @param saved in the order asked for
     * @param taken the indexes of those whose SKU the shop had already
     * @param repeated the indexes of those whose SKU an earlier one of the same call has
     */
    public record Registration(List<StockedVariant> saved, List<Integer> taken, List<Integer> repeated) {

        public boolean isComplete() {
            return taken.isEmpty() && repeated.isEmpty();
        }
    }

    /** Registers products of one variant with a SKU each, with no units; those whose SKU is taken are left out. */
    public Registration register(Tx tx, ShopId shop, List<NewProduct> items) {
        Set<String> skus = new HashSet<>();
        List<Integer> repeated = new ArrayList<>();
        List<Integer> asked = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            @Nullable String sku = items.get(index).variants().getFirst().sku();
            (sku == null || skus.add(sku) ? asked : repeated).add(index);
        }
        List<Registered> registered =
                catalog.register(tx, shop, asked.stream().map(items::get).toList());
        List<Long> variantIds = registered.stream().map(Registered::variantId).toList();
        StockSql.open(
                tx,
                shop,
                variantIds,
                variantIds.stream().map(id -> OpeningStock.NONE).toList(),
                clock.now());
        Set<Integer> saved = new HashSet<>();
        registered.forEach(item -> saved.add(asked.get(item.index())));
        return new Registration(
                StockSql.listByIds(tx, shop, variantIds),
                asked.stream().filter(index -> !saved.contains(index)).toList(),
                repeated);
    }

    /**
     * Creates a product with its variants and what there is of each. Rejections as {@link Catalog#create}.
     *
     * @param openings one for each variant, in their order
     */
    public Outcome<Created, CatalogRejection> create(
            Tx tx, ShopId shop, NewProduct product, List<OpeningStock> openings) {
        Outcome<Created, CatalogRejection> outcome = catalog.create(tx, shop, product);
        if (outcome instanceof Outcome.Ok<Created, CatalogRejection>(Created created)) {
            StockSql.open(tx, shop, created.variantIds(), openings, clock.now());
        }
        return outcome;
    }

    /**
     * Deletes an item, which open orders must not hold; with the last variant of a product goes the product. Otherwise as
     * {@link Products#deleteVariant}. Rejections in the order of the checks: {@code ItemNotFound}, {@code AlreadyDeleted},
     * {@code UnitsReserved}.
     *
     * @param actor who deletes it, kept with the movement
     * @return the variant's id
     */
    public Outcome<Long, DeletionRejection> delete(ShopId shop, long variantId, String actor) {
        VariantDeletion deletion = new VariantDeletion(catalog, clock, shop, actor);
        return database.transaction(tx -> deletion.delete(tx, variantId)
                .<Outcome<Long, DeletionRejection>>map(deleted -> {
                    if (deleted.reserved() > 0) {
                        return Outcome.rejected(new DeletionRejection.UnitsReserved(deleted.reserved()));
                    }
                    catalog.deleteEmptyProduct(tx, shop, deleted.productId());
                    return Outcome.ok(variantId);
                })
                .orElseGet(() -> Outcome.rejected(
                        ClosedLevelsSql.isClosed(tx, shop, variantId)
                                ? new DeletionRejection.AlreadyDeleted()
                                : new DeletionRejection.ItemNotFound())));
    }

    /** How much of a SKU can be sold; letter case matters. */
    public Optional<Availability> findAvailability(ShopId shop, String sku) {
        return availability.find(shop, sku);
    }

    /** The item of a SKU; letter case matters. */
    public Optional<StockedVariant> findBySku(ShopId shop, String sku) {
        return StockSql.findBySku(database, shop, sku);
    }

    /** The item of an EAN, digit by digit; of several, the one that was registered last. */
    public Optional<StockedVariant> findByEan(ShopId shop, String ean) {
        return StockSql.findByEan(database, shop, ean);
    }

    /** Items that have an EAN, in the order of their ids, at most 10: whoever finds two cannot tell which one is meant. */
    public List<StockedVariant> listByEan(ShopId shop, String ean) {
        return StockSql.listByEan(database, shop, ean);
    }

    /** The item of a variant's web id. */
    public Optional<StockedVariant> findByWebId(ShopId shop, String webId) {
        return StockSql.findByWebId(database, shop, webId);
    }

    /** A product with its variants and their levels, by its web id, else by the SKU of one of its variants. */
    public Optional<StockedProduct> findProduct(ShopId shop, String webIdOrSku) {
        return catalog.findProductId(database, shop, webIdOrSku).flatMap(productId -> findProduct(shop, productId));
    }

    /** A product with its variants and their levels. */
    public Optional<StockedProduct> findProduct(ShopId shop, long productId) {
        return products.find(shop, productId);
    }

    /** Those of some products that are not deleted, with their variants and their levels. */
    public List<StockedProduct> listProducts(ShopId shop, List<Long> productIds) {
        return productIds.isEmpty()
                ? List.of()
                : StockedProduct.list(database, shop, catalog.listProducts(database, shop, productIds));
    }

    /** Those of some products that are not deleted, in any order. */
    public List<ProductSummary> summarize(ShopId shop, List<Long> productIds) {
        return productIds.isEmpty() ? List.of() : StockSql.summarize(database.searches(), shop, productIds);
    }

    /** A variant that is offered to buyers, with its product. */
    public record Offered(Product product, StockedVariant variant) {}

    /** Those of some variants that are offered to buyers, as {@link Catalog#offered} says, in the order given. */
    public List<Offered> listOffered(ShopId shop, List<Long> variantIds) {
        List<StockedVariant> variants =
                variantIds.isEmpty() ? List.of() : StockSql.listByIds(database, shop, variantIds);
        Map<Long, Product> products = catalog
                .listProducts(
                        database,
                        shop,
                        variants.stream()
                                .map(StockedVariant::productId)
                                .distinct()
                                .toList())
                .stream()
                .map(Catalog.WithOptions::product)
                .filter(product -> product.status() == ProductStatus.ACTIVE)
                .collect(Collectors.toMap(Product::productId, Function.identity()));
        List<Offered> offered = new ArrayList<>();
        for (StockedVariant variant : variants) {
            Optional.ofNullable(products.get(variant.productId()))
                    .ifPresent(product -> offered.add(new Offered(product, variant)));
        }
        return offered;
    }

    /**
     * An item of a list.
     *
     * @param description of the product
     * @param pictures its own, then the product's
     */
    public record Listed(StockedVariant item, @Nullable String description, List<String> pictures) {

        static Listed of(StockedVariant item, Catalog.Listed variant) {
            List<String> pictures = Stream.concat(Stream.ofNullable(item.imageUrl()), variant.imageUrls().stream())
                    .distinct()
                    .toList();
            return new Listed(item, variant.description(), pictures);
        }
    }

    /**
     * Some items, newest first.
     *
     * @param total how many there are in all
     */
    public record Page(long total, List<Listed> items) {}

    /**
     * A page of the shop's items, newest first. The last page costs what the first does.
     *
     * @param limit at most as many
     */
    public Page list(ShopId shop, long offset, int limit) {
        Catalog.Page page = catalog.list(shop, offset, limit);
        Map<Long, StockedVariant> items =
                StockSql.listByIds(
                                database,
                                shop,
                                page.variants().stream()
                                        .map(Catalog.Listed::variantId)
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(StockedVariant::variantId, Function.identity()));
        List<Listed> listed = new ArrayList<>();
        for (Catalog.Listed variant : page.variants()) {
            @Nullable StockedVariant item = items.get(variant.variantId());
            if (item != null) {
                listed.add(Listed.of(item, variant));
            }
        }
        return new Page(page.total(), listed);
    }

    /**
     * Changes what is said of an item, and not how much of it there is. Rejections in the order of the checks:
     * {@code SkuTaken}, {@code ItemNotFound}.
     */
    public Outcome<StockedVariant, ItemRejection> change(ShopId shop, long variantId, VariantChange change) {
        Optional<ItemRejection> refusal = refusal(shop, variantId, change.sku());
        if (refusal.isPresent()) {
            return Outcome.rejected(refusal.get());
        }
        Outcome<StockedVariant, VariantRejection> changed = database.transaction(tx -> switch (catalog.changeVariant(
                tx, shop, variantId, change)) {
            case Outcome.Rejected<Long, VariantRejection>(VariantRejection rejection) -> Outcome.rejected(rejection);
            case Outcome.Ok<Long, VariantRejection> _ ->
                StockSql.findById(tx, shop, variantId)
                        .<Outcome<StockedVariant, VariantRejection>>map(Outcome::ok)
                        .orElseGet(() -> Outcome.rejected(new VariantRejection.VariantNotFound()));
        });
        return switch (changed) {
            case Outcome.Ok<StockedVariant, VariantRejection>(StockedVariant item) -> Outcome.ok(item);
            case Outcome.Rejected<StockedVariant, VariantRejection>(VariantRejection rejection) ->
                switch (rejection) {
                    case VariantRejection.VariantNotFound _ -> Outcome.rejected(new ItemRejection.ItemNotFound());
                    // Taken since it was looked for: another look tells by which item.
                    case VariantRejection.SkuTaken _ -> change(shop, variantId, change);
                };
        };
    }

    /**
     * Why {@link #change(ShopId, long, VariantChange)} would be refused now, whatever else it says.
     *
     * @param sku that the item is to have, when that is to change
     */
    public Optional<ItemRejection> refusal(ShopId shop, long variantId, Optional<String> sku) {
        Optional<StockedVariant> holder = sku.flatMap(text -> StockSql.findBySku(database, shop, text))
                .filter(item -> item.variantId() != variantId);
        if (holder.isPresent()) {
            return Optional.of(new ItemRejection.SkuTaken(holder.get().variantId()));
        }
        return StockSql.findById(database, shop, variantId).isPresent()
                ? Optional.empty()
                : Optional.of(new ItemRejection.ItemNotFound());
    }

    /**
     * Changes what is said of an item. A change of the available units alone, which is what a point of sale sends all day,
     * is one round trip; anything more is one transaction. Rejections in the order of the checks: {@code ItemNotFound},
     * {@code SkuTaken}, {@code UnitsDiffer}, {@code UnitsOwed}.
     *
     * @param actor who changes it, kept with the movement
     */
    public Outcome<ItemChanged, StockRejection> change(ShopId shop, String webId, ItemChange change, String actor) {
        try {
            return change.variant().changesNothing()
                    ? counted(database, shop, webId, change, actor)
                    : database.transaction(tx -> change(tx, shop, webId, change, actor));
        } catch (ConstraintViolation violation) {
            return Outcome.rejected(owed(violation, new StockRejection.UnitsOwed()));
        }
    }

    /** The same within a transaction, where units that are owed are a broken constraint. */
    Outcome<ItemChanged, StockRejection> change(Tx tx, ShopId shop, String webId, ItemChange change, String actor) {
        if (change.variant().changesNothing()) {
            return counted(tx, shop, webId, change, actor);
        }
        return switch (catalog.changeVariant(tx, shop, webId, change.variant())) {
            case Outcome.Rejected<Long, VariantRejection>(VariantRejection rejection) ->
                Outcome.rejected(
                        switch (rejection) {
                            case VariantRejection.VariantNotFound _ -> new StockRejection.ItemNotFound(webId);
                            case VariantRejection.SkuTaken _ -> new StockRejection.SkuTaken();
                        });
            case Outcome.Ok<Long, VariantRejection> _ -> counted(tx, shop, webId, change, actor);
        };
    }

    private Outcome<ItemChanged, StockRejection> counted(
            Statements statements, ShopId shop, String webId, ItemChange change, String actor) {
        Optional<Outcome<ItemChanged, StockRejection>> changed = change.looksAtStock()
                ? StockSql.set(statements, shop, webId, change, actor, clock.now())
                : StockSql.findByWebId(statements, shop, webId)
                        .map(item -> Outcome.ok(new ItemChanged(item, item.available())));
        return changed.orElseGet(() -> Outcome.rejected(new StockRejection.ItemNotFound(webId)));
    }

    static <R> R owed(ConstraintViolation violation, R rejection) {
        return switch (violation.constraint()) {
            case "stock_level_never_oversold" -> rejection;
            default -> throw violation;
        };
    }

    /**
     * Holds units for the lines of an order. The lines of one variant are held as one sum, all or none: when its units
     * suffice, or when it takes back-orders.
     *
     * @return the numbers of the lines that are held; the others changed nothing
     */
    public Query<Set<Integer>> reserve(ShopId shop, long orderId, List<ReservationLine> lines) {
        return reserve(shop, List.of(new Reservation(orderId, lines))).map(List::getFirst);
    }

    /**
     * Holds units for the lines of several orders as for those of one: the lines of one variant, whatever their order, are
     * held as one sum.
     *
     * @return of each order the numbers of the lines that are held
     */
    public Query<List<Set<Integer>>> reserve(ShopId shop, List<Reservation> orders) {
        return StockSql.reserve(shop, orders);
    }

    /**
     * Takes units that are handed over at once off the shelf, each variant with a movement of reason sale for each sale. The
     * lines of one variant, whatever their sale, are sold as one sum, all or none: when what is on hand and not reserved
     * suffices, or when it takes back-orders; then units that the ledger did not know of are found by an adjustment first.
     *
     * @return of each sale the numbers of the lines that are sold; the others changed nothing
     */
    public Query<List<Set<Integer>>> sell(ShopId shop, List<CounterSale> sales) {
        return SaleSql.sell(shop, sales, clock.now());
    }

    /**
     * Takes the units that an order holds off the shelf, one movement a variant. An order that holds none takes none.
     *
     * @param reference what the movements name, such as {@code order:500001}
     * @param actor who ships, null for nobody known
     * @return rejected with the variants that lack units on hand, which back-ordered ones may; the caller then rolls back
     */
    public Outcome<Long, List<Shortage>> ship(
            Tx tx, ShopId shop, long orderId, String reference, @Nullable String actor) {
        List<Shortage> shortages = StockSql.ship(tx, shop, orderId, reference, actor, clock.now());
        return shortages.isEmpty() ? Outcome.ok(orderId) : Outcome.rejected(shortages);
    }

    /** Gives the units that an order holds back, so that they can be sold again; answers how many. */
    public long release(Tx tx, ShopId shop, long orderId) {
        return StockSql.release(tx, shop, orderId);
    }

    /**
     * Puts units on the shelf, one movement a variant.
     *
     * @param arrivals of one variant more than once count as their sum
     * @param reference what the movements name, such as {@code entry:850}
     * @param actor who did it, null for nobody known
     * @throws IllegalStateException if one of the variants has no level; the caller then rolls back
     */
    public void receive(
            Tx tx,
            ShopId shop,
            List<Arrival> arrivals,
            MovementReason reason,
            String reference,
            @Nullable String actor) {
        int received = StockSql.receive(tx, shop, arrivals, reason, reference, actor, clock.now());
        long asked = arrivals.stream().mapToLong(Arrival::variantId).distinct().count();
        if (received != asked) {
            throw new IllegalStateException(
                    "only %d of %d variants have a level: %s".formatted(received, asked, arrivals));
        }
    }

    /**
     * Adds the difference between what was counted and what the ledger says, such as -2 when two units are missing.
     * Rejections in the order of the checks: {@code UnknownSku}, {@code UnitsHeld}.
     *
     * @param delta not zero, {@link ItemChange#MAX_UNITS} at the most either way
     * @param reference what the movement names, such as {@code count:2026-03}, null for nothing
     * @param actor who counted
     * @return the units on hand from now on
     */
    public Outcome<Long, AdjustmentRejection> adjust(
            Tx tx, ShopId shop, String sku, long delta, @Nullable String reference, String actor) {
        if (delta == 0 || delta < -ItemChange.MAX_UNITS || delta > ItemChange.MAX_UNITS) {
            throw new IllegalArgumentException("cannot adjust by " + delta + " units");
        }
        Optional<StockSql.Adjusted> found = StockSql.adjust(tx, shop, sku, delta, reference, actor, clock.now());
        if (found.isEmpty()) {
            return Outcome.rejected(new AdjustmentRejection.UnknownSku(sku));
        }
        StockSql.Adjusted adjusted = found.get();
        return adjusted.made()
                ? Outcome.ok(adjusted.onHand() + delta)
                : Outcome.rejected(new AdjustmentRejection.UnitsHeld(adjusted.onHand(), adjusted.reserved()));
    }

    /**
     * How many units of a SKU were on hand at a moment, by its movements up to and including that moment; letter case
     * matters, and SKUs of deleted variants are unknown. What orders held then cannot be told: reservations keep no history.
     *
     * @param moment one to come answers as the present
     */
    public OptionalLong levelAt(ShopId shop, String sku, Instant moment) {
        return LedgerSql.levelAt(database, shop, sku, kept(moment));
    }

    /**
     * What a SKU's level is and the movements behind it, as of one moment.
     *
     * @param limit how many movements at the most, 1 to {@link StockHistory#MAX_MOVEMENTS}
     */
    public Optional<StockHistory> history(ShopId shop, String sku, int limit) {
        return LedgerSql.history(database, shop, sku, null, checked(limit));
    }

    /**
     * The same for a moment of the past, as {@link #levelAt}: the movements up to and including that moment, without the
     * units reserved.
     */
    public Optional<StockHistory> historyUntil(ShopId shop, String sku, Instant moment, int limit) {
        return LedgerSql.history(database, shop, sku, kept(moment), checked(limit));
    }

    /**
     * The moment as the database keeps it. It would round up, and take in what happened after the moment; its years end
     * before those of an instant, and no movement is from before 1970 or after 9999.
     */
    private static Instant kept(Instant moment) {
        if (moment.isBefore(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        return moment.isAfter(LAST_MOMENT) ? LAST_MOMENT : moment.truncatedTo(ChronoUnit.MICROS);
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > StockHistory.MAX_MOVEMENTS) {
            throw new IllegalArgumentException("cannot list " + limit + " movements");
        }
        return limit;
    }
}
