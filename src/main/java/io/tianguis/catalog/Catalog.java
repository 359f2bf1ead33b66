package io.tianguis.catalog;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.ConstraintViolation;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.RankedList;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The door to the catalog. Whoever wants a variant to be sellable registers it through the stock, which gives it a level in
 * the same transaction.
 */
public final class Catalog {

    private static final int WEB_ID_LENGTH = 10;
    private static final RankedList LIST = new RankedList("item_list");

    private final Database database;
    private final Clock clock;
    private final Randomness randomness;

    public Catalog(Database database, Clock clock, Randomness randomness) {
        this.database = database;
        this.clock = clock;
        this.randomness = randomness;
    }

    /**
     * A product of one variant, on its way into the catalog.
     *
     * @param index of the product among those that were asked for
     */
    public record Registered(int index, long variantId) {}

    /**
     * Saves products of one variant each, in one statement, leaving out those whose SKU the shop has already; callers on
     * other connections that register the same SKU wait for this transaction and then leave theirs out.
     *
     * @return what was saved, in the order asked for
     */
    public List<Registered> register(Tx tx, ShopId shop, List<NewProduct> products) {
        return CatalogSql.register(tx, shop, products, webIds(2 * products.size()), clock.now());
    }

    /**
     * Creates a product with its options and variants. Rejections in the order of the checks: {@code UnknownOptionValue},
     * {@code CombinationTaken}, {@code SkuTaken}.
     *
     * @return the ids of the variants, in their order
     */
    public Outcome<List<Long>, CatalogRejection> create(Tx tx, ShopId shop, NewProduct product) {
        List<Map<String, String>> webIds = new ArrayList<>();
        for (NewProduct.NewOption option : product.options()) {
            Map<String, String> ofValues = new HashMap<>();
            option.values().forEach(value -> ofValues.put(value, webId()));
            webIds.add(ofValues);
        }
        List<List<String>> combinations = new ArrayList<>();
        for (NewVariant variant : product.variants()) {
            List<String> combination = new ArrayList<>();
            for (int i = 0; i < webIds.size(); i++) {
                @Nullable
                String valueWebId = webIds.get(i).get(variant.optionValues().get(i));
                if (valueWebId == null) {
                    return Outcome.rejected(new CatalogRejection.UnknownOptionValue(
                            variant.optionValues().get(i)));
                }
                combination.add(valueWebId);
            }
            combinations.add(combination);
        }
        if (Set.copyOf(combinations).size() < combinations.size()) {
            return Outcome.rejected(new CatalogRejection.CombinationTaken());
        }
        try {
            long productId = CatalogSql.insertProduct(tx, shop, product, webId(), clock.now());
            for (int i = 0; i < webIds.size(); i++) {
                CatalogSql.insertOption(
                        tx, shop, productId, i + 1, product.options().get(i), webId(), webIds.get(i));
            }
            List<Long> variantIds = new ArrayList<>();
            for (int i = 0; i < combinations.size(); i++) {
                variantIds.add(CatalogSql.insertVariant(
                        tx, shop, productId, product.variants().get(i), combinations.get(i), webId(), clock.now()));
            }
            return Outcome.ok(variantIds);
        } catch (ConstraintViolation violation) {
            return Outcome.rejected(rejection(violation));
        }
    }

    /**
     * Changes what is said of a variant. Rejections in the order of the checks: {@code VariantNotFound},
     * {@code SkuTaken}.
     *
     * @return the variant's id
     */
    public Outcome<Long, CatalogRejection> changeVariant(Tx tx, ShopId shop, String webId, VariantChange change) {
        return changed(() -> CatalogSql.updateVariant(tx, shop, webId, change, clock.now()));
    }

    /** The same by the variant's id. */
    public Outcome<Long, CatalogRejection> changeVariant(Tx tx, ShopId shop, long variantId, VariantChange change) {
        return changed(() -> CatalogSql.updateVariant(tx, shop, variantId, change, clock.now()));
    }

    private static Outcome<Long, CatalogRejection> changed(Supplier<Optional<Long>> update) {
        try {
            return update.get()
                    .<Outcome<Long, CatalogRejection>>map(Outcome::ok)
                    .orElseGet(() -> Outcome.rejected(new CatalogRejection.VariantNotFound()));
        } catch (ConstraintViolation violation) {
            return Outcome.rejected(rejection(violation));
        }
    }

    /**
     * Deletes a variant: it is kept for those who have sold it, and gone for everybody else; its SKU is free again. With its
     * last variant goes the product. Rejections in the order of the checks: {@code VariantNotFound},
     * {@code VariantDeleted}.
     *
     * <p>Locks the variant's row, then the product's.
     *
     * @return the variant's id
     */
    public Outcome<Long, CatalogRejection> deleteVariant(Tx tx, ShopId shop, long variantId) {
        Instant now = clock.now();
        Optional<CatalogSql.Deleted> deleted = CatalogSql.deleteVariant(tx, shop, variantId, now);
        if (deleted.isEmpty()) {
            return Outcome.rejected(new CatalogRejection.VariantNotFound());
        }
        if (!deleted.get().deletedNow()) {
            return Outcome.rejected(new CatalogRejection.VariantDeleted());
        }
        CatalogSql.deleteEmptyProduct(tx, shop, deleted.get().productId(), now);
        return Outcome.ok(variantId);
    }

    /** A variant of a list, with its product's description. */
    public record Listed(long variantId, @Nullable String description) {}

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
        RankedList.Position position = LIST.position(database, shop.value(), "all", offset);
        return new Page(
                position.total(),
                position.fromId() == null
                        ? List.of()
                        : CatalogSql.list(database, shop, position.fromId(), position.skip(), limit));
    }

    /** Sums up how many variants there are, a bounded number of changes; true when there may be more to do. */
    public boolean foldLists() {
        return LIST.fold(database);
    }

    /** The variants that have these SKUs; a SKU that the shop does not have is not among them. */
    public Query<List<Sellable>> sellableBySku(ShopId shop, Set<String> skus) {
        return SellableSql.bySku(shop, skus);
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

    /** The option values of a product, option by option. */
    public List<OptionValue> optionValues(ShopId shop, long productId) {
        return CatalogSql.optionValues(database, shop, productId);
    }

    /** The id of the product that has this web id, else of the one that has a variant with this SKU. */
    public Optional<Long> findProductId(ShopId shop, String webIdOrSku) {
        return CatalogSql.findProductId(database, shop, webIdOrSku);
    }

    /** A product that is not deleted. */
    public Optional<Product> find(ShopId shop, long productId) {
        return CatalogSql.findProduct(database, shop, productId);
    }

    /**
     * Adds a category at the end of its parent's.
     *
     * @param parentId null for a root; the category is the shop's own
     */
    public long addCategory(Tx tx, ShopId shop, @Nullable Long parentId, String name) {
        return CatalogSql.insertCategory(tx, shop, parentId, name, webId(), clock.now());
    }

    /**
     * The first category of a name under a parent.
     *
     * @param parentId null for a root
     */
    public Optional<Long> findCategory(Tx tx, ShopId shop, @Nullable Long parentId, String name) {
        return CatalogSql.findCategory(tx, shop, parentId, name);
    }

    private static CatalogRejection rejection(ConstraintViolation violation) {
        return switch (violation.constraint()) {
            case "variant_sku_unique" -> new CatalogRejection.SkuTaken();
            case "variant_combination_unique" -> new CatalogRejection.CombinationTaken();
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
