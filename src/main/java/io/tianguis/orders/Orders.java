package io.tianguis.orders;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.Sellable;
import io.tianguis.customers.Customers;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.OrderRejection.AmountOutOfRange;
import io.tianguis.orders.OrderRejection.NothingReserved;
import io.tianguis.orders.OrderRejection.NumberTaken;
import io.tianguis.orders.OrderRejection.UnknownSkus;
import io.tianguis.orders.OrderRejection.UnknownSkus.UnknownSku;
import io.tianguis.orders.OrdersSql.NewLine;
import io.tianguis.orders.OrdersSql.Opened;
import io.tianguis.platform.outbox.Outbox;
import io.tianguis.platform.sql.ConstraintViolation;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.ReservationLine;
import io.tianguis.stock.Stock;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The door to the orders. */
public final class Orders {

    private final Database database;
    private final Catalog catalog;
    private final Stock stock;
    private final Customers customers;
    private final Outbox outbox;
    private final Clock clock;

    public Orders(Database database, Catalog catalog, Stock stock, Customers customers, Outbox outbox, Clock clock) {
        this.database = database;
        this.catalog = catalog;
        this.stock = stock;
        this.customers = customers;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Takes an order: its units are reserved, its buyer is found or made, its lines are priced from the catalog. A line is
     * saved when its units can be reserved; the order stands with those that are. Rejections in the order of the checks:
     * {@link NumberTaken}, {@link UnknownSkus}, {@link NothingReserved}, {@link AmountOutOfRange}; each leaves nothing
     * behind once the transaction is rolled back.
     *
     * <p>Locks, in this order: the buyer's row, the stock levels by variant, the order's number.
     */
    public Outcome<OrderCreated, OrderRejection> create(Tx tx, Shop shop, CreateOrder order) {
        String channelKey = channelKey(order.channel());
        Opened opened = OrdersSql.open(tx, shop.id(), channelKey, order);
        if (opened.numberTaken()) {
            return Outcome.rejected(new NumberTaken(order.number()));
        }
        Map<String, Sellable> sellable = sellable(tx, shop.id(), order);
        List<UnknownSku> unknown = unknown(order, sellable);
        if (!unknown.isEmpty()) {
            return Outcome.rejected(new UnknownSkus(unknown));
        }
        long customerId = customers.recordPurchase(tx, shop.id(), order.buyer(), shop.country());
        List<ReservationLine> wanted = new ArrayList<>();
        for (int index = 0; index < order.lines().size(); index++) {
            CreateOrder.Line line = order.lines().get(index);
            wanted.add(new ReservationLine(index, sold(sellable, line).variantId(), line.units()));
        }
        Set<Integer> held = stock.reserve(tx, shop.id(), opened.orderId(), wanted);
        if (held.isEmpty()) {
            return Outcome.rejected(new NothingReserved());
        }
        List<NewLine> lines = new ArrayList<>();
        List<Integer> unsaved = new ArrayList<>();
        for (int index = 0; index < order.lines().size(); index++) {
            CreateOrder.Line line = order.lines().get(index);
            if (held.contains(index)) {
                lines.add(new NewLine(index, sold(sellable, line), line.units()));
            } else {
                unsaved.add(index);
            }
        }
        if (!costsWithinBounds(lines)) {
            return Outcome.rejected(new AmountOutOfRange());
        }
        try {
            OrdersSql.insert(
                    tx,
                    shop,
                    opened.orderId(),
                    channelKey,
                    customerId,
                    order,
                    lines,
                    unsaved.isEmpty() ? Optional.empty() : order.partialNote(),
                    clock.now());
        } catch (ConstraintViolation violation) {
            return Outcome.rejected(rejection(violation, order));
        }
        announce(tx, shop.id(), opened.orderId(), !unsaved.isEmpty());
        return Outcome.ok(new OrderCreated(opened.orderId(), List.copyOf(unsaved)));
    }

    /** An order by its id, in one round trip. */
    public Optional<Order> find(ShopId shop, long orderId) {
        return OrdersSql.find(database, shop, orderId);
    }

    /** An order by its channel, letter case aside, and its number in it, in one round trip. */
    public Optional<Order> findByNumber(ShopId shop, String channel, String number) {
        return OrdersSql.findByNumber(database, shop, channelKey(channel), number);
    }

    private Map<String, Sellable> sellable(Tx tx, ShopId shop, CreateOrder order) {
        Set<String> skus = order.lines().stream().map(CreateOrder.Line::sku).collect(Collectors.toSet());
        return catalog.sellableBySku(tx, shop, skus).stream()
                .collect(Collectors.toMap(sellable -> String.valueOf(sellable.sku()), Function.identity()));
    }

    private static List<UnknownSku> unknown(CreateOrder order, Map<String, Sellable> sellable) {
        List<UnknownSku> unknown = new ArrayList<>();
        for (int index = 0; index < order.lines().size(); index++) {
            String sku = order.lines().get(index).sku();
            if (!sellable.containsKey(sku)) {
                unknown.add(new UnknownSku(index, sku));
            }
        }
        return unknown;
    }

    private static Sellable sold(Map<String, Sellable> sellable, CreateOrder.Line line) {
        @Nullable Sellable sold = sellable.get(line.sku());
        if (sold == null) {
            throw new IllegalStateException("the SKU " + line.sku() + " passed the check but is not there");
        }
        return sold;
    }

    /** Counts without overflow: units and prices are bounded, their products are not. */
    private static boolean costsWithinBounds(List<NewLine> lines) {
        BigInteger cents = lines.stream()
                .map(line -> BigInteger.valueOf(line.units())
                        .multiply(BigInteger.valueOf(line.sold().priceCents())))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return cents.compareTo(BigInteger.valueOf(Order.MAX_AMOUNT_CENTS)) <= 0;
    }

    private void announce(Tx tx, ShopId shop, long orderId, boolean partial) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("order_id", Long.toString(orderId));
        attributes.put("partial", Boolean.toString(partial));
        outbox.append(tx, shop.value(), "order.created", "order:" + orderId, attributes);
    }

    private static OrderRejection rejection(ConstraintViolation violation, CreateOrder order) {
        return switch (violation.constraint()) {
            case "sales_order_number_unique", "sales_order_external_id_unique" -> new NumberTaken(order.number());
            default -> throw violation;
        };
    }

    private static String channelKey(String channel) {
        return channel.strip().toLowerCase(Locale.ROOT);
    }
}
