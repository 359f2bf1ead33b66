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
        return statements
                .find(Found.class, subselect(key), shop.value(), text(key))
                .map(Found::personId);
    }

    /** The id of the person's root, of two parameters: the shop and the key's {@link #text}. */
    static String subselect(CustomerKey key) {
        @Nullable String kind = kind(key);
        return kind == null
                ? "(SELECT person_id FROM customer WHERE shop_id = ? AND public_id = ?)"
                : """
                (SELECT c.person_id
                   FROM customer_identity i
                   JOIN customer c ON c.shop_id = i.shop_id AND c.customer_id = i.customer_id
                  WHERE i.shop_id = ? AND i.kind = '%s' AND i.value = ?)""".formatted(kind);
    }

    /** What the key is compared by. */
    static String text(CustomerKey key) {
        return switch (key) {
            case ByPublicId(String publicId) -> publicId;
            case ByEmail(String email) -> email;
            case ByPhone(String digits) -> digits;
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
                        texts(keys, key -> kind(key) == null ? text(key) : null),
                        shop.value(),
                        texts(keys, PersonKeysSql::kind),
                        texts(keys, PersonKeysSql::text),
                        shop.value())
                .stream()
                .collect(Collectors.toMap(named -> keys.get(named.place() - 1), Named::personId));
    }

    private static @Nullable String kind(CustomerKey key) {
        return switch (key) {
            case ByPublicId _ -> null;
            case ByEmail _ -> "email";
            case ByPhone _ -> "phone";
        };
    }

    private static @Nullable String[] texts(List<CustomerKey> keys, Function<CustomerKey, @Nullable String> text) {
        return keys.stream().map(text).toArray(String[]::new);
    }
}
