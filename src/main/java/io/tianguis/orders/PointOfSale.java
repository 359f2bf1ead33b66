package io.tianguis.orders;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.NamedSellable;
import io.tianguis.customers.Customers;
import io.tianguis.customers.Introduction;
import io.tianguis.customers.Person;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.OrderDraft.Beginning;
import io.tianguis.orders.OrdersSql.NewLine;
import io.tianguis.orders.PointOfSaleRejection.AmountOutOfRange;
import io.tianguis.orders.PointOfSaleRejection.NotEnoughStock;
import io.tianguis.orders.PointOfSaleRejection.ShortLine;
import io.tianguis.orders.PointOfSaleRejection.UnclearLine;
import io.tianguis.orders.PointOfSaleRejection.UnclearLines;
import io.tianguis.orders.PointOfSaleSql.Ids;
import io.tianguis.platform.outbox.Outbox;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.SharedTransactions;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import io.tianguis.stock.CounterSale;
import io.tianguis.stock.Reservation;
import io.tianguis.stock.ReservationLine;
import io.tianguis.stock.Stock;
import java.time.Instant;
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
 * The door for points of sale, whose orders differ from those of other channels: they are taken whole or not at all, at the
 * price that the counter says, and may be paid and handed over before they are known here.
 */
public final class PointOfSale {

    /** Buyers' rows are locked before anything else, by whoever locks several in this order. */
    private static final Comparator<Intake> LOCKING_ORDER = Comparator.comparing(
                    (Intake intake) -> intake.order().buyer(), Person.LOCKING_ORDER)
            .thenComparing(intake -> intake.ids().orderId());

    private final Catalog catalog;
    private final Stock stock;
    private final Customers customers;
    private final Outbox outbox;
    private final Clock clock;
    private final Randomness randomness;
    private final SharedTransactions<Counter, PointOfSaleOrder, Sale, PointOfSaleRejection> transactions;

    public PointOfSale(
            Database database,
            Catalog catalog,
            Stock stock,
            Customers customers,
            Outbox outbox,
            Clock clock,
            Randomness randomness) {
        this.catalog = catalog;
        this.stock = stock;
        this.customers = customers;
        this.outbox = outbox;
        this.clock = clock;
        this.randomness = randomness;
        this.transactions = new SharedTransactions<>(
                database, (tx, counter, order) -> sell(tx, counter.shop(), order), this::sellTogether);
    }

    /**
     * Takes an order. A pending one holds its units; of a settled one they leave the stock, and it is paid, delivered and
     * closed; a canceled one takes none. The buyer is found by telephone, else by email, else made. The order's number in
     * its channel is its web id. Rejections in the order of the checks: {@link UnclearLines}, {@link AmountOutOfRange},
     * {@link NotEnoughStock}; each leaves nothing behind once the transaction is rolled back.
     *
     * <p>Locks, in this order: the buyer's row, the stock levels by variant.
     */
    public Outcome<Sale, PointOfSaleRejection> sell(Tx tx, Shop shop, PointOfSaleOrder order) {
        Intake intake = open(tx, shop, List.of(order)).getFirst();
        if (intake.refusal().isPresent()) {
            return Outcome.rejected(intake.refusal().get());
        }
        Bought bought = buy(tx, shop, order.state(), List.of(intake)).getFirst();
        if (!bought.isWhole()) {
            return Outcome.rejected(new NotEnoughStock(intake.lines().stream()
                    .filter(line -> !bought.held().contains(line.line()))
                    .map(line -> new ShortLine(
                            line.line(), line.sold().title(), line.sold().sku()))
                    .toList()));
        }
        return Outcome.ok(write(tx, shop, List.of(bought)).getFirst());
    }

    /**
     * Takes an order as {@link #sell(Tx, Shop, PointOfSaleOrder)} does, in a transaction of its own or of orders of the shop
     * that come at the same time; whatever is refused to another order of that transaction, this one is answered for itself.
     */
    public Outcome<Sale, PointOfSaleRejection> sell(Shop shop, PointOfSaleOrder order) {
        return transactions.run(new Counter(shop, order.state()), order);
    }

    /** Takes those of several orders that nothing refuses, and none when the stock does not suffice for all of them. */
    List<Optional<Sale>> sellTogether(Shop shop, PointOfSaleOrder.State state, List<PointOfSaleOrder> orders) {
        return transactions.together(new Counter(shop, state), orders);
    }

