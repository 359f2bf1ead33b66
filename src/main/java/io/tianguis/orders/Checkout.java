package io.tianguis.orders;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.Sellable;
import io.tianguis.customers.Customers;
import io.tianguis.customers.Person;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.kernel.Sha256;
import io.tianguis.orders.CheckoutRejection.AmountOutOfRange;
import io.tianguis.orders.CheckoutRejection.Closed;
import io.tianguis.orders.CheckoutRejection.Fault;
import io.tianguis.orders.CheckoutRejection.NotEnoughStock;
import io.tianguis.orders.CheckoutRejection.NotOffered;
import io.tianguis.orders.CheckoutRejection.TotalDiffers;
import io.tianguis.orders.CheckoutRejection.Unusable;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.OrderDraft.Beginning;
import io.tianguis.orders.OrdersSql.NewLine;
import io.tianguis.orders.PointOfSaleSql.Ids;
import io.tianguis.platform.outbox.Outbox;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.SharedTransactions;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.CheckoutTerms;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.Reservation;
import io.tianguis.stock.Stock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The door for the shop's own site, where guests buy: whole or not at all, at the price that they were shown, and once,
 * however often they send it.
 */
public final class Checkout {

    /** Buyers' rows are locked before the levels, by whoever locks several in this order. */
    private static final Comparator<Intake> LOCKING_ORDER = Comparator.comparing(
                    (Intake intake) -> intake.purchase().buyer(), Person.LOCKING_ORDER)
            .thenComparing(Intake::orderId);

    private final Database database;
    private final Catalog catalog;
    private final Stock stock;
    private final Customers customers;
    private final Outbox outbox;
    private final Clock clock;
    private final Randomness randomness;
    private final String channel;
    private final SharedTransactions<Site, Purchase, Placed, CheckoutRejection> transactions;

    /** @param channel the sales channel that the shop's own site is, as its orders tell it */
    public Checkout(
            Database database,
            Catalog catalog,
            Stock stock,
            Customers customers,
            Outbox outbox,
            Clock clock,
            Randomness randomness,
            String channel) {
        this.database = database;
        this.catalog = catalog;
        this.stock = stock;
        this.customers = customers;
        this.outbox = outbox;
        this.clock = clock;
        this.randomness = randomness;
        this.channel = channel;
        this.transactions = new SharedTransactions<>(database, this::place, this::placeTogether);
    }

    /**
     * An order that stands.
     *
     * @param again whether it stood already, because the same purchase was sent before
     */
    public record Placed(long orderId, boolean again) {}

    /**
     * Takes an order of a guest, in a transaction of its own or of orders of the site that come at the same time: its units are
     * reserved, its buyer is found by telephone, else by email, else made, and its number is its id. The warehouse waits when
     * the shipment is to be agreed; how the buyer is going to pay is a pending payment. The outbox tells {@code order.created},
     * then each event of its way. A secret that has an order leads to that order, whatever else is sent with it. Rejections in
     * the order of the checks: {@link Closed},
     * {@link Unusable}, {@link NotOffered}, {@link AmountOutOfRange}, {@link TotalDiffers}, {@link NotEnoughStock}; each leaves
     * nothing behind.
     *
     * <p>Locks, in this order: the secret, the buyer's row, the stock levels by variant.
     */
    public Outcome<Placed, CheckoutRejection> place(Shop shop, CheckoutTerms terms, Purchase purchase) {
        if (!shop.isOpen()) {
            return Outcome.rejected(new Closed());
        }
        List<Fault> faults = PurchaseFaults.of(shop, terms, purchase);
        if (!faults.isEmpty()) {
            return Outcome.rejected(new Unusable(faults));
        }
        return transactions.run(new Site(shop, terms), purchase);
    }

    /** The order that a secret leads to; nothing for a text that is none. */
    public Optional<Order> find(ShopId shop, String secret) {
        return CheckoutSql.findOrderId(database, shop, hash(secret))
                .flatMap(orderId -> OrdersSql.find(database, shop, orderId));
    }

    /** Where orders share transactions. */
    private record Site(Shop shop, CheckoutTerms terms) {}

