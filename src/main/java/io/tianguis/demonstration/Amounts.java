package io.tianguis.demonstration;

/**
 * How much to load.
 *
 * @param products with one variant or several each
 * @param customers those entered by hand and those whom their first order introduces, together
 * @param orders of this load's products and customers
 * @param questions that this load's customers ask in public
 * @param messages that this load's customers and the shop write each other
 */
public record Amounts(int products, int customers, int orders, int questions, int messages) {

    public static final int MAX_PRODUCTS = 200_000;
    public static final int MAX_CUSTOMERS = 1_000_000;
    public static final int MAX_ORDERS = 10_000_000;
    public static final int MAX_QUESTIONS = 1_000_000;
    public static final int MAX_MESSAGES = 10_000_000;

    /** @throws IllegalArgumentException if a number is negative or too large, or if orders have nobody or nothing */
    public Amounts {
        if (products < 0 || products > MAX_PRODUCTS) {
            throw new IllegalArgumentException("products can be 0 to " + MAX_PRODUCTS);
        }
        if (customers < 0 || customers > MAX_CUSTOMERS) {
            throw new IllegalArgumentException("customers can be 0 to " + MAX_CUSTOMERS);
        }
        if (orders < 0 || orders > MAX_ORDERS) {
            throw new IllegalArgumentException("orders can be 0 to " + MAX_ORDERS);
        }
        if (orders > 0 && (products == 0 || customers == 0)) {
            throw new IllegalArgumentException(
                    "each load sells its own products to its own customers: orders need at least one of both");
        }
        if (questions < 0 || questions > MAX_QUESTIONS) {
            throw new IllegalArgumentException("questions can be 0 to " + MAX_QUESTIONS);
        }
        if (questions > 0 && customers == 0) {
            throw new IllegalArgumentException("each load's customers ask its questions: questions need at least one");
        }
        if (messages < 0 || messages > MAX_MESSAGES) {
            throw new IllegalArgumentException("messages can be 0 to " + MAX_MESSAGES);
        }
        if (messages > 0 && customers == 0) {
            throw new IllegalArgumentException("each load's customers write its messages: messages need at least one");
        }
    }

    /** Without questions and messages. */
    public Amounts(int products, int customers, int orders) {
        this(products, customers, orders, 0, 0);
    }
}
