package io.tianguis.stock;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.Catalog.Added;
import io.tianguis.catalog.Catalog.Created;
import io.tianguis.catalog.Catalog.FoundProducts;
import io.tianguis.catalog.Catalog.ProductPage;
import io.tianguis.catalog.Catalog.WithOptions;
import io.tianguis.catalog.CatalogRejection;
import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.ProductChange;
import io.tianguis.catalog.ProductSearch;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.ConstraintViolation;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Gathering;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The door to products together with how much there is of their variants. */
public final class Products {

    private final Database database;
    private final Catalog catalog;
    private final Stock stock;
    private final Clock clock;
    private final Gathering<ShopId, Integer, Page> newest;

    public Products(Database database, Catalog catalog, Stock stock, Clock clock) {
        this.database = database;
        this.catalog = catalog;
        this.stock = stock;
        this.clock = clock;
        this.newest = new Gathering<>(
                (shop, limit) -> Optional.of(listOffered(shop, 0, limit)),
                (shop, limits) -> limits.stream()
                        .collect(Collectors.toMap(Function.identity(), limit -> listOffered(shop, 0, limit))));
    }

    /**
     * Some products, newest first.
     *
     * @param total how many there are in all
     */
    public record Page(long total, List<StockedProduct> products) {}

    /**
     * A page of the shop's products, newest first. The last page costs what the first does.
     *
     * @param limit at most as many
     */
    public Page list(ShopId shop, long offset, int limit) {
        ProductPage page = catalog.listProducts(shop, offset, limit);
        return new Page(page.total(), StockedProduct.list(database, shop, page.products()));
    }

    /** The first page of {@link #listOffered}, which a shop's home page begins with. */
    public Page newest(ShopId shop, int limit) {
        return newest.find(shop, limit).orElseThrow();
    }

    /** The same of those that are offered: active, and with a variant. */
    public Page listOffered(ShopId shop, long offset, int limit) {
        ProductPage page = catalog.listOffered(shop, offset, limit);
        return new Page(page.total(), StockedProduct.list(database, shop, page.products()));
    }

    /** Products that are offered in any of some categories, as {@link Catalog#listOfferedIn} finds them. */
    public List<StockedProduct> listOfferedIn(ShopId shop, List<Long> categoryIds, OptionalLong fromId, int limit) {
        return StockedProduct.list(database, shop, catalog.listOfferedIn(shop, categoryIds, fromId, limit));
    }

    /**
     * Some of the products that a search finds.
     *
     * @param active how many there are of this status, also when the search is for others
     * @param paused likewise
     */
    public record Found(long active, long paused, List<StockedProduct> products) {}

    /**
     * A page of the products that are looked for, as {@link Catalog#search} finds them.
     *
     * @param limit at most as many
     */
    public Found search(ShopId shop, ProductSearch search, long offset, int limit) {
        FoundProducts found = catalog.search(shop, search, offset, limit);
        return new Found(
                found.active(), found.paused(), StockedProduct.list(database.searches(), shop, found.products()));
    }

    /**
     * Creates a product. Rejections as {@link Catalog#create}.
     *
     * @param openings one for each variant, in their order
     */
    public Outcome<StockedProduct, CatalogRejection> create(
            Tx tx, ShopId shop, NewProduct product, List<OpeningStock> openings) {
        return switch (stock.create(tx, shop, product, openings)) {
            case Outcome.Rejected<Created, CatalogRejection>(CatalogRejection rejection) -> Outcome.rejected(rejection);
            case Outcome.Ok<Created, CatalogRejection>(Created created) ->
                Outcome.ok(StockedProduct.find(tx, catalog, shop, created.productId())
                        .orElseThrow());
        };
    }

    /**
     * Gives a product one more variant. A deleted one of the same option values is brought back, with its ids and with what
     * its level still holds for orders. Rejections as {@link Catalog#addVariant}.
     *
     * @param webIdOrSku of the product, as {@link Stock#findProduct(ShopId, String)}
     * @param actor who adds it, kept with the movement of one that is brought back
     */
    public Outcome<StockedVariant, CatalogRejection> addVariant(
            Tx tx, ShopId shop, String webIdOrSku, NewVariant variant, OpeningStock opening, String actor) {
        return catalog.findProductId(tx, shop, webIdOrSku)
                .map(productId -> added(tx, shop, productId, variant, opening, actor))
                .orElseGet(() -> Outcome.rejected(new CatalogRejection.ProductNotFound()));
    }

