package io.tianguis.customers;

import io.tianguis.customers.CustomerProfile.Address;
import io.tianguis.customers.CustomerProfile.CustomField;
import io.tianguis.customers.CustomerProfile.Tag;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on the customers' tables. */
final class CustomersSql {

    private CustomersSql() {}

    static Optional<CustomerProfile> find(Statements statements, ShopId shop, CustomerKey key) {
        return profile(statements, shop, PersonKeysSql.subselect(key), PersonKeysSql.text(key));
    }

    static Optional<CustomerProfile> find(Statements statements, ShopId shop, long customerId) {
        return profile(
                statements, shop, "(SELECT person_id FROM customer WHERE shop_id = ? AND customer_id = ?)", customerId);
    }

    /**
     * Of several rows the root's own belongings come first: its main address is the main one, its custom fields stand.
     *
     * @param found a subselect of the person's id, of two parameters: the shop and the key
     */
    private static Optional<CustomerProfile> profile(Statements statements, ShopId shop, String found, Object key) {
        return statements.together(
                """
                SELECT * FROM customer_profile WHERE shop_id = ? AND customer_id = %1$s;
                SELECT a.address_id, a.address, a.city, a.state, a.zip_code, a.country, a.latitude, a.longitude,
                       a.description,
                       a.main AND 1 = rank() OVER (ORDER BY a.main DESC, a.customer_id <> p.person_id, a.address_id) AS main
                  FROM person_row p
                  JOIN customer_address a ON a.shop_id = p.shop_id AND a.customer_id = p.customer_id
                 WHERE p.shop_id = ? AND p.person_id = %1$s
                 ORDER BY a.address_id;
                SELECT DISTINCT ON (t.tag_id) t.web_id, t.name
                  FROM person_row p
                  JOIN customer_tag c ON c.shop_id = p.shop_id AND c.customer_id = p.customer_id
                  JOIN tag t ON t.shop_id = c.shop_id AND t.tag_id = c.tag_id
                 WHERE p.shop_id = ? AND p.person_id = %1$s
                 ORDER BY t.tag_id;
                SELECT DISTINCT ON (f.field_id) f.name, c.content
                  FROM person_row p
                  JOIN customer_custom_field c ON c.shop_id = p.shop_id AND c.customer_id = p.customer_id
                  JOIN custom_field f ON f.shop_id = c.shop_id AND f.field_id = c.field_id
                 WHERE p.shop_id = ? AND p.person_id = %1$s
                 ORDER BY f.field_id, c.customer_id <> p.person_id, c.customer_id
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
                                              whatsapp_opt_in, whatsapp_name, agent_id, entered_by_hand, created_at,
                                              updated_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true, ?, ?)
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
}
