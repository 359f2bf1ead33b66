package io.tianguis.demonstration;

import io.tianguis.customers.Person;
import io.tianguis.inbound.NewEntry;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.PointOfSaleOrder;
import io.tianguis.orders.PointOfSaleOrder.State;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the orders of the other channels leave out: a counter's sales in each of their states, goods that were announced, and
 * goods that came back, so that no list of a new shop is empty.
 */
final class Counter {

    private static final String CHANNEL = "Mostrador";
    private static final String ACTOR = "caja";
    private static final String WAREHOUSE = "almacen";
    private static final List<String> SKUS = List.of("MULTI01", "TERMO10");
    private static final List<State> STATES = List.of(
            State.SETTLED, State.SETTLED, State.PENDING, State.SETTLED, State.CANCELED, State.PENDING, State.SETTLED);
    private static final Duration BETWEEN_SALES = Duration.ofHours(3);

    private Counter() {}

    /**
     * Enters them at the end of the shop's last year, of the items of the published examples.
     *
     * @param load whose customers buy
     */
    static void enter(Tx tx, Doors doors, HistoricClock clock, Load load) {
        Instant opens = load.reference().minus(BETWEEN_SALES.multipliedBy(STATES.size() + 1L));
        Shop shop = load.shop();
        long sent = 0;
        for (int sale = 0; sale < STATES.size(); sale++) {
            clock.stand(opens.plus(BETWEEN_SALES.multipliedBy(sale)));
            State state = STATES.get(sale);
            long orderId = sell(tx, doors, shop, load.internationalPhone(sale), SKUS.get(sale % SKUS.size()), state);
            if (state == State.SETTLED && sent < 2) {
                sendBack(tx, doors, shop, orderId, SKUS.get(sale % SKUS.size()), sent++ == 0);
            }
        }
        for (String sku : SKUS) {
            NewEntry entry = new NewEntry(
                    List.of(new NewEntry.Line(sku, Optional.of(50L)), new NewEntry.Line("BOTLE12", Optional.of(24L))),
                    "Estafeta",
                    "30112345" + SKUS.indexOf(sku));
            accepted(doors.inbound().announce(tx, shop.id(), entry));
        }
    }

    private static long sell(Tx tx, Doors doors, Shop shop, String phone, String sku, State state) {
        String webId = doors.catalog()
                .findWebId(tx, shop.id(), sku)
                .orElseThrow(() -> new IllegalStateException("the shop has no " + sku));
        PointOfSaleOrder order = new PointOfSaleOrder(
                CHANNEL,
                state,
                new Person(null, null, phone, null),
                new ShipTo(null, phone, null, null, null, null, null, null, null, null, shop.country()),
                true,
                0,
                Optional.empty(),
                List.of(new PointOfSaleOrder.Line(webId, 2, Optional.empty())),
                ACTOR);
        return accepted(doors.pointOfSale().sell(tx, shop, order)).header().orderId();
    }

    /** @param accepted whether it came and was found good, rather than being on its way */
    private static void sendBack(Tx tx, Doors doors, Shop shop, long orderId, String sku, boolean accepted) {
        String token = accepted(doors.returns().open(tx, shop.id(), orderId, sku, 1))
                .header()
                .token();
        if (accepted) {
            accepted(doors.returns().receive(tx, shop.id(), token, sku, 1));
            accepted(doors.returns().accept(tx, shop.id(), token, sku, 1, WAREHOUSE));
            accepted(doors.returns().close(tx, shop.id(), token));
        }
    }

    private static <T, R> T accepted(Outcome<T, R> outcome) {
        return outcome.fold(value -> value, rejection -> {
            throw new IllegalStateException("the counter was refused: " + rejection);
        });
    }
}
