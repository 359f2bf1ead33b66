package io.tianguis.demonstration;

/** Hears how far a load has come; called from several threads. */
public interface Progress {

    Progress SILENT = (stage, entered) -> {};

    /** What is entered in one go, in this order. */
    enum Stage {
        PRODUCTS,
        CUSTOMERS,
        ORDERS,
        QUESTIONS,
        MESSAGES
    }

    /** So many more are committed. */
    void entered(Stage stage, int entered);
}
