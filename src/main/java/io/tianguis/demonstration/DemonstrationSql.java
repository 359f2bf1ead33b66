package io.tianguis.demonstration;

import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.Optional;

/** The statements on {@code demonstration_numbering}; all by its key. */
final class DemonstrationSql {

    /** The numbers after the last ones of a load. */
    record Reached(long products, long people, long orders, long questions, long messages) {}

    private DemonstrationSql() {}

    /** Takes numbers for a load; another load of the shop waits until the transaction ends. */
    static Reached take(Tx tx, ShopId shop, Amounts amounts) {
        return tx.get(
                Reached.class,
                """
                INSERT INTO demonstration_numbering AS n (shop_id, products, people, orders, questions, messages)
                VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (shop_id) DO UPDATE
                   SET products = n.products + EXCLUDED.products,
                       people = n.people + EXCLUDED.people,
                       orders = n.orders + EXCLUDED.orders,
                       questions = n.questions + EXCLUDED.questions,
                       messages = n.messages + EXCLUDED.messages
                RETURNING products, people, orders, questions, messages
                """,
                shop.value(),
                amounts.products(),
                amounts.customers(),
                amounts.orders(),
                amounts.questions(),
                amounts.messages());
    }

    /** Makes another load of the shop wait until the transaction ends. */
    static void lock(Tx tx, ShopId shop) {
        tx.update("UPDATE demonstration_numbering SET products = products WHERE shop_id = ?", shop.value());
    }

    /** Marks the shop as furnished; false when it is so already, if need be after waiting for who furnishes it now. */
    static boolean furnish(Tx tx, ShopId shop) {
        return tx.update("""
                INSERT INTO demonstration_numbering AS n (shop_id, furnished)
                VALUES (?, true)
                    ON CONFLICT (shop_id) DO UPDATE SET furnished = true
                 WHERE NOT n.furnished
                """, shop.value()) > 0;
    }

    static boolean isFurnished(Statements statements, ShopId shop) {
        record Marked(boolean furnished) {}
        Optional<Marked> marked = statements.find(
                Marked.class, "SELECT furnished FROM demonstration_numbering WHERE shop_id = ?", shop.value());
        return marked.map(Marked::furnished).orElse(false);
    }
}
