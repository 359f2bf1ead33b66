package io.tianguis.customers;

import io.tianguis.customers.CustomerKey.ByEmail;
import io.tianguis.customers.CustomerKey.ByPhone;
import io.tianguis.customers.CustomerKey.ByPublicId;
import io.tianguis.customers.CustomerProfile.Address;
import io.tianguis.customers.CustomerProfile.CustomField;
import io.tianguis.customers.CustomerProfile.Tag;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements on the customers' tables. */
final class CustomersSql {

    private CustomersSql() {}

    static Optional<CustomerProfile> find(Statements statements, ShopId shop, CustomerKey key) {
        return switch (key) {
            case ByPublicId(String publicId) ->
                profile(
                        statements,
                        shop,
                        "(SELECT customer_id FROM customer WHERE shop_id = ? AND public_id = ?)",
                        publicId);
            case ByEmail(String email) ->
                profile(
                        statements,
                        shop,
                        "(SELECT customer_id FROM customer_identity"
                                + " WHERE shop_id = ? AND kind = 'email' AND value = ?)",
                        email);
            case ByPhone(String phone) ->
                profile(
                        statements,
                        shop,
                        "(SELECT customer_id FROM customer_identity"
                                + " WHERE shop_id = ? AND kind = 'phone' AND value = ?)",
                        phone);
        };
    }

    /** @param found a subselect of the customer's id, of two parameters: the shop and the key */
    private static Optional<CustomerProfile> profile(Statements statements, ShopId shop, String found, String key) {
        return statements.together(
                """
                SELECT * FROM customer_profile WHERE shop_id = ? AND customer_id = %1$s;
                SELECT * FROM customer_address WHERE shop_id = ? AND customer_id = %1$s ORDER BY address_id;
                SELECT t.web_id, t.name
                  FROM customer_tag c
                  JOIN tag t ON t.shop_id = c.shop_id AND t.tag_id = c.tag_id
                 WHERE c.shop_id = ? AND c.customer_id = %1$s
                 ORDER BY t.tag_id;
                SELECT f.name, c.content
                  FROM customer_custom_field c
                  JOIN custom_field f ON f.shop_id = c.shop_id AND f.field_id = c.field_id
                 WHERE c.shop_id = ? AND c.customer_id = %1$s
                 ORDER BY f.field_id
                """.formatted(found),
                results -> {
                    Optional<Customer> customer = results.find(Customer.class);
                    List<Address> addresses = results.list(Address.class);
                    List<Tag> tags = results.list(Tag.class);
                    List<CustomField> fields = results.list(CustomField.class);
                    return customer.map(person -> new CustomerProfile(person, addresses, tags, fields));
                },
                shop.value(),
                shop.value(),
                key,
                shop.value(),
                shop.value(),
                key,
                shop.value(),
                shop.value(),
                key,
                shop.value(),
                shop.value(),
                key);
    }

    static long insert(
            Tx tx,
            ShopId shop,
            NewCustomer customer,
            Optional<String> phone,
            Optional<String> email,
            String publicId,
            Instant now) {
        record Inserted(long customerId) {}
        return tx.get(
                        Inserted.class,
                        """
                        INSERT INTO customer (shop_id, public_id, first_name, last_name, email, phone, document_type,
                                              document_number, address, city, state, zip_code, country, notes,
                                              whatsapp_opt_in, whatsapp_name, agent_id, created_at, updated_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        RETURNING customer_id
                        """,
                        shop.value(),
                        publicId,
                        customer.person().firstName(),
                        customer.person().lastName(),
                        email.orElse(null),
                        phone.orElse(null),
                        customer.documentType(),
                        customer.documentNumber(),
                        customer.address(),
                        customer.city(),
                        customer.state(),
                        customer.zipCode(),
                        customer.country(),
                        customer.notes(),
                        customer.whatsappOptIn(),
                        customer.whatsappName(),
                        customer.agentId(),
                        now,
                        now)
                .customerId();
    }

    /** Takes the identities that nobody has; answers the kinds that were free. */
    static Set<String> claim(Tx tx, ShopId shop, long customerId, Optional<String> phoneKey, Optional<String> email) {
        record Claimed(String kind) {}
        return tx.list(Claimed.class, """
                        INSERT INTO customer_identity (shop_id, kind, value, customer_id)
                        SELECT ?, g.kind, g.value, ?
                          FROM (VALUES ('phone', ?::text), ('email', ?::text)) AS g(kind, value)
                         WHERE g.value IS NOT NULL
                            ON CONFLICT (shop_id, kind, value) DO NOTHING
                        RETURNING kind
                        """, shop.value(), customerId, phoneKey.orElse(null), email.orElse(null)).stream()
                .map(Claimed::kind)
                .collect(Collectors.toSet());
    }

    static void insertBelongings(Tx tx, ShopId shop, long customerId, NewCustomer customer, Supplier<String> webId) {
        for (Address address : customer.addresses()) {
            insertAddress(tx, shop, customerId, address);
        }
        for (String tag : customer.tags()) {
            insertTag(tx, shop, customerId, tag, webId.get());
        }
        for (CustomField field : customer.customFields()) {
            insertCustomField(tx, shop, customerId, field);
        }
    }

    private static void insertAddress(Tx tx, ShopId shop, long customerId, Address address) {
        tx.update(
                """
                INSERT INTO customer_address (shop_id, customer_id, address, city, state, zip_code, country,
                                              latitude, longitude, description, main)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                shop.value(),
                customerId,
                address.address(),
                address.city(),
                address.state(),
                address.zipCode(),
                address.country(),
                address.latitude(),
                address.longitude(),
                address.description(),
                address.main());
    }

    private static void insertTag(Tx tx, ShopId shop, long customerId, String name, @Nullable String webId) {
        tx.update("""
                WITH defined AS (
                    INSERT INTO tag (shop_id, web_id, name)
                    VALUES (?, ?, ?)
                        ON CONFLICT (shop_id, name) DO UPDATE SET name = EXCLUDED.name
                    RETURNING tag_id)
                INSERT INTO customer_tag (shop_id, customer_id, tag_id)
                SELECT ?, ?, tag_id FROM defined
                    ON CONFLICT DO NOTHING
                """, shop.value(), webId, name, shop.value(), customerId);
    }

    private static void insertCustomField(Tx tx, ShopId shop, long customerId, CustomField field) {
        tx.update("""
                WITH defined AS (
                    INSERT INTO custom_field (shop_id, name)
                    VALUES (?, ?)
                        ON CONFLICT (shop_id, name) DO UPDATE SET name = EXCLUDED.name
                    RETURNING field_id)
                INSERT INTO customer_custom_field (shop_id, customer_id, field_id, content)
                SELECT ?, ?, field_id, ? FROM defined
                    ON CONFLICT (shop_id, customer_id, field_id) DO UPDATE SET content = EXCLUDED.content
                """, shop.value(), field.name(), shop.value(), customerId, field.content());
    }
}
