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
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.CheckoutTerms;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.ReservationLine;
import io.tianguis.stock.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The door for the shop's own site, where guests buy: whole or not at all, at the price that they were shown, and once,
 * however often they send it.
 */
public final class Checkout {

    private final Database database;
    private final Catalog catalog;
    private final Stock stock;
    private final Customers customers;
    private final Outbox outbox;
    private final Clock clock;
    private final Randomness randomness;
    private final String channel;

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
    }

    /**
     * An order that stands.
     *
     * @param again whether it stood already, because the same purchase was sent before
     */
    public record Placed(long orderId, boolean again) {}

    /**
     * Takes an order of a guest, in a transaction of its own: its units are reserved, its buyer is found by telephone, else by
     * email, else made, and its number is its id. The warehouse waits when the shipment is to be agreed; how the buyer is going
     * to pay is a pending payment. The outbox tells {@code order.created}, then each event of its way. A secret that has an
     * order leads to that order, whatever else is sent with it. Rejections in the order of the checks: {@link Closed},
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
        return database.transaction(tx -> place(tx, shop, terms, purchase));
    }

    /** The order that a secret leads to; nothing for a text that is none. */
    public Optional<Order> find(ShopId shop, String secret) {
        return CheckoutSql.findOrderId(database, shop, hash(secret))
                .flatMap(orderId -> OrdersSql.find(database, shop, orderId));
    }

    private Outcome<Placed, CheckoutRejection> place(Tx tx, Shop shop, CheckoutTerms terms, Purchase purchase) {
        record Opened(Optional<Ids> ids, List<Sellable> offered) {}
        byte[] secretHash = hash(purchase.secret());
        Set<Long> variantIds =
                purchase.lines().stream().map(Purchase.Line::variantId).collect(Collectors.toSet());
        Opened opened = tx.run(
                CheckoutSql.open(shop.id(), secretHash, beginning(purchase).eventCount(), clock.now()),
                catalog.offered(shop.id(), variantIds),
                Opened::new);
        if (opened.ids().isEmpty()) {
            long orderId = CheckoutSql.findOrderId(tx, shop.id(), secretHash).orElseThrow();
            return Outcome.ok(new Placed(orderId, true));
        }
        Map<Long, Sellable> offered =
                opened.offered().stream().collect(Collectors.toMap(Sellable::variantId, Function.identity()));
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
        if (!withdrawn.isEmpty()) {
            return Outcome.rejected(new NotOffered(List.copyOf(withdrawn)));
        }
        long shippingCents = purchase.delivery() == DeliveryChoice.FLAT_PRICE
                ? Objects.requireNonNull(terms.flatShippingCents())
                : 0;
        if (!OrderDraft.costsWithinBounds(lines, shippingCents)) {
            return Outcome.rejected(new AmountOutOfRange());
        }
        long totalCents = lines.stream().mapToLong(NewLine::amountCents).sum() + shippingCents;
        return totalCents == purchase.shownTotalCents()
                ? taken(tx, shop, purchase, opened.ids().get(), lines, shippingCents)
                : Outcome.rejected(new TotalDiffers(totalCents));
    }

    /** Finds or makes the buyer and holds the units; with both, writes the order. */
    private Outcome<Placed, CheckoutRejection> taken(
            Tx tx, Shop shop, Purchase purchase, Ids ids, List<NewLine> lines, long shippingCents) {
        record Bought(long customerId, Set<Integer> held) {}
        List<ReservationLine> wanted = lines.stream()
                .map(line -> new ReservationLine(line.line(), line.sold().variantId(), line.units()))
                .toList();
        Bought bought = tx.run(
                customers.recordPurchase(shop.id(), purchase.buyer(), shop.country(), channel),
                stock.reserve(shop.id(), ids.orderId(), wanted),
                Bought::new);
        if (bought.held().size() < wanted.size()) {
            return Outcome.rejected(new NotEnoughStock(wanted.stream()
                    .map(ReservationLine::line)
                    .filter(line -> !bought.held().contains(line))
                    .toList()));
        }
        boolean agreed = purchase.delivery() == DeliveryChoice.TO_BE_AGREED;
        OrderDraft draft = new OrderDraft(
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
                shippingCents,
                beginning(purchase),
                Optional.ofNullable(purchase.payment()).flatMap(PaymentChoice::method),
                lines,
                false,
                purchase.message(),
                Optional.empty(),
                null);
        NewOrders.write(tx, outbox, shop, List.of(draft), clock.now());
        return Outcome.ok(new Placed(ids.orderId(), false));
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
