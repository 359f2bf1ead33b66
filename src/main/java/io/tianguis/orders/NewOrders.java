package io.tianguis.orders;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.Sellable;
import io.tianguis.customers.Customers;
import io.tianguis.customers.Person;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.orders.NewOrdersSql.Opened;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.OrderRejection.AmountOutOfRange;
import io.tianguis.orders.OrderRejection.NothingReserved;
import io.tianguis.orders.OrderRejection.NumberTaken;
import io.tianguis.orders.OrderRejection.UnknownSkus;
import io.tianguis.orders.OrderRejection.UnknownSkus.UnknownSku;
import io.tianguis.orders.OrdersSql.NewLine;
import io.tianguis.platform.outbox.Outbox;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.SharedTransactions;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import io.tianguis.stock.Reservation;
import io.tianguis.stock.Stock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes new orders: one in a transaction that somebody brings, or several of one shop that come at the same time in one of
 * their own, if each can be taken whole; else each is taken by itself, which decides everything (decision 0039).
 */
final class NewOrders {

    /** Buyers' rows are locked before anything else, by whoever locks several in this order. */
    private static final Comparator<Intake> LOCKING_ORDER = Comparator.comparing(
                    (Intake intake) -> intake.order().buyer(), Person.LOCKING_ORDER)
            .thenComparing(intake -> intake.opened().orderId());

    private final Catalog catalog;
    private final Stock stock;
    private final Customers customers;
    private final Outbox outbox;
    private final Clock clock;
    private final Randomness randomness;
    private final SharedTransactions<Shop, CreateOrder, OrderCreated, OrderRejection> transactions;

    NewOrders(
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
        this.transactions = new SharedTransactions<>(database, this::take, this::takeTogether);
    }

    /**
     * An order as it is known before its units are asked for.
     *
     * @param refusal why it cannot be taken, whatever the stock
     * @param lines its lines at the catalog's prices; none when it is refused
     */
    private record Intake(CreateOrder order, Opened opened, Optional<OrderRejection> refusal, List<NewLine> lines) {

        /** @param sellable those of its SKUs that the shop has */
        static Intake of(CreateOrder order, Opened opened, Map<String, Sellable> sellable) {
            if (opened.numberTaken()) {
                return new Intake(order, opened, Optional.of(new NumberTaken(order.number())), List.of());
            }
            List<NewLine> lines = new ArrayList<>();
            List<UnknownSku> unknown = new ArrayList<>();
            for (int index = 0; index < order.lines().size(); index++) {
                CreateOrder.Line line = order.lines().get(index);
                @Nullable Sellable sold = sellable.get(line.sku());
                if (sold == null) {
                    unknown.add(new UnknownSku(index, line.sku()));
                } else {
                    lines.add(new NewLine(index, sold, line.units()));
                }
            }
            return unknown.isEmpty()
                    ? new Intake(order, opened, Optional.empty(), lines)
                    : new Intake(order, opened, Optional.of(new UnknownSkus(unknown)), List.of());
        }

        Reservation reservation() {
            return new Reservation(
                    opened.orderId(), lines.stream().map(NewLine::wanted).toList());
        }

        Bought bought(long customerId, Set<Integer> held) {
            return new Bought(
                    this,
                    customerId,
                    lines.stream().filter(line -> held.contains(line.line())).toList());
        }
    }

    /** @param held the lines whose units the order holds */
    private record Bought(Intake intake, long customerId, List<NewLine> held) {

        OrderCreated created() {
            Set<Integer> saved = held.stream().map(NewLine::line).collect(Collectors.toSet());
            List<Integer> unsaved = new ArrayList<>();
            for (int index = 0; index < intake.order().lines().size(); index++) {
                if (!saved.contains(index)) {
                    unsaved.add(index);
                }
            }
            return new OrderCreated(intake.opened().orderId(), List.copyOf(unsaved));
        }

        boolean isWhole() {
            return held.size() == intake.order().lines().size();
        }
    }

    /** @see Orders#create(Shop, CreateOrder) */
    Outcome<OrderCreated, OrderRejection> take(Shop shop, CreateOrder order) {
        return transactions.run(shop, order);
    }

    /** @see Orders#create(Tx, Shop, CreateOrder) */
    Outcome<OrderCreated, OrderRejection> take(Tx tx, Shop shop, CreateOrder order) {
        Intake intake = open(tx, shop, List.of(order)).getFirst();
        if (intake.refusal().isPresent()) {
            return Outcome.rejected(intake.refusal().get());
        }
        Bought bought = buy(tx, shop, List.of(intake)).getFirst();
        if (bought.held().isEmpty()) {
            return Outcome.rejected(new NothingReserved());
        }
        if (!OrderDraft.costsWithinBounds(bought.held(), 0)) {
            return Outcome.rejected(new AmountOutOfRange());
        }
        write(tx, outbox, shop, List.of(draft(bought)), clock.now());
        return Outcome.ok(bought.created());
    }

