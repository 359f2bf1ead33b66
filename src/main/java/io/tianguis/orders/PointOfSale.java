package io.tianguis.orders;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.NamedSellable;
import io.tianguis.customers.Customers;
import io.tianguis.customers.Introduction;
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
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import io.tianguis.stock.ReservationLine;
import io.tianguis.stock.Stock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The door for points of sale, whose orders differ from those of other channels: they are taken whole or not at all, at the
 * price that the counter says, and may be paid and handed over before they are known here.
 */
public final class PointOfSale {

    private final Catalog catalog;
    private final Stock stock;
    private final Customers customers;
    private final Outbox outbox;
    private final Clock clock;
    private final Randomness randomness;

    public PointOfSale(
            Catalog catalog, Stock stock, Customers customers, Outbox outbox, Clock clock, Randomness randomness) {
        this.catalog = catalog;
        this.stock = stock;
        this.customers = customers;
        this.outbox = outbox;
        this.clock = clock;
        this.randomness = randomness;
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
        record Opened(Ids ids, List<NamedSellable> found) {}
        Beginning beginning = beginning(order.state());
        Set<String> webIds =
                order.lines().stream().map(PointOfSaleOrder.Line::webId).collect(Collectors.toSet());
        Opened opened = tx.run(
                PointOfSaleSql.nextIds(beginning.eventCount()),
                catalog.sellableByWebId(shop.id(), webIds),
                Opened::new);
        Map<String, List<NamedSellable>> named =
                opened.found().stream().collect(Collectors.groupingBy(NamedSellable::webId));
        List<UnclearLine> unclear = unclear(order, named);
        if (!unclear.isEmpty()) {
            return Outcome.rejected(new UnclearLines(unclear));
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
        if (!OrderDraft.costsWithinBounds(lines, order.shippingCents())) {
            return Outcome.rejected(new AmountOutOfRange());
        }
        Bought bought = bought(tx, shop, opened.ids().orderId(), order, lines);
        if (bought.lines().size() < lines.size()) {
            return Outcome.rejected(new NotEnoughStock(lines.stream()
                    .filter(line -> !bought.lines().contains(line.line()))
                    .map(line -> new ShortLine(
                            line.line(), line.sold().title(), line.sold().sku()))
                    .toList()));
        }
        return Outcome.ok(
                written(tx, shop, order, draft(opened.ids(), beginning, bought.customerId(), order, lines), pictures));
    }

    /** @param lines whose units were there */
    private record Bought(long customerId, Set<Integer> lines) {}

    /** Finds or makes the buyer, and does what the state does to the stock. */
    private Bought bought(Tx tx, Shop shop, long orderId, PointOfSaleOrder order, List<NewLine> lines) {
        List<ReservationLine> wanted = lines.stream()
                .map(line -> new ReservationLine(line.line(), line.sold().variantId(), line.units()))
                .toList();
        return switch (order.state()) {
            case PENDING -> tx.run(purchase(shop, order), stock.reserve(shop.id(), orderId, wanted), Bought::new);
            case SETTLED ->
                tx.run(
                        purchase(shop, order),
                        stock.sell(shop.id(), wanted, "order:" + orderId, order.actor()),
                        Bought::new);
            case CANCELED ->
                new Bought(
                        tx.run(customers.meet(shop.id(), Introduction.of(order.buyer(), shop.country()))),
                        lines.stream().map(NewLine::line).collect(Collectors.toSet()));
        };
    }

    private Query<Long> purchase(Shop shop, PointOfSaleOrder order) {
        return customers.recordPurchase(shop.id(), order.buyer(), shop.country(), order.channel());
    }

    private OrderDraft draft(
            Ids ids, Beginning beginning, long customerId, PointOfSaleOrder order, List<NewLine> lines) {
        String webId = randomness.text(Orders.WEB_ID_LENGTH, Randomness.ALPHANUMERIC);
        return new OrderDraft(
                ids.orderId(),
                ids.eventIds(),
                webId,
                Orders.channelKey(order.channel()),
                order.channel().strip(),
                webId,
                null,
                customerId,
                order.shipTo(),
                new Shipping(order.pickup() ? ShippingService.PICKUP : null, null, null, null, false),
                beginning == Beginning.SETTLED ? ShipmentStatus.DELIVERED : ShipmentStatus.PENDING,
                order.shippingCents(),
                beginning,
                Optional.empty(),
                lines,
                false,
                null,
                order.note(),
                order.actor());
    }

    private Sale written(Tx tx, Shop shop, PointOfSaleOrder order, OrderDraft draft, List<@Nullable String> pictures) {
        Instant now = clock.now();
        long orderId = draft.orderId();
        NewOrders.write(tx, outbox, shop, List.of(draft), now);
        Order.Header header = tx.run(PointOfSaleSql.header(shop.id(), orderId));
        List<Sale.Item> items = draft.lines().stream()
                .map(line ->
                        new Sale.Item(line.kept(orderId, draft.isSettled() ? now : null), pictures.get(line.line())))
                .toList();
        return new Sale(header, items, order.note());
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