    /** Where orders share transactions: what they do to the stock is one thing. */
    private record Counter(Shop shop, PointOfSaleOrder.State state) {}

    private List<Optional<Sale>> sellTogether(Tx tx, Counter counter, List<PointOfSaleOrder> orders) {
        List<Intake> intakes = open(tx, counter.shop(), orders);
        List<Intake> fit = intakes.stream()
                .filter(intake -> intake.refusal().isEmpty())
                .sorted(LOCKING_ORDER)
                .toList();
        List<Bought> bought = fit.isEmpty() ? List.of() : buy(tx, counter.shop(), counter.state(), fit);
        if (bought.isEmpty() || !bought.stream().allMatch(Bought::isWhole)) {
            return SharedTransactions.nothingOf(orders);
        }
        Map<Long, Sale> sales = write(tx, counter.shop(), bought).stream()
                .collect(Collectors.toMap(sale -> sale.header().orderId(), Function.identity()));
        return intakes.stream()
                .map(intake -> Optional.ofNullable(sales.get(intake.ids().orderId())))
                .toList();
    }

    /**
     * An order as it is known before its units are asked for.
     *
     * @param refusal why it cannot be taken, whatever the stock
     * @param lines its lines; none when it is refused
     * @param pictures of its lines
     */
    private record Intake(
            PointOfSaleOrder order,
            Ids ids,
            Optional<PointOfSaleRejection> refusal,
            List<NewLine> lines,
            List<@Nullable String> pictures) {

        static Intake of(PointOfSaleOrder order, Ids ids, Map<String, List<NamedSellable>> named) {
            List<UnclearLine> unclear = unclear(order, named);
            if (!unclear.isEmpty()) {
                return new Intake(order, ids, Optional.of(new UnclearLines(unclear)), List.of(), List.of());
            }
            List<NewLine> lines = new ArrayList<>();
            List<@Nullable String> pictures = new ArrayList<>();
            for (int index = 0; index < order.lines().size(); index++) {
                PointOfSaleOrder.Line line = order.lines().get(index);
                NamedSellable item = named.getOrDefault(line.webId(), List.of()).getFirst();
                long price = line.unitPriceCents().orElse(item.sellable().priceCents());
                lines.add(new NewLine(index, item.sellable(), line.units(), price));
                pictures.add(item.imageUrl());
            }
            return OrderDraft.costsWithinBounds(lines, order.shippingCents())
                    ? new Intake(order, ids, Optional.empty(), lines, pictures)
                    : new Intake(order, ids, Optional.of(new AmountOutOfRange()), List.of(), List.of());
        }

        List<ReservationLine> wanted() {
            return lines.stream().map(NewLine::wanted).toList();
        }
    }

    /** @param held the lines whose units were there */
    private record Bought(Intake intake, long customerId, Set<Integer> held) {

        boolean isWhole() {
            return held.size() == intake.lines().size();
        }
    }

    /** Ids for each, and what its lines name. */
    private List<Intake> open(Tx tx, Shop shop, List<PointOfSaleOrder> orders) {
        Set<String> webIds = orders.stream()
                .flatMap(order -> order.lines().stream().map(PointOfSaleOrder.Line::webId))
                .collect(Collectors.toSet());
        return tx.run(
                PointOfSaleSql.nextIds(orders.stream()
                        .map(order -> beginning(order.state()).eventCount())
                        .toList()),
                catalog.sellableByWebId(shop.id(), webIds),
                (ids, found) -> {
                    Map<String, List<NamedSellable>> named =
                            found.stream().collect(Collectors.groupingBy(NamedSellable::webId));
                    List<Intake> intakes = new ArrayList<>();
                    for (PointOfSaleOrder order : orders) {
                        intakes.add(Intake.of(order, ids.get(intakes.size()), named));
                    }
                    return intakes;
                });
    }

    /** Finds or makes the buyers, one after the other, and does what the state of the orders does to the stock. */
    private List<Bought> buy(Tx tx, Shop shop, PointOfSaleOrder.State state, List<Intake> intakes) {
        return switch (state) {
            case PENDING -> {
                List<Reservation> wanted = intakes.stream()
                        .map(intake -> new Reservation(intake.ids().orderId(), intake.wanted()))
                        .toList();
                yield tx.run(
                        purchases(shop, intakes),
                        stock.reserve(shop.id(), wanted),
                        (customerIds, held) -> bought(intakes, customerIds, held));
            }
            case SETTLED -> {
                List<CounterSale> sales = intakes.stream()
                        .map(intake -> new CounterSale(
                                "order:" + intake.ids().orderId(),
                                intake.order().actor(),
                                intake.wanted()))
                        .toList();
                yield tx.run(
                        purchases(shop, intakes),
                        stock.sell(shop.id(), sales),
                        (customerIds, sold) -> bought(intakes, customerIds, sold));
            }
            case CANCELED ->
                intakes.stream()
                        .map(intake -> new Bought(
                                intake,
                                meet(tx, shop, intake),
                                intake.lines().stream().map(NewLine::line).collect(Collectors.toSet())))
                        .toList();
        };
    }

