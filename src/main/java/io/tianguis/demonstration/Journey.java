package io.tianguis.demonstration;

import io.tianguis.fulfillment.Fulfillment;
import io.tianguis.fulfillment.FulfillmentRejection;
import io.tianguis.fulfillment.FulfillmentStep;
import io.tianguis.fulfillment.Parcel;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What becomes of an order after it was taken, each step at its moment. */
record Journey(List<Leg> legs) {

    private static final String ACTOR = "almacen";

    /** The way to the buyer, and the hours that each step comes after the one before. */
    private static final List<Stretch> WAY = List.of(
            new Stretch(FulfillmentStep.PICK, 1, 20),
            new Stretch(FulfillmentStep.PACK, 1, 4),
            new Stretch(FulfillmentStep.SHIP, 2, 24),
            new Stretch(FulfillmentStep.DELIVER, 24, 120));

    private static final int LONGEST_DOUBT_HOURS = 48;

    /** Where the shares of a hundred orders begin that come further than the warehouse's door. */
    private static final int UNTOUCHED_FROM = 7;

    private static final int PICKED_FROM = 13;
    private static final int PACKED_FROM = 17;
    private static final int SHIPPED_FROM = 21;
    private static final int DELIVERED_FROM = 30;

    record Leg(FulfillmentStep step, Instant at) {}

    private record Stretch(FulfillmentStep step, int leastHours, int mostHours) {}

    /**
     * At the counter the buyer has it within minutes.
     *
     * @param end what would come later has not happened yet
     */
    static Journey atCounter(Instant taken, Instant end) {
        List<Leg> legs = new ArrayList<>();
        for (int step = 0; step < WAY.size(); step++) {
            legs.add(new Leg(WAY.get(step).step(), taken.plus(Duration.ofMinutes(step + 1))));
        }
        return until(end, legs);
    }

    /**
     * A few orders are canceled, some wait somewhere, most arrive; one that waits for a label goes nowhere.
     *
     * @param end what would come later has not happened yet
     */
    static Journey ofParcel(Instant taken, boolean paused, Instant end, Dice dice) {
        int share = dice.below(100);
        List<Leg> legs = new ArrayList<>();
        if (share < UNTOUCHED_FROM) {
            legs.add(new Leg(
                    FulfillmentStep.CANCEL, taken.plus(Duration.ofHours(dice.between(1, LONGEST_DOUBT_HOURS)))));
        } else {
            Instant at = taken;
            for (Stretch stretch : WAY.subList(0, paused ? 0 : steps(share))) {
                at = at.plus(Duration.ofMinutes(dice.between(60 * stretch.leastHours(), 60 * stretch.mostHours())));
                legs.add(new Leg(stretch.step(), at));
            }
        }
        return until(end, legs);
    }

    private static Journey until(Instant end, List<Leg> legs) {
        return new Journey(legs.stream().filter(leg -> !leg.at().isAfter(end)).toList());
    }

    private static int steps(int share) {
        if (share < PICKED_FROM) {
            return 0;
        }
        if (share < PACKED_FROM) {
            return 1;
        }
        if (share < SHIPPED_FROM) {
            return 2;
        }
        return share < DELIVERED_FROM ? 3 : 4;
    }

    /** Takes the steps. */
    void travel(Tx tx, Fulfillment fulfillment, HistoricClock clock, ShopId shop, long orderId) {
        for (Leg leg : legs) {
            clock.stand(leg.at());
            if (take(tx, fulfillment, shop, orderId, leg.step())
                    instanceof Outcome.Rejected<Long, FulfillmentRejection>(FulfillmentRejection rejection)) {
                throw new IllegalStateException("a step of the load's order " + orderId + " was refused: " + rejection);
            }
        }
    }

    private static Outcome<Long, FulfillmentRejection> take(
            Tx tx, Fulfillment fulfillment, ShopId shop, long orderId, FulfillmentStep step) {
        return switch (step) {
            case PICK -> fulfillment.pick(tx, shop, orderId, ACTOR);
            case PACK -> fulfillment.pack(tx, shop, orderId, ACTOR);
            case SHIP -> fulfillment.ship(tx, shop, orderId, Parcel.AS_LABELED, ACTOR);
            case DELIVER -> fulfillment.deliver(tx, shop, orderId, ACTOR);
            case CANCEL -> fulfillment.cancel(tx, shop, orderId, ACTOR);
            case ASSIGN_LABEL -> throw new IllegalArgumentException("no journey begins with a label");
        };
    }
}