    /** Places those of several purchases that are new, and none when anything of one of them is refused. */
    List<Optional<Placed>> placeTogether(Shop shop, CheckoutTerms terms, List<Purchase> purchases) {
        return transactions.together(new Site(shop, terms), purchases);
    }

    private Outcome<Placed, CheckoutRejection> place(Tx tx, Site site, Purchase purchase) {
        Intake intake = open(tx, site, List.of(purchase)).getFirst();
        if (intake.ids().isEmpty()) {
            long orderId = CheckoutSql.findOrderId(tx, site.shop().id(), hash(purchase.secret()))
                    .orElseThrow();
            return Outcome.ok(new Placed(orderId, true));
        }
        if (intake.refusal().isPresent()) {
            return Outcome.rejected(intake.refusal().get());
        }
        Bought bought = buy(tx, site.shop(), List.of(intake)).getFirst();
        if (!bought.isWhole()) {
            return Outcome.rejected(new NotEnoughStock(intake.lines().stream()
                    .map(NewLine::line)
                    .filter(line -> !bought.held().contains(line))
                    .toList()));
        }
        write(tx, site.shop(), List.of(bought));
        return Outcome.ok(new Placed(intake.orderId(), false));
    }

    private List<Optional<Placed>> placeTogether(Tx tx, Site site, List<Purchase> purchases) {
        List<Intake> intakes = open(tx, site, purchases);
        List<Intake> fresh = intakes.stream()
                .filter(intake -> intake.ids().isPresent())
                .sorted(LOCKING_ORDER)
                .toList();
        boolean refused = fresh.stream().anyMatch(intake -> intake.refusal().isPresent());
        List<Bought> bought = fresh.isEmpty() || refused ? List.of() : buy(tx, site.shop(), fresh);
        if (bought.isEmpty() || !bought.stream().allMatch(Bought::isWhole)) {
            return SharedTransactions.nothingOf(purchases);
        }
        write(tx, site.shop(), bought);
        return intakes.stream()
                .map(intake -> intake.ids().map(ids -> new Placed(ids.orderId(), false)))
                .toList();
    }

    /**
     * A purchase as it is known before its units are asked for.
     *
     * @param ids of its order; nothing when its secret has one
     * @param refusal why it cannot be placed, whatever the stock
     * @param lines its lines at the catalog's prices; none when it is refused
     */
    private record Intake(
            Purchase purchase,
            Optional<Ids> ids,
            Optional<CheckoutRejection> refusal,
            List<NewLine> lines,
            long shippingCents) {

        static Intake of(Purchase purchase, Optional<Ids> ids, CheckoutTerms terms, Map<Long, Sellable> offered) {
            List<NewLine> lines = new ArrayList<>();
            List<Integer> withdrawn = new ArrayList<>();
            for (int index = 0; index < purchase.lines().size(); index++) {
                Purchase.Line line = purchase.lines().get(index);
                @Nullable Sellable sold = offered.get(line.variantId());
                if (sold == null) {
                    withdrawn.add(index);
                } else {
                    lines.add(new NewLine(index, sold, line.units()));
                }
            }
            long shippingCents = purchase.delivery() == DeliveryChoice.FLAT_PRICE
                    ? Objects.requireNonNull(terms.flatShippingCents())
                    : 0;
            Optional<CheckoutRejection> refusal = refusal(purchase, withdrawn, lines, shippingCents);
            return new Intake(purchase, ids, refusal, refusal.isPresent() ? List.of() : lines, shippingCents);
        }

        private static Optional<CheckoutRejection> refusal(
                Purchase purchase, List<Integer> withdrawn, List<NewLine> lines, long shippingCents) {
            if (!withdrawn.isEmpty()) {
                return Optional.of(new NotOffered(List.copyOf(withdrawn)));
            }
            if (!OrderDraft.costsWithinBounds(lines, shippingCents)) {
                return Optional.of(new AmountOutOfRange());
            }
            long totalCents = lines.stream().mapToLong(NewLine::amountCents).sum() + shippingCents;
            return totalCents == purchase.shownTotalCents()
                    ? Optional.empty()
                    : Optional.of(new TotalDiffers(totalCents));
        }

        long orderId() {
            return ids.orElseThrow().orderId();
        }

        Reservation reservation() {
            return new Reservation(
                    orderId(), lines.stream().map(NewLine::wanted).toList());
        }
    }