    /** The one who gave an order up. */
    private long meet(Tx tx, Shop shop, Intake intake) {
        long customerId =
                tx.run(customers.meet(shop.id(), Introduction.of(intake.order().buyer(), shop.country())));
        tx.later(customers.listAmongBuyers(shop.id(), customerId));
        return customerId;
    }

    private static List<Bought> bought(List<Intake> intakes, List<Long> customerIds, List<Set<Integer>> held) {
        return IntStream.range(0, intakes.size())
                .mapToObj(index -> new Bought(intakes.get(index), customerIds.get(index), held.get(index)))
                .toList();
    }

    private List<Query<Long>> purchases(Shop shop, List<Intake> intakes) {
        return intakes.stream()
                .map(intake -> customers.recordPurchase(
                        shop.id(),
                        intake.order().buyer(),
                        shop.country(),
                        intake.order().channel()))
                .toList();
    }

    private OrderDraft draft(Bought bought) {
        PointOfSaleOrder order = bought.intake().order();
        Ids ids = bought.intake().ids();
        Beginning beginning = beginning(order.state());
        String webId = randomness.text(Orders.WEB_ID_LENGTH, Randomness.ALPHANUMERIC);
        return new OrderDraft(
                ids.orderId(),
                ids.eventIds(),
                webId,
                Orders.channelKey(order.channel()),
                order.channel().strip(),
                webId,
                null,
                bought.customerId(),
                order.shipTo(),
                new Shipping(order.pickup() ? ShippingService.PICKUP : null, null, null, null, false),
                beginning == Beginning.SETTLED ? ShipmentStatus.DELIVERED : ShipmentStatus.PENDING,
                order.shippingCents(),
                beginning,
                Optional.empty(),
                bought.intake().lines(),
                false,
                null,
                order.note(),
                order.actor());
    }

    private List<Sale> write(Tx tx, Shop shop, List<Bought> bought) {
        Instant now = clock.now();
        List<OrderDraft> drafts = bought.stream().map(this::draft).toList();
        NewOrders.write(tx, outbox, shop, drafts, now);
        Map<Long, Order.Header> headers =
                tx
                        .run(PointOfSaleSql.headers(
                                shop.id(),
                                drafts.stream().map(OrderDraft::orderId).toList()))
                        .stream()
                        .collect(Collectors.toMap(Order.Header::orderId, Function.identity()));
        List<Sale> sales = new ArrayList<>();
        for (OrderDraft draft : drafts) {
            Intake intake = bought.get(sales.size()).intake();
            List<Sale.Item> items = draft.lines().stream()
                    .map(line -> new Sale.Item(
                            line.kept(draft.orderId(), draft.isSettled() ? now : null),
                            intake.pictures().get(line.line())))
                    .toList();
            sales.add(new Sale(
                    Objects.requireNonNull(headers.get(draft.orderId())),
                    items,
                    intake.order().note()));
        }
        return sales;
    }

    private static Beginning beginning(PointOfSaleOrder.State state) {
        return switch (state) {
            case PENDING -> Beginning.OPEN;
            case SETTLED -> Beginning.SETTLED;
            case CANCELED -> Beginning.CANCELED;
        };
    }

    private static List<UnclearLine> unclear(PointOfSaleOrder order, Map<String, List<NamedSellable>> named) {
        List<UnclearLine> unclear = new ArrayList<>();
        for (int index = 0; index < order.lines().size(); index++) {
            String webId = order.lines().get(index).webId();
            List<NamedSellable> variants = named.getOrDefault(webId, List.of());
            if (variants.isEmpty()) {
                unclear.add(new UnclearLine.Unknown(index, webId));
            }
            if (variants.size() > 1) {
                unclear.add(new UnclearLine.SeveralVariants(
                        index, variants.getFirst().sellable().title()));
            }
        }
        return unclear;
    }
}