    private Outcome<StockedVariant, CatalogRejection> added(
            Tx tx, ShopId shop, long productId, NewVariant variant, OpeningStock opening, String actor) {
        return switch (catalog.addVariant(tx, shop, productId, variant)) {
            case Outcome.Rejected<Added, CatalogRejection>(CatalogRejection rejection) -> Outcome.rejected(rejection);
            case Outcome.Ok<Added, CatalogRejection>(Added added) -> {
                if (added.broughtBack()) {
                    ClosedLevelsSql.reopen(tx, shop, added.variantId(), opening, actor, clock.now());
                } else {
                    StockSql.open(tx, shop, List.of(added.variantId()), List.of(opening), clock.now());
                }
                yield Outcome.ok(StockSql.findById(tx, shop, added.variantId()).orElseThrow());
            }
        };
    }

    /**
     * Changes a product: its face, its options, which only grow, and variants, one after the other. A variant that the
     * product lacks is added, and nothing goes for not being said. Rejections in the order of the checks: {@code NotTaken}
     * with what {@link Catalog#change} refuses, and variant by variant {@code VariantNotFound}, {@code PriceMissing},
     * {@code NotTaken} with what {@link Catalog#addVariant} refuses or a SKU that is taken, {@code UnitsOwed}.
     *
     * @param webIdOrSku of the product, as {@link Stock#findProduct(ShopId, String)}
     * @param only what is said of the one variant of a product without options; of a product with options, its price is that
     *     of the variants that are added without one
     * @param actor who changes it, kept with the movements
     */
    public Outcome<StockedProduct, ProductRejection> change(
            ShopId shop,
            String webIdOrSku,
            ProductChange change,
            ItemChange only,
            List<VariantOfProduct> variants,
            String actor) {
        try {
            return database.transaction(tx -> {
                Optional<Long> productId = catalog.findProductId(tx, shop, webIdOrSku);
                return productId.isEmpty()
                        ? Outcome.rejected(new ProductRejection.NotTaken(new CatalogRejection.ProductNotFound()))
                        : changed(tx, shop, productId.get(), change, only, variants, actor);
            });
        } catch (ConstraintViolation violation) {
            return Outcome.rejected(Stock.owed(violation, new ProductRejection.UnitsOwed()));
        }
    }

    private Outcome<StockedProduct, ProductRejection> changed(
            Tx tx,
            ShopId shop,
            long productId,
            ProductChange change,
            ItemChange only,
            List<VariantOfProduct> variants,
            String actor) {
        return switch (catalog.change(tx, shop, productId, change)) {
            case Outcome.Rejected<WithOptions, CatalogRejection>(CatalogRejection rejection) ->
                Outcome.rejected(new ProductRejection.NotTaken(rejection));
            case Outcome.Ok<WithOptions, CatalogRejection>(WithOptions product) -> {
                Optional<ProductRejection> refusal =
                        new VariantChanges(tx, shop, stock, this::added, product, only, actor).make(variants);
                yield refusal.<Outcome<StockedProduct, ProductRejection>>map(Outcome::rejected)
                        .orElseGet(() -> Outcome.ok(StockedProduct.find(tx, catalog, shop, productId)
                                .orElseThrow()));
            }
        };
    }

    /**
     * Deletes a product and its variants. They are kept for the orders that name them, and gone for everybody who sells;
     * units that orders hold stay theirs, and the others are written off by movements.
     *
     * <p>Locks the product's row, the variants', the levels'.
     *
     * @param webIdOrSku as {@link Stock#findProduct(ShopId, String)}
     * @param actor who deletes it, kept with the movements
     * @return the product as it was; nothing when there is none
     */
    public Optional<StockedProduct> delete(ShopId shop, String webIdOrSku, String actor) {
        return database.transaction(
                tx -> catalog.findProductId(tx, shop, webIdOrSku)
                        .flatMap(productId -> deleted(tx, shop, productId, actor)),
                Optional::isPresent);
    }

    private Optional<StockedProduct> deleted(Tx tx, ShopId shop, long productId, String actor) {
        Optional<StockedProduct> product = StockedProduct.find(tx, catalog, shop, productId);
        Optional<List<Long>> variantIds = catalog.deleteProduct(tx, shop, productId);
        variantIds.ifPresent(ids -> ClosedLevelsSql.close(tx, shop, ids, actor, clock.now()));
        return variantIds.flatMap(ids -> product);
    }

    /**
     * Deletes a variant; its product stays, also without variants. Its SKU is free again. Units that orders hold stay
     * theirs, and the others are written off by a movement. It is kept for the orders, entries and returns that name it, and
     * else forgotten but for its movements.
     *
     * <p>Locks the rows of the product, the variant and the level.
     *
     * @param actor who deletes it, kept with the movement
     * @return whether there was such a variant
     */
    public boolean deleteVariant(ShopId shop, String webId, String actor) {
        VariantDeletion deletion = new VariantDeletion(catalog, clock, shop, actor);
        return database.transaction(
                tx -> StockSql.findByWebId(tx, shop, webId)
                        .flatMap(item -> deletion.delete(tx, item.variantId()))
                        .isPresent(),
                Boolean::booleanValue);
    }
}