    /** @param held the lines whose units the order holds */
    private record Bought(Intake intake, long customerId, Set<Integer> held) {

        boolean isWhole() {
            return held.size() == intake.lines().size();
        }
    }

    /** Ids for each whose secret is new, and what its lines name. */
    private List<Intake> open(Tx tx, Site site, List<Purchase> purchases) {
        Set<Long> variantIds = purchases.stream()
                .flatMap(purchase -> purchase.lines().stream().map(Purchase.Line::variantId))
                .collect(Collectors.toSet());
        List<CheckoutSql.Asked> asked = purchases.stream()
                .map(purchase -> new CheckoutSql.Asked(
                        hash(purchase.secret()), beginning(purchase).eventCount()))
                .toList();
        return tx.run(
                CheckoutSql.open(site.shop().id(), asked, clock.now()),
                catalog.offered(site.shop().id(), variantIds),
                (ids, found) -> {
                    Map<Long, Sellable> offered =
                            found.stream().collect(Collectors.toMap(Sellable::variantId, Function.identity()));
                    List<Intake> intakes = new ArrayList<>();
                    for (Purchase purchase : purchases) {
                        intakes.add(Intake.of(purchase, ids.get(intakes.size()), site.terms(), offered));
                    }
                    return intakes;
                });
    }

    /** Finds or makes the buyers, one after the other, and holds the units that there are. */
    private List<Bought> buy(Tx tx, Shop shop, List<Intake> intakes) {
        return tx.run(
                intakes.stream()
                        .map(intake -> customers.recordPurchase(
                                shop.id(), intake.purchase().buyer(), shop.country(), channel))
                        .toList(),
                stock.reserve(
                        shop.id(), intakes.stream().map(Intake::reservation).toList()),
                (customerIds, held) -> IntStream.range(0, intakes.size())
                        .mapToObj(index -> new Bought(intakes.get(index), customerIds.get(index), held.get(index)))
                        .toList());
    }

    private void write(Tx tx, Shop shop, List<Bought> bought) {
        NewOrders.write(
                tx, outbox, shop, bought.stream().map(one -> draft(shop, one)).toList(), clock.now());
    }

    private OrderDraft draft(Shop shop, Bought bought) {
        Purchase purchase = bought.intake().purchase();
        Ids ids = bought.intake().ids().orElseThrow();
        boolean agreed = purchase.delivery() == DeliveryChoice.TO_BE_AGREED;
        return new OrderDraft(
                ids.orderId(),
                ids.eventIds(),
                randomness.text(Orders.WEB_ID_LENGTH, Randomness.ALPHANUMERIC),
                Orders.channelKey(channel),
                channel,
                Long.toString(ids.orderId()),
                null,
                bought.customerId(),
                shipTo(shop, purchase),
                new Shipping(null, null, null, null, false),
                agreed ? ShipmentStatus.TO_BE_AGREED : ShipmentStatus.PENDING,
                bought.intake().shippingCents(),
                beginning(purchase),
                Optional.ofNullable(purchase.payment()).flatMap(PaymentChoice::method),
                bought.intake().lines(),
                false,
                purchase.message(),
                Optional.empty(),
                null);
    }

    /** The warehouse does not touch what is sent nobody knows how. */
    private static Beginning beginning(Purchase purchase) {
        return purchase.delivery() == DeliveryChoice.TO_BE_AGREED ? Beginning.PAUSED : Beginning.OPEN;
    }

    private static ShipTo shipTo(Shop shop, Purchase purchase) {
        Person buyer = purchase.buyer();
        Purchase.Address address = purchase.address();
        return new ShipTo(
                buyer.firstName() + " " + buyer.lastName(),
                buyer.phone(),
                buyer.email(),
                address.street(),
                address.exteriorNumber(),
                address.interiorNumber(),
                address.neighborhood(),
                address.city(),
                address.state(),
                address.postalCode(),
                shop.country());
    }

    /** A secret is long and random, so that one SHA-256 suffices and it can be found by it. */
    private static byte[] hash(String secret) {
        return Sha256.of(secret);
    }
}
