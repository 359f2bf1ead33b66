package io.tianguis.catalog;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.ConstraintViolation;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.RankedList;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The door to the catalog. Whoever wants a variant to be sellable registers it through the stock, which gives it a level in
 * the same transaction.
 */
public final class Catalog {

    static final int WEB_ID_LENGTH = 10;
    private static final RankedList ITEMS = new RankedList("item_list");
    private static final RankedList PRODUCTS = ProductListing.LISTS;

    private final Database database;
    private final Clock clock;
    private final Randomness randomness;
    private final ProductListing listing;

    public Catalog(Database database, Clock clock, Randomness randomness) {
        this.database = database;
        this.clock = clock;
        this.randomness = randomness;
        this.listing = new ProductListing(database);
    }

    /**
     * A product of one variant, on its way into the catalog.
     *
     * @param index of the product among those that were asked for
     */
    public record Registered(int index, long productId, long variantId) {}

    /**
     * Saves products of one variant each, in one statement, leaving out those whose SKU the shop has already; callers on
     * other connections that register the same SKU wait for this transaction and then leave theirs out.
     *
     * @return what was saved, in the order asked for
     */
    public List<Registered> register(Tx tx, ShopId shop, List<NewProduct> products) {
        List<Registered> registered = CatalogSql.register(tx, shop, products, webIds(2 * products.size()), clock.now());
        list(tx, shop, registered.stream().map(Registered::productId).toList());
        return registered;
    }

    /**
     * A product that was created.
     *
     * @param variantIds in the order of its variants
     */
    public record Created(long productId, List<Long> variantIds) {}

    /**
     * Creates a product with its options and variants. Rejections in the order of the checks: {@code MissingOptionValue},
     * {@code UnknownOptionValue}, variant by variant, {@code CombinationTaken}, {@code CategoryGone}, {@code SkuTaken}.
     */
    public Outcome<Created, CatalogRejection> create(Tx tx, ShopId shop, NewProduct product) {
        List<Map<String, String>> webIds = new ArrayList<>();
        for (NewProduct.NewOption option : product.options()) {
            webIds.add(option.values().stream().collect(Collectors.toMap(Function.identity(), value -> webId())));
        }
        Set<List<String>> combinations = new LinkedHashSet<>();
        for (NewVariant variant : product.variants()) {
            switch (Combinations.of(variant.optionValues(), webIds)) {
                case Outcome.Rejected<List<String>, CatalogRejection>(CatalogRejection rejection) -> {
                    return Outcome.rejected(rejection);
                }
                case Outcome.Ok<List<String>, CatalogRejection>(List<String> combination) -> {
                    if (!combinations.add(combination)) {
                        return Outcome.rejected(Combinations.taken(variant));
                    }
                }
            }
        }
        try {
            long productId = ProductsSql.insert(tx, shop, product, webId(), clock.now());
            for (int i = 0; i < webIds.size(); i++) {
                ProductsSql.insertOption(
                        tx, shop, productId, i + 1, product.options().get(i), webId(), webIds.get(i));
            }
            List<Long> variantIds = new ArrayList<>();
            for (List<String> combination : combinations) {
                NewVariant variant = product.variants().get(variantIds.size());
                variantIds.add(
                        CatalogSql.insertVariant(tx, shop, productId, variant, combination, webId(), clock.now()));
            }
            list(tx, shop, List.of(productId));
            return Outcome.ok(new Created(productId, variantIds));
        } catch (ConstraintViolation violation) {
            return Outcome.rejected(refused(violation));
        }
    }

    private static CatalogRejection refused(ConstraintViolation violation) {
        return violation.constraint().equals("product_category")
                ? new CatalogRejection.CategoryGone()
                : skuTaken(violation, new CatalogRejection.SkuTaken());
    }

    /**
     * A variant that a product has got.
     *
     * @param broughtBack whether it had been deleted; it has its id, its web id and its level from before then
     */
    public record Added(long variantId, boolean broughtBack) {}

    /**
     * Gives a product one more variant, or brings a deleted one of the same option values back, as what the new one is.
     * Rejections in the order of the checks: {@code ProductNotFound}, {@code MissingOptionValue},
     * {@code UnknownOptionValue}, {@code CombinationTaken}, {@code TooManyVariants}, {@code SkuTaken}.
     *
     * <p>Locks the product's row, so that of two callers with the same option values the second one finds the first one's.
     */
    public Outcome<Added, CatalogRejection> addVariant(Tx tx, ShopId shop, long productId, NewVariant variant) {
        if (!ProductsSql.lock(tx, shop, productId)) {
            return Outcome.rejected(new CatalogRejection.ProductNotFound());
        }
        WithOptions product = find(tx, shop, productId).orElseThrow();
        return switch (product.combination(variant.optionValues())) {
            case Outcome.Rejected<List<String>, CatalogRejection>(CatalogRejection rejection) ->
                Outcome.rejected(rejection);
            case Outcome.Ok<List<String>, CatalogRejection>(List<String> combination) ->
                added(tx, shop, productId, variant, combination);
        };
    }

