package io.tianguis.stock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the ledger must do, said without a database: a few variants by number, and the orders that hold units of them. */
final class LedgerModel {

    private final List<Item> items;
    private final Map<Long, Map<Integer, Long>> held = new TreeMap<>();

    /** A movement as the ledger must tell it. */
    record Entry(long delta, MovementReason reason, String reference, Instant at, long onHandAfter) {}

    /** One variant. */
    static final class Item {

        private final List<Entry> entries = new ArrayList<>();
        private boolean acceptsBackOrders;
        private long onHand;
        private long reserved;

        Item(boolean acceptsBackOrders) {
            this.acceptsBackOrders = acceptsBackOrders;
        }

        long onHand() {
            return onHand;
        }

        long reserved() {
            return reserved;
        }

        boolean acceptsBackOrders() {
            return acceptsBackOrders;
        }

        /** The newest first. */
        List<Entry> entries() {
            return entries.reversed();
        }

        long onHandAt(Instant moment) {
            return entries.stream()
                    .filter(entry -> !entry.at().isAfter(moment))
                    .mapToLong(Entry::delta)
                    .sum();
        }

        private void move(long delta, MovementReason reason, String reference, Instant now) {
            if (delta != 0) {
                Instant latest = entries.isEmpty() ? now : entries.getLast().at();
                onHand += delta;
                entries.add(new Entry(delta, reason, reference, latest.isAfter(now) ? latest : now, onHand));
            }
        }
    }

    LedgerModel(boolean... acceptBackOrders) {
        items = new ArrayList<>();
        for (boolean accepts : acceptBackOrders) {
            items.add(new Item(accepts));
        }
    }

    List<Item> items() {
        return items;
    }

    /** The orders that hold units. */
    List<Long> openOrders() {
        return List.copyOf(held.keySet());
    }

    /** The units of each variant are held if they suffice; answers the indexes of the lines that are held. */
    List<Integer> reserve(long order, int[] variants, long[] units) {
        Map<Integer, Long> wanted = new HashMap<>();
        for (int line = 0; line < variants.length; line++) {
            wanted.merge(variants[line], units[line], Long::sum);
        }
        wanted.entrySet().removeIf(want -> {
            Item item = items.get(want.getKey());
            return !item.acceptsBackOrders && item.onHand - item.reserved < want.getValue();
        });
        wanted.forEach((variant, sum) -> items.get(variant).reserved += sum);
        if (!wanted.isEmpty()) {
            held.put(order, wanted);
        }
        List<Integer> lines = new ArrayList<>();
        for (int line = 0; line < variants.length; line++) {
            if (wanted.containsKey(variants[line])) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The variants of which the order needs more than there is; when there are none, it has left. */
    List<Integer> ship(long order, String reference, Instant now) {
        Map<Integer, Long> lines = held.getOrDefault(order, Map.of());
        List<Integer> lacking = lines.entrySet().stream()
                .filter(line -> items.get(line.getKey()).onHand < line.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (lacking.isEmpty()) {
            lines.forEach((variant, units) -> {
                items.get(variant).reserved -= units;
                items.get(variant).move(-units, MovementReason.SALE, reference, now);
            });
            held.remove(order);
        }
        return lacking;
    }

    /** How many units the order held. */
    long release(long order) {
        Map<Integer, Long> lines = held.getOrDefault(order, Map.of());
        lines.forEach((variant, units) -> items.get(variant).reserved -= units);
        held.remove(order);
        return lines.values().stream().mapToLong(Long::longValue).sum();
    }

    void receive(int[] variants, long[] units, MovementReason reason, String reference, Instant now) {
        Map<Integer, Long> arrived = new HashMap<>();
        for (int i = 0; i < variants.length; i++) {
            arrived.merge(variants[i], units[i], Long::sum);
        }
        arrived.forEach((variant, sum) -> items.get(variant).move(sum, reason, reference, now));
    }

    /** Whether it was made. */
    boolean adjust(int variant, long delta, String reference, Instant now) {
        Item item = items.get(variant);
        boolean made = item.onHand + delta >= (item.acceptsBackOrders ? 0 : item.reserved);
        if (made) {
            item.move(delta, MovementReason.ADJUSTMENT, reference, now);
        }
        return made;
    }

    void set(int variant, long available, Instant now) {
        Item item = items.get(variant);
        item.move(available - (item.onHand - item.reserved), MovementReason.SET, null, now);
    }

    /** Whether it may be. */
    boolean acceptBackOrders(int variant, boolean accepts) {
        Item item = items.get(variant);
        boolean sound = accepts || item.onHand >= item.reserved;
        if (sound) {
            item.acceptsBackOrders = accepts;
        }
        return sound;
    }

    @Override
    public String toString() {
        return Arrays.toString(items.stream()
                        .map(item -> item.onHand + "/" + item.reserved + (item.acceptsBackOrders ? "+" : ""))
                        .toArray())
                + " held " + held;
    }
}
