package io.tianguis.customers;

import io.tianguis.customers.CustomerKey.ByEmail;
import io.tianguis.customers.CustomerKey.ByPhone;
import io.tianguis.customers.CustomerKey.ByPublicId;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.Optional;

/** The statements that ask no more of a person than who it is. */
final class PersonKeysSql {

    record Found(long personId) {}

    private PersonKeysSql() {}

    /** By {@code customer_public_id_unique} or {@code customer_identity_pk}. */
    static Optional<Long> find(Statements statements, ShopId shop, CustomerKey key) {
        return switch (key) {
            case ByPublicId(String publicId) ->
                statements
                        .find(
                                Found.class,
                                "SELECT person_id FROM customer WHERE shop_id = ? AND public_id = ?",
                                shop.value(),
                                publicId)
                        .map(Found::personId);
            case ByEmail(String email) -> findByIdentity(statements, shop, Identity.Kind.EMAIL, email);
            case ByPhone(String phone) -> findByIdentity(statements, shop, Identity.Kind.PHONE, phone);
        };
    }

    private static Optional<Long> findByIdentity(Statements statements, ShopId shop, Identity.Kind kind, String value) {
        return statements.find(Found.class, """
                        SELECT c.person_id
                          FROM customer_identity i
                          JOIN customer c ON c.shop_id = i.shop_id AND c.customer_id = i.customer_id
                         WHERE i.shop_id = ? AND i.kind = ? AND i.value = ?
                        """, shop.value(), kind, value).map(Found::personId);
    }
}
