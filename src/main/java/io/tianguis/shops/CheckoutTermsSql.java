package io.tianguis.shops;

import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;

/** The statements on {@code checkout_terms}. */
final class CheckoutTermsSql {

    private CheckoutTermsSql() {}

    /** By {@code checkout_terms_pk}. */
    static CheckoutTerms find(Statements statements, ShopId shop) {
        return statements.find(CheckoutTerms.class, """
                        SELECT shipping_to_be_agreed, flat_shipping_cents, payment_to_be_agreed, bank_transfer,
                               cash_on_delivery
                          FROM checkout_terms
                         WHERE shop_id = ?
                        """, shop.value()).orElse(CheckoutTerms.UNSAID);
    }

    /** The same below the lock of the shop's row, since a shop that has said nothing has no row of its own to be locked. */
    static CheckoutTerms lock(Tx tx, ShopId shop) {
        record Locked(long shopId) {}
        tx.find(Locked.class, "SELECT shop_id FROM shop WHERE shop_id = ? FOR NO KEY UPDATE", shop.value());
        return find(tx, shop);
    }

    static void save(Tx tx, ShopId shop, CheckoutTerms terms) {
        tx.update(
                """
                INSERT INTO checkout_terms (shop_id, shipping_to_be_agreed, flat_shipping_cents, payment_to_be_agreed,
                                            bank_transfer, cash_on_delivery)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (shop_id) DO UPDATE
                   SET shipping_to_be_agreed = excluded.shipping_to_be_agreed,
                       flat_shipping_cents = excluded.flat_shipping_cents,
                       payment_to_be_agreed = excluded.payment_to_be_agreed,
                       bank_transfer = excluded.bank_transfer,
                       cash_on_delivery = excluded.cash_on_delivery
                """,
                shop.value(),
                terms.shippingToBeAgreed(),
                terms.flatShippingCents(),
                terms.paymentToBeAgreed(),
                terms.bankTransfer(),
                terms.cashOnDelivery());
    }
}