    private Outcome<Added, CatalogRejection> added(
            Tx tx, ShopId shop, long productId, NewVariant variant, List<String> combination) {
        Optional<ProductsSql.Combination> known = ProductsSql.findCombination(tx, shop, productId, combination);
        if (known.isPresent() && !known.get().deleted()) {
            return Outcome.rejected(Combinations.taken(variant));
        }
        if (ProductsSql.countVariants(tx, shop, productId) >= NewProduct.MAX_VARIANTS) {
            return Outcome.rejected(new CatalogRejection.TooManyVariants());
        }
        try {
            Added added;
            if (known.isPresent()) {
                CatalogSql.bringBack(tx, shop, known.get().variantId(), variant, clock.now());
                added = new Added(known.get().variantId(), true);
            } else {
                added = new Added(
                        CatalogSql.insertVariant(tx, shop, productId, variant, combination, webId(), clock.now()),
                        false);
            }
            list(tx, shop, List.of(productId));
            return Outcome.ok(added);
        } catch (ConstraintViolation violation) {
            return Outcome.rejected(skuTaken(violation, new CatalogRejection.SkuTaken()));
        }
    }

    /**
     * Changes a product's face and gives it further options and option values. Rejections in the order of the checks:
     * {@code ProductNotFound}, and option by option {@code OptionsFixed}, {@code TooManyOptions}, {@code TooManyValues}; {@code CategoryGone}.
     *
     * <p>Locks the product's row.
     *
     * @return the product as it is then
     */
    public Outcome<WithOptions, CatalogRejection> change(Tx tx, ShopId shop, long productId, ProductChange change) {
        if (!ProductsSql.lock(tx, shop, productId)) {
            return Outcome.rejected(new CatalogRejection.ProductNotFound());
        }
        List<OptionValue> values = find(tx, shop, productId).orElseThrow().optionValues();
        Optional<CatalogRejection> refusal =
                new OptionAdditions(tx, shop, productId, values, this::webId).add(change.options());
        if (refusal.isPresent()) {
            return Outcome.rejected(refusal.get());
        }
        try {
            ProductsSql.update(tx, shop, productId, change, clock.now());
        } catch (ConstraintViolation violation) {
            return Outcome.rejected(refused(violation));
        }
        list(tx, shop, List.of(productId));
        return Outcome.ok(find(tx, shop, productId).orElseThrow());
    }

    /**
     * Changes what is said of a variant. Rejections in the order of the checks: {@code VariantNotFound},
     * {@code SkuTaken}.
     *
     * @return the variant's id
     */
    public Outcome<Long, VariantRejection> changeVariant(Tx tx, ShopId shop, String webId, VariantChange change) {
        return changed(tx, shop, change, () -> CatalogSql.updateVariant(tx, shop, webId, change, clock.now()));
    }

    /** The same by the variant's id. */
    public Outcome<Long, VariantRejection> changeVariant(Tx tx, ShopId shop, long variantId, VariantChange change) {
        return changed(tx, shop, change, () -> CatalogSql.updateVariant(tx, shop, variantId, change, clock.now()));
    }

    private static Outcome<Long, VariantRejection> changed(
            Tx tx, ShopId shop, VariantChange change, Supplier<Optional<CatalogSql.Updated>> update) {
        try {
            Optional<CatalogSql.Updated> updated = update.get();
            if (change.isSeenInLists()) {
                updated.ifPresent(variant -> list(tx, shop, List.of(variant.productId())));
            }
            return updated.<Outcome<Long, VariantRejection>>map(variant -> Outcome.ok(variant.variantId()))
                    .orElseGet(() -> Outcome.rejected(new VariantRejection.VariantNotFound()));
        } catch (ConstraintViolation violation) {
            return Outcome.rejected(skuTaken(violation, new VariantRejection.SkuTaken()));
        }
    }

    /**
     * A variant that was just deleted.
     *
     * @param name the product's title, and the option values if any
     */
    public record DeletedVariant(
            long variantId,
            long productId,
            String webId,
            String name,
            @Nullable String sku) {}

