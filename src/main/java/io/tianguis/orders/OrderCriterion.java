package io.tianguis.orders;

import io.tianguis.orders.Order.ShipmentStatus;
import java.util.Optional;
import java.util.Set;

/**
 * What a search narrows orders to. Orders have to meet all criteria of a search; two may contradict each other, and then no
 * order does.
 */
public final class OrderCriterion {

    private static final int CONTACT = 3;
    private static final int PROCESSED = 1 << 2;
    private static final int PAID = 1 << 3;
    private static final int DELIVERED = 1 << 4;
    private static final int CLOSED = 1 << 5;
    private static final int BUYER_FEEDBACK = 1 << 6;
    private static final int SELLER_FEEDBACK = 1 << 7;
    private static final int FLAGS = PROCESSED | PAID | DELIVERED | CLOSED | BUYER_FEEDBACK | SELLER_FEEDBACK;
    private static final int SHIPMENT_SHIFT = 8;
    private static final int SHIPMENT = 7 << SHIPMENT_SHIFT;

    private final int mask;
    private final int bits;
    private final boolean negated;
    private final Optional<Set<String>> channelKeys;

    private OrderCriterion(int mask, int bits, boolean negated, Optional<Set<String>> channelKeys) {
        this.mask = mask;
        this.bits = bits;
        this.negated = negated;
        this.channelKeys = channelKeys;
    }

    private static OrderCriterion of(int mask, int bits) {
        return new OrderCriterion(mask, bits, false, Optional.empty());
    }

    public static OrderCriterion contact(ContactStatus status) {
        return of(CONTACT, status.ordinal());
    }

    public static OrderCriterion processed(boolean processed) {
        return of(PROCESSED, processed ? PROCESSED : 0);
    }

    public static OrderCriterion paid(boolean paid) {
        return of(PAID, paid ? PAID : 0);
    }

    public static OrderCriterion delivered(boolean delivered) {
        return of(DELIVERED, delivered ? DELIVERED : 0);
    }

    public static OrderCriterion closed(boolean closed) {
        return of(CLOSED, closed ? CLOSED : 0);
    }

    public static OrderCriterion buyerFeedback(boolean given) {
        return of(BUYER_FEEDBACK, given ? BUYER_FEEDBACK : 0);
    }

    public static OrderCriterion sellerFeedback(boolean given) {
        return of(SELLER_FEEDBACK, given ? SELLER_FEEDBACK : 0);
    }

    /** Both sides' feedback, or not both. */
    public static OrderCriterion feedback(boolean whole) {
        int both = BUYER_FEEDBACK | SELLER_FEEDBACK;
        return new OrderCriterion(both, both, !whole, Optional.empty());
    }

    /** Of the order's first shipment. */
    public static OrderCriterion shipment(ShipmentStatus status) {
        return of(SHIPMENT, status.ordinal() << SHIPMENT_SHIFT);
    }

    /** Neither processed nor closed. */
    public static OrderCriterion pendingProcess() {
        return of(PROCESSED | CLOSED, 0);
    }

    /** Paid, and neither delivered nor closed. */
    public static OrderCriterion pendingShipment() {
        return of(PAID | DELIVERED | CLOSED, PAID);
    }

    /** Delivered, without the seller's feedback. */
    public static OrderCriterion pendingFeedback() {
        return of(DELIVERED | SELLER_FEEDBACK, DELIVERED);
    }

    /** @param keys of sales channels, as {@link OrderCounts#channelKeys} has them */
    public static OrderCriterion channels(Set<String> keys) {
        return new OrderCriterion(0, 0, false, Optional.of(Set.copyOf(keys)));
    }

    /**
     * The traits of every order whose state has these bits, as the table's {@code order_traits} numbers them: a bit for each contact
     * status, each flag that is set, each that is not, and each status of the shipment.
     *
     * @param mask which bits of the state are told
     */
    static int traits(int mask, int bits) {
        int contact = (mask & CONTACT) == 0 ? 0 : 1 << (bits & CONTACT);
        int set = (mask & bits & FLAGS) << 1;
        int unset = (mask & ~bits & FLAGS) << 7;
        int shipment = (mask & SHIPMENT) == 0 ? 0 : 1 << 15 + ((bits & SHIPMENT) >> SHIPMENT_SHIFT);
        return contact | set | unset | shipment;
    }

    /** The trait of every order of a channel, which some other channels may have too. */
    static int trait(String channelKey) {
        int[] points = channelKey.codePoints().toArray();
        int sum = points.length == 0 ? 0 : points[0] + points[points.length - 1] + points.length;
        return 1 << 23 + (sum & 7);
    }

    boolean isMetBy(String channelKey, int state) {
        return ((state & mask) == bits) != negated
                && (channelKeys.isEmpty() || channelKeys.get().contains(channelKey));
    }

    int mask() {
        return mask;
    }

    int bits() {
        return bits;
    }

    boolean negated() {
        return negated;
    }

    Optional<Set<String>> channelKeys() {
        return channelKeys;
    }
}