    /** Takes those of several orders that can be taken whole, and none when the stock does not suffice for all of them. */
    List<Optional<OrderCreated>> takeTogether(Shop shop, List<CreateOrder> orders) {
        return transactions.together(shop, orders);
    }

    private List<Optional<OrderCreated>> takeTogether(Tx tx, Shop shop, List<CreateOrder> orders) {
        List<Intake> intakes = open(tx, shop, orders);
        List<Intake> fit = fit(intakes);
        List<Bought> bought = fit.isEmpty() ? List.of() : buy(tx, shop, fit);
        if (bought.isEmpty() || !bought.stream().allMatch(Bought::isWhole)) {
            return SharedTransactions.nothingOf(orders);
        }
        write(tx, outbox, shop, bought.stream().map(this::draft).toList(), clock.now());
        Map<Long, OrderCreated> taken = bought.stream()
                .map(Bought::created)
                .collect(Collectors.toMap(OrderCreated::orderId, Function.identity()));
        return intakes.stream()
                .map(intake -> Optional.ofNullable(taken.get(intake.opened().orderId())))
                .toList();
    }

    /** Those that nothing refuses whatever the stock, and that have no number in common; in their locking order. */
    private static List<Intake> fit(List<Intake> intakes) {
        record Name(
                String channelKey, String kind, @Nullable String text) {}
        Set<Name> names = new HashSet<>();
        List<Intake> fit = new ArrayList<>();
        for (Intake intake : intakes) {
            CreateOrder order = intake.order();
            String channelKey = Orders.channelKey(order.channel());
            boolean named = names.add(new Name(channelKey, "number", order.number()))
                    && (order.externalId() == null || names.add(new Name(channelKey, "external", order.externalId())));
            if (named && intake.refusal().isEmpty() && OrderDraft.costsWithinBounds(intake.lines(), 0)) {
                fit.add(intake);
            }
        }
        fit.sort(LOCKING_ORDER);
        return fit;
    }

    /** Ids for each, and what their SKUs are. */
    private List<Intake> open(Tx tx, Shop shop, List<CreateOrder> orders) {
        Set<String> skus = orders.stream()
                .flatMap(order -> order.lines().stream().map(CreateOrder.Line::sku))
                .collect(Collectors.toSet());
        return tx.run(NewOrdersSql.open(shop.id(), orders), catalog.sellableBySku(shop.id(), skus), (opened, found) -> {
            Map<String, Sellable> sellable = new HashMap<>();
            found.forEach(item -> sellable.put(String.valueOf(item.sku()), item));
            List<Intake> intakes = new ArrayList<>();
            for (CreateOrder order : orders) {
                intakes.add(Intake.of(order, opened.get(intakes.size()), sellable));
            }
            return intakes;
        });
    }

    /** Finds or makes the buyers, one after the other, and holds the units that there are. */
    private List<Bought> buy(Tx tx, Shop shop, List<Intake> intakes) {
        return tx.run(
                intakes.stream()
                        .map(intake -> customers.recordPurchase(
                                shop.id(),
                                intake.order().buyer(),
                                shop.country(),
                                intake.order().channel()))
                        .toList(),
                stock.reserve(
                        shop.id(), intakes.stream().map(Intake::reservation).toList()),
                (customerIds, held) -> IntStream.range(0, intakes.size())
                        .mapToObj(index -> intakes.get(index).bought(customerIds.get(index), held.get(index)))
                        .toList());
    }

    private OrderDraft draft(Bought bought) {
        CreateOrder order = bought.intake().order();
        Opened opened = bought.intake().opened();
        return new OrderDraft(
                opened.orderId(),
                opened.eventIds(),
                randomness.text(Orders.WEB_ID_LENGTH, Randomness.ALPHANUMERIC),
                Orders.channelKey(order.channel()),
                order.channel().strip(),
                order.number(),
                order.externalId(),
                bought.customerId(),
                order.shipTo(),
                order.shipping(),
                ShipmentStatus.PENDING,
                0,
                OrderDraft.Beginning.of(order),
                Optional.empty(),
                bought.held(),
                !bought.isWhole(),
                null,
                bought.isWhole() ? Optional.empty() : order.partialNote(),
                order.actor());
    }

    /** Writes orders, and what the outbox tells of each: that it was created, then each event of its way. */
    static void write(Tx tx, Outbox outbox, Shop shop, List<OrderDraft> orders, Instant now) {
        tx.later(NewOrdersSql.insert(shop, orders, now));
        outbox.append(
                tx, shop.shopId(), orders.stream().flatMap(NewOrders::told).toList());
    }

    private static Stream<Outbox.Entry> told(OrderDraft order) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("order_id", Long.toString(order.orderId()));
        attributes.put("partial", Boolean.toString(order.partial()));
        return Stream.concat(
                Stream.of(new Outbox.Entry("order:" + order.orderId(), "order.created", attributes)),
                order.events().stream()
                        .filter(OrderDraft.FirstEvent::isOfTheWay)
                        .map(event -> Orders.eventCreated(order.orderId(), event.eventId())));
    }
}