    /**
     * Marks a variant as deleted: it is kept for those who have sold it, and gone for everybody else; its SKU is free again.
     * The product stays.
     *
     * <p>Locks the product's row, then the variant's.
     *
     * @return nothing when there is no such variant that is not deleted
     */
    public Optional<DeletedVariant> deleteVariant(Tx tx, ShopId shop, long variantId) {
        Optional<DeletedVariant> deleted = DeletionsSql.deleteVariant(tx, shop, variantId, clock.now());
        deleted.ifPresent(variant -> list(tx, shop, List.of(variant.productId())));
        return deleted;
    }

    /** Marks a product as deleted when no variant of it is left; the caller has deleted one just now. */
    public void deleteEmptyProduct(Tx tx, ShopId shop, long productId) {
        DeletionsSql.deleteEmptyProduct(tx, shop, productId, clock.now());
    }

    /**
     * Forgets a variant that is marked as deleted, unless an order, an entry or a return names it. The caller holds its
     * level, so that no order is about to.
     *
     * @return whether it is forgotten
     */
    public boolean erase(Tx tx, ShopId shop, long variantId) {
        return DeletionsSql.erase(tx, shop, variantId);
    }

    /**
     * Marks a product and its variants as deleted.
     *
     * <p>Locks the product's row, then the variants'.
     *
     * @return its variants' ids in their order; nothing when there is no such product
     */
    public Optional<List<Long>> deleteProduct(Tx tx, ShopId shop, long productId) {
        if (!ProductsSql.lock(tx, shop, productId)) {
            return Optional.empty();
        }
        List<Long> variantIds = DeletionsSql.deleteProduct(tx, shop, productId, clock.now());
        list(tx, shop, List.of(productId));
        return Optional.of(variantIds);
    }

    /** Searches find what the transaction makes of products that it has locked, or made; asked for with its next statement. */
    private static void list(Tx tx, ShopId shop, List<Long> productIds) {
        tx.later(ProductListingSql.share(shop));
        tx.later(ProductListingSql.relist(shop, productIds));
    }

    /** A variant of a list, with its product's description and pictures. */
    public record Listed(long variantId, @Nullable String description, List<String> imageUrls) {}

    /**
     * Some variants, newest first.
     *
     * @param total how many there are in all
     */
    public record Page(long total, List<Listed> variants) {}

    /**
     * A page of the variants that are not deleted, newest first. The last page costs what the first does.
     *
     * @param limit at most as many
     */
    public Page list(ShopId shop, long offset, int limit) {
        RankedList.Position position = ITEMS.position(database, shop.value(), "all", offset);
        return new Page(
                position.total(),
                position.fromId() == null
                        ? List.of()
                        : CatalogSql.list(database, shop, position.fromId(), position.skip(), limit));
    }

    /** Sums up how many variants and products there are, a bounded number of changes; true when there may be more to do. */
    public boolean foldLists() {
        return ITEMS.fold(database) | listing.fold();
    }

    /** The variants that have these SKUs; a SKU that the shop does not have is not among them. */
    public Query<List<Sellable>> sellableBySku(ShopId shop, Set<String> skus) {
        return SellableSql.bySku(shop, skus);
    }

    /** Those of these variants that are offered to buyers: neither they nor their products are deleted or paused. */
    public Query<List<Sellable>> offered(ShopId shop, Set<Long> variantIds) {
        return SellableSql.offered(shop, variantIds);
    }

    /**
     * The variants that these web ids lead to, each its own variant's or a product's: of a product with several variants
     * all of them. A web id that the shop does not have leads to none.
     */
    public Query<List<NamedSellable>> sellableByWebId(ShopId shop, Set<String> webIds) {
        return SellableSql.byWebId(shop, webIds);
    }

    /** The addresses of these variants' pictures today, deleted ones' too; a variant without is not among them. */
    public Map<Long, String> pictures(ShopId shop, Set<Long> variantIds) {
        return CatalogSql.pictures(database, shop, variantIds).stream()
                .collect(Collectors.toMap(CatalogSql.Picture::variantId, CatalogSql.Picture::imageUrl));
    }

    /** The web id of the variant that has a SKU; letter case matters. */
    public Optional<String> findWebId(Tx tx, ShopId shop, String sku) {
        return CatalogSql.findWebId(tx, shop, sku);
    }

    /**
     * A product with its options.
     *
     * @param optionValues every value of every option, option by option
     */
    public record WithOptions(Product product, List<OptionValue> optionValues) {

        /**
         * The web ids of these option values. Rejections: {@code MissingOptionValue}, {@code UnknownOptionValue}, option by
         * option.
         */
        public Outcome<List<String>, CatalogRejection> combination(List<String> values) {
            return Combinations.of(values, Combinations.webIds(optionValues));
        }
    }

