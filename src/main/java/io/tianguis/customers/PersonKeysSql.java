package io.tianguis.customers;

import io.tianguis.customers.CustomerKey.ByEmail;
import io.tianguis.customers.CustomerKey.ByPhone;
import io.tianguis.customers.CustomerKey.ByPublicId;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /** Those keys that name somebody; by the same indexes. */
    static Map<CustomerKey, Long> findAll(Statements statements, ShopId shop, List<CustomerKey> keys) {
        record Named(int place, long personId) {}
        return statements
                .list(
                        Named.class,
                        """
                        SELECT given.place::integer AS place, c.person_id
                          FROM unnest(?::text[]) WITH ORDINALITY AS given(public_id, place)
                          JOIN customer c ON c.shop_id = ? AND c.public_id = given.public_id
                        UNION ALL
                        SELECT given.place::integer, c.person_id
                          FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS given(kind, value, place)
                          JOIN customer_identity i
                            ON i.shop_id = ? AND i.kind = given.kind AND i.value = given.value
                          JOIN customer c ON c.shop_id = i.shop_id AND c.customer_id = i.customer_id
                        """,
                        texts(keys, PersonKeysSql::publicId),
                        shop.value(),
                        texts(keys, PersonKeysSql::kind),
                        texts(keys, PersonKeysSql::value),
                        shop.value())
                .stream()
                .collect(Collectors.toMap(named -> keys.get(named.place() - 1), Named::personId));
    }

    private static @Nullable String publicId(CustomerKey key) {
        return key instanceof ByPublicId(String publicId) ? publicId : null;
    }

    private static @Nullable String kind(CustomerKey key) {
        return switch (key) {
            case ByPublicId _ -> null;
            case ByEmail _ -> "email";
            case ByPhone _ -> "phone";
        };
    }

    private static @Nullable String value(CustomerKey key) {
        return switch (key) {
            case ByPublicId _ -> null;
            case ByEmail(String email) -> email;
            case ByPhone(String phone) -> phone;
        };
    }

    private static @Nullable String[] texts(List<CustomerKey> keys, Function<CustomerKey, @Nullable String> text) {
        return keys.stream().map(text).toArray(String[]::new);
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
