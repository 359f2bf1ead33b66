package io.tianguis.demonstration;

import io.tianguis.customers.Person;
import io.tianguis.demonstration.Country.Channel;
import io.tianguis.demonstration.People.Someone;
import io.tianguis.orders.CreateOrder;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.ShippingService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The orders of a load, each made from the seed and its index alone.
 *
 * <p>Orders, products and customers are dealt out to lanes like cards, and an order buys its own lane's products for its own
 * lane's customers. Lanes therefore never wait for each other's rows, however many orders a transaction has.
 */
final class Sales {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final int[] LINES_OF_A_HUNDRED = {60, 82, 92, 97, 100};

    private final Country country;
    private final Seed seed;
    private final Amounts amounts;
    private final int newcomers;
    private final int lanes;
    private final Instant end;
    private final Assortment assortment;
    private final People people;
    private final Numbers numbers;
    private final int[] variantCounts;

    /**
     * @param lanes at most as many as there are products, and customers who are no newcomers
     * @param end of the year over which the orders are spread
     */
    Sales(
            Country country,
            Seed seed,
            Amounts amounts,
            int newcomers,
            int lanes,
            Instant end,
            Assortment assortment,
            People people,
            Numbers numbers) {
        this.country = country;
        this.seed = seed;
        this.amounts = amounts;
        this.newcomers = newcomers;
        this.lanes = lanes;
        this.end = end;
        this.assortment = assortment;
        this.people = people;
        this.numbers = numbers;
        this.variantCounts = new int[amounts.products()];
        for (int product = 0; product < variantCounts.length; product++) {
            variantCounts[product] = assortment.outline(product).variants();
        }
    }

    /** Units of one variant of one of the load's products. */
    record Pick(int product, int variant, int units) {}

    /** When an order was made: the later its index, the later. */
    Instant at(int index) {
        long span = YEAR.toSeconds() / Math.max(1, amounts.orders());
        long within = span <= 1 ? 0 : seed.of("order time", index).below((int) span);
        return end.minus(YEAR).plusSeconds(YEAR.toSeconds() * index / amounts.orders() + within);
    }

    /** What an order buys: one to five different variants. */
    List<Pick> picks(int index) {
        Dice dice = seed.of("order lines", index);
        int drawn = dice.below(100);
        int wanted = 1;
        while (drawn >= LINES_OF_A_HUNDRED[wanted - 1]) {
            wanted++;
        }
        int lane = index % lanes;
        List<Pick> picks = new ArrayList<>();
        Set<Long> taken = new HashSet<>();
        for (int line = 0; line < wanted; line++) {
            int product = lane + lanes * dice.skewed(dealt(amounts.products(), lane));
            int variant = dice.below(variantCounts[product]);
            int units = dice.chance(78) ? 1 : dice.between(2, 4);
            if (taken.add((long) product << 32 | variant)) {
                picks.add(new Pick(product, variant, units));
            }
        }
        return picks;
    }

    /** The index of the person who buys. Newcomers are met by their first order alone, the others come back. */
    int buyer(int index) {
        if (newcomers > 0) {
            int newcomer = (int) ((long) index * newcomers / amounts.orders());
            boolean firstOfShare = index == 0 || (long) (index - 1) * newcomers / amounts.orders() < newcomer;
            if (firstOfShare) {
                return amounts.customers() - newcomers + newcomer;
            }
        }
        int lane = index % lanes;
        return lane + lanes * seed.of("buyer", index).skewed(dealt(amounts.customers() - newcomers, lane));
    }

    Channel channel(int index) {
        return country.channel(seed.of("channel", index));
    }

    CreateOrder order(int index) {
        Channel channel = channel(index);
        Dice dice = seed.of("order details", index);
        long number = numbers.of(index);
        int buyer = buyer(index);
        Someone someone = people.someone(buyer);
        String orderNumber = filled(channel.shape(), number);
        boolean paused = !channel.atCounter() && dice.chance(15);
        return new CreateOrder(
                channel.name(),
                orderNumber,
                switch (channel.externalShape()) {
                    case "" -> null;
                    case "=" -> orderNumber;
                    default -> filled(channel.externalShape(), number);
                },
                new Person(
                        someone.firstName(),
                        someone.lastName(),
                        country.telephones().spelled(someone.phone(), dice),
                        someone.email()),
                people.shipTo(buyer, dice),
                channel.atCounter()
                        ? new Shipping(ShippingService.PICKUP, null, null, null, false)
                        : parcel(paused, dice),
                paused,
                picks(index).stream()
                        .map(pick -> new Line(assortment.outline(pick.product()).sku(pick.variant()), pick.units()))
                        .toList(),
                Optional.empty(),
                channel.name());
    }

    /** What waits for a label has none, nor a number to follow it by. */
    private Shipping parcel(boolean paused, Dice dice) {
        String tracking = dice.filled("##########");
        return new Shipping(
                dice.chance(80) ? ShippingService.ECONOMY : ShippingService.NEXT_DAY,
                dice.pick(country.carriers()),
                paused ? null : tracking,
                paused ? null : "https://guias.example/" + tracking + ".pdf",
                dice.chance(10));
    }

    private static String filled(String shape, long number) {
        int drawn = (int) shape.chars().filter(sign -> sign == '#').count();
        if (shape.indexOf('N') >= 0) {
            return shape.replace("N", Long.toString(1_001 + number));
        }
        return Telephones.spelled(Numbers.digits(number, drawn), shape);
    }

    /** How many of so many cards a lane is dealt. */
    private int dealt(int total, int lane) {
        return (total - lane + lanes - 1) / lanes;
    }
}