    /** The id of the product that has this web id, else of the one that has a variant with this SKU. */
    public Optional<Long> findProductId(Statements statements, ShopId shop, String webIdOrSku) {
        return ProductsSql.findId(statements, shop, webIdOrSku);
    }

    /** Whether the shop has a product of this web id, or one with a variant of this SKU. */
    public boolean hasProduct(ShopId shop, String webIdOrSku) {
        return findProductId(database, shop, webIdOrSku).isPresent();
    }

    /** A product that is not deleted. */
    public Optional<WithOptions> find(Statements statements, ShopId shop, long productId) {
        return ProductsSql.list(statements, shop, List.of(productId)).stream().findAny();
    }

    /** Those of some products that are not deleted. */
    public List<WithOptions> listProducts(Statements statements, ShopId shop, List<Long> productIds) {
        return ProductsSql.list(statements, shop, productIds);
    }

    /**
     * Some products, newest first.
     *
     * @param total how many there are in all
     */
    public record ProductPage(long total, List<WithOptions> products) {}

    /**
     * A page of the products that are not deleted, newest first. The last page costs what the first does.
     *
     * @param limit at most as many
     */
    public ProductPage listProducts(ShopId shop, long offset, int limit) {
        RankedList.Position position = PRODUCTS.position(database, shop.value(), "all", offset);
        return new ProductPage(
                position.total(),
                position.fromId() == null
                        ? List.of()
                        : ProductsSql.list(
                                database,
                                shop,
                                ProductsSql.page(database, shop, position.fromId(), position.skip(), limit)));
    }

    /**
     * A page of the products that are offered, newest first: those that are active and have a variant. The last page costs
     * what the first does.
     *
     * @param limit at most as many
     */
    public ProductPage listOffered(ShopId shop, long offset, int limit) {
        RankedList.Position position = PRODUCTS.position(database, shop.value(), "active", offset);
        return new ProductPage(
                position.total(),
                position.fromId() == null
                        ? List.of()
                        : ProductsSql.list(
                                database,
                                shop,
                                ProductSearchSql.newest(database, shop, position.fromId(), position.skip(), limit)));
    }

    /** How many products are offered. */
    public long countOffered(ShopId shop) {
        return PRODUCTS.position(database, shop.value(), "active", 0).total();
    }

    /** A product that is offered, as far as its address needs it. */
    public record Titled(long productId, String title, Instant updatedAt) {}

    /** The same page as {@link #listOffered}, told in less. */
    public List<Titled> listTitles(ShopId shop, long offset, int limit) {
        RankedList.Position position = PRODUCTS.position(database, shop.value(), "active", offset);
        return position.fromId() == null
                ? List.of()
                : ProductSearchSql.titles(database, shop, position.fromId(), position.skip(), limit);
    }

    /**
     * Products that are offered in any of some categories, newest first.
     *
     * @param fromId the highest id that may be found; empty for the newest product
     * @param limit at most as many
     */
    public List<WithOptions> listOfferedIn(ShopId shop, List<Long> categoryIds, OptionalLong fromId, int limit) {
        List<Long> ids = ProductSearchSql.newestIn(database, shop, categoryIds, fromId.orElse(Long.MAX_VALUE), limit);
        return ids.isEmpty() ? List.of() : ProductsSql.list(database, shop, ids);
    }

    /**
     * Some of the products that a search finds.
     *
     * @param active how many there are of this status, also when the search is for others
     * @param paused likewise
     */
    public record FoundProducts(long active, long paused, List<WithOptions> products) {}

    /**
     * A page of the products that are looked for. The counts are exact at any moment. Any page costs the same, but when somebody
     * looks for words that many titles have for the first time.
     *
     * @param limit at most as many
     */
    public FoundProducts search(ShopId shop, ProductSearch search, long offset, int limit) {
        ProductSearchSql.Found found = listing.search(shop, search, offset, limit);
        return new FoundProducts(
                found.active(),
                found.paused(),
                found.ids().isEmpty() ? List.of() : ProductsSql.list(database.searches(), shop, found.ids()));
    }

    private static <R> R skuTaken(ConstraintViolation violation, R rejection) {
        return switch (violation.constraint()) {
            case "variant_sku_unique" -> rejection;
            default -> throw violation;
        };
    }

    private String webId() {
        return randomness.text(WEB_ID_LENGTH, Randomness.ALPHANUMERIC);
    }

    private List<String> webIds(int count) {
        List<String> webIds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            webIds.add(webId());
        }
        return webIds;
    }
}
