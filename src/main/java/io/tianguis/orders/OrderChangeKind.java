package io.tianguis.orders;

/** What a seller can do with an order besides sending it on its way, as its log tells it. */
enum OrderChangeKind {
    /** The description is the invoice's type and number. */
    INVOICED,
    INVOICE_WITHDRAWN,
    /** The description is the shipment's status and tracking number. */
    SHIPMENT_CHANGED,
    /** The description is the new contact status. */
    CONTACT_CHANGED,
    PROCESSED,
    /** The description is the reason. */
    CLOSED,
    REOPENED,
    BUYER_FEEDBACK,
    SELLER_FEEDBACK,
    /** The description is the payment's id and its state. */
    PAYMENT_CHANGED
}
