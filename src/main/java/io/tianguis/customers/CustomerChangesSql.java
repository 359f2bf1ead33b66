package io.tianguis.customers;

import io.tianguis.customers.CustomerChange.AddressChange;
import io.tianguis.customers.CustomerProfile.Address;
import io.tianguis.customers.CustomerProfile.CustomField;
import io.tianguis.kernel.Change;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The statements by which a person's fields, identities and belongings change; the caller holds the row of the person's root.
 * What is added hangs on the root; what is changed or taken away may hang on any row of the person.
 */
final class CustomerChangesSql {

    /** A customer whose row is locked, as far as a change has to know it. */
    record Locked(
            long customerId,
            String publicId,
            @Nullable String firstName,
            @Nullable String email,
            @Nullable String phone) {}

    /** How much hangs on a customer. */
    record Belongings(long addresses, long tags, long customFields) {}

    private CustomerChangesSql() {}

    /** Locks the row of a person's root, by {@code customer_pk}; nothing when it is a root no more. */
    static Optional<Locked> lock(Tx tx, ShopId shop, long customerId) {
        return tx.find(Locked.class, """
                SELECT customer_id, public_id, first_name, email, phone
                  FROM customer
                 WHERE shop_id = ? AND customer_id = ? AND merged_into IS NULL
                   FOR NO KEY UPDATE
                """, shop.value(), customerId);
    }

    /** A field that is not said keeps its value; telephone and email are shown as they are now known. */
    static void update(
            Tx tx,
            ShopId shop,
            long customerId,
            CustomerChange change,
            Change<String> phone,
            Change<String> email,
            Instant now) {
        Change<String> documentType = change.documentType().said()
                ? Change.to(
                        change.documentType().value() == null
                                ? null
                                : change.documentType().value().key())
                : Change.none();
        tx.update(
                """
                UPDATE customer
                   SET first_name = CASE WHEN ? THEN ?::text ELSE first_name END,
                       last_name = CASE WHEN ? THEN ?::text ELSE last_name END,
                       email = CASE WHEN ? THEN ?::text ELSE email END,
                       phone = CASE WHEN ? THEN ?::text ELSE phone END,
                       document_type = CASE WHEN ? THEN ?::text ELSE document_type END,
                       document_number = CASE WHEN ? THEN ?::text ELSE document_number END,
                       address = CASE WHEN ? THEN ?::text ELSE address END,
                       city = CASE WHEN ? THEN ?::text ELSE city END,
                       state = CASE WHEN ? THEN ?::text ELSE state END,
                       zip_code = CASE WHEN ? THEN ?::text ELSE zip_code END,
                       country = CASE WHEN ? THEN ?::text ELSE country END,
                       notes = CASE WHEN ? THEN ?::text ELSE notes END,
                       whatsapp_opt_in = coalesce(?::boolean, whatsapp_opt_in),
                       agent_id = CASE WHEN ? THEN ?::bigint ELSE agent_id END,
                       updated_at = ?
                 WHERE shop_id = ? AND customer_id = ?
                """,
                change.firstName().said(),
                change.firstName().value(),
                change.lastName().said(),
                change.lastName().value(),
                email.said(),
                email.value(),
                phone.said(),
                phone.value(),
                documentType.said(),
                documentType.value(),
                change.documentNumber().said(),
                change.documentNumber().value(),
                change.address().said(),
                change.address().value(),
                change.city().said(),
                change.city().value(),
                change.state().said(),
                change.state().value(),
                change.zipCode().said(),
                change.zipCode().value(),
                change.country().said(),
                change.country().value(),
                change.notes().said(),
                change.notes().value(),
                change.whatsappOptIn().orElse(null),
                change.agentId().said(),
                change.agentId().value(),
                now,
                shop.value(),
                customerId);
    }

    /** Adds an address, which is not the main one yet; answers its id. */
    static long insertAddress(Tx tx, ShopId shop, long customerId, Address address) {
        record Inserted(long addressId) {}
        return tx.get(
                        Inserted.class,
                        """
                        INSERT INTO customer_address (shop_id, customer_id, address, city, state, zip_code, country,
                                                      latitude, longitude, description)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        RETURNING address_id
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
                        address.description())
                .addressId();
    }

    /** False when the customer has no such address. */
    static boolean updateAddress(Tx tx, ShopId shop, long personId, long addressId, AddressChange change) {
        return tx.update(
                        """
                        UPDATE customer_address
                           SET address = CASE WHEN ? THEN ?::text ELSE address END,
                               city = CASE WHEN ? THEN ?::text ELSE city END,
                               state = CASE WHEN ? THEN ?::text ELSE state END,
                               zip_code = CASE WHEN ? THEN ?::text ELSE zip_code END,
                               country = CASE WHEN ? THEN ?::text ELSE country END,
                               latitude = CASE WHEN ? THEN ?::text ELSE latitude END,
                               longitude = CASE WHEN ? THEN ?::text ELSE longitude END,
                               description = CASE WHEN ? THEN ?::text ELSE description END,
                               main = main AND coalesce(?::boolean, true)
                         WHERE shop_id = ? AND address_id = ?
                           AND customer_id IN (SELECT customer_id FROM person_row WHERE shop_id = ? AND person_id = ?)
                        """,
                        change.address().said(),
                        change.address().value(),
                        change.city().said(),
                        change.city().value(),
                        change.state().said(),
                        change.state().value(),
                        change.zipCode().said(),
                        change.zipCode().value(),
                        change.country().said(),
                        change.country().value(),
                        change.latitude().said(),
                        change.latitude().value(),
                        change.longitude().said(),
                        change.longitude().value(),
                        change.description().said(),
                        change.description().value(),
                        change.main().orElse(null),
                        shop.value(),
                        addressId,
                        shop.value(),
                        personId)
                > 0;
    }

    /** False when the customer has no such address. */
    static boolean deleteAddress(Tx tx, ShopId shop, long personId, long addressId) {
        return tx.update("""
                        DELETE FROM customer_address
                         WHERE shop_id = ? AND address_id = ?
                           AND customer_id IN (SELECT customer_id FROM person_row WHERE shop_id = ? AND person_id = ?)
                        """, shop.value(), addressId, shop.value(), personId) > 0;
    }

    /** Leaves one main address: the marked one, else the one that is, the root's before others, else the oldest. */
    static void settleMainAddress(Tx tx, ShopId shop, long personId, Optional<Long> marked) {
        record Chosen(long addressId) {}
        Optional<Chosen> chosen = tx.find(Chosen.class, """
                SELECT a.address_id
                  FROM person_row p
                  JOIN customer_address a ON a.shop_id = p.shop_id AND a.customer_id = p.customer_id
                 WHERE p.shop_id = ? AND p.person_id = ?
                 ORDER BY a.address_id = ?::bigint DESC NULLS LAST, a.main DESC, a.customer_id <> p.person_id, a.address_id
                 LIMIT 1
                """, shop.value(), personId, marked.orElse(null));
        chosen.ifPresent(main -> tx.together(
                """
                UPDATE customer_address
                   SET main = false
                 WHERE shop_id = ? AND main AND address_id <> ?
                   AND customer_id IN (SELECT customer_id FROM person_row WHERE shop_id = ? AND person_id = ?);
                UPDATE customer_address SET main = true WHERE shop_id = ? AND address_id = ? AND NOT main
                """,
                results -> results.updated() + results.updated(),
                shop.value(),
                main.addressId(),
                shop.value(),
                personId,
                shop.value(),
                main.addressId()));
    }

    /** Puts tags on a customer; those that are new to the shop are defined in their order. */
    static void addTags(Tx tx, ShopId shop, long customerId, List<String> names, Supplier<String> webId) {
        String[] all = names.toArray(String[]::new);
        tx.together(
                """
                INSERT INTO tag (shop_id, web_id, name)
                SELECT ?, t.web_id, t.name
                  FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS t(name, web_id, place)
                 ORDER BY t.place
                    ON CONFLICT (shop_id, name) DO NOTHING;
                INSERT INTO customer_tag (shop_id, customer_id, tag_id)
                SELECT shop_id, ?, tag_id FROM tag WHERE shop_id = ? AND name = ANY (?::text[])
                    ON CONFLICT DO NOTHING
                """,
                results -> results.updated() + results.updated(),
                shop.value(),
                all,
                names.stream().map(name -> webId.get()).toArray(String[]::new),
                customerId,
                shop.value(),
                all);
    }

    static void removeTags(Tx tx, ShopId shop, long personId, List<String> names) {
        tx.update("""
                DELETE FROM customer_tag
                 WHERE shop_id = ?
                   AND customer_id IN (SELECT customer_id FROM person_row WHERE shop_id = ? AND person_id = ?)
                   AND tag_id IN (SELECT tag_id FROM tag WHERE shop_id = ? AND name = ANY (?::text[]))
                """, shop.value(), shop.value(), personId, shop.value(), names.toArray(String[]::new));
    }

    /** Sets custom fields of a customer; those that are new to the shop are defined in their order. */
    static void setCustomFields(Tx tx, ShopId shop, long customerId, List<CustomField> fields) {
        String[] names = fields.stream().map(CustomField::name).toArray(String[]::new);
        tx.together(
                """
                INSERT INTO custom_field (shop_id, name)
                SELECT ?, f.name
                  FROM unnest(?::text[]) WITH ORDINALITY AS f(name, place)
                 ORDER BY f.place
                    ON CONFLICT (shop_id, name) DO NOTHING;
                INSERT INTO customer_custom_field (shop_id, customer_id, field_id, content)
                SELECT d.shop_id, ?, d.field_id, f.content
                  FROM unnest(?::text[], ?::text[]) AS f(name, content)
                  JOIN custom_field d ON d.shop_id = ? AND d.name = f.name
                    ON CONFLICT (shop_id, customer_id, field_id) DO UPDATE SET content = EXCLUDED.content
                """,
                results -> results.updated() + results.updated(),
                shop.value(),
                names,
                customerId,
                names,
                fields.stream().map(CustomField::content).toArray(String[]::new),
                shop.value());
    }

    static void removeCustomFields(Tx tx, ShopId shop, long personId, List<String> names) {
        tx.update("""
                DELETE FROM customer_custom_field
                 WHERE shop_id = ?
                   AND customer_id IN (SELECT customer_id FROM person_row WHERE shop_id = ? AND person_id = ?)
                   AND field_id IN (SELECT field_id FROM custom_field WHERE shop_id = ? AND name = ANY (?::text[]))
                """, shop.value(), shop.value(), personId, shop.value(), names.toArray(String[]::new));
    }

    static Belongings belongings(Tx tx, ShopId shop, long personId) {
        return tx.get(Belongings.class, """
                SELECT coalesce(sum(a.addresses), 0)::bigint AS addresses, coalesce(sum(t.tags), 0)::bigint AS tags,
                       coalesce(sum(f.fields), 0)::bigint AS custom_fields
                  FROM person_row p
                 CROSS JOIN LATERAL (SELECT count(*) AS addresses FROM customer_address a
                                      WHERE a.shop_id = p.shop_id AND a.customer_id = p.customer_id) a
                 CROSS JOIN LATERAL (SELECT count(*) AS tags FROM customer_tag t
                                      WHERE t.shop_id = p.shop_id AND t.customer_id = p.customer_id) t
                 CROSS JOIN LATERAL (SELECT count(*) AS fields FROM customer_custom_field f
                                      WHERE f.shop_id = p.shop_id AND f.customer_id = p.customer_id) f
                 WHERE p.shop_id = ? AND p.person_id = ?
                """, shop.value(), personId);
    }

    /**
     * Lets an identity lead to a customer when it leads to nobody yet.
     *
     * @return whether it leads to this customer, the root of a person, now
     */
    static boolean claim(Tx tx, ShopId shop, long customerId, String kind, String value) {
        record Owner(long personId) {}
        return tx.together(
                """
                INSERT INTO customer_identity (shop_id, kind, value, customer_id)
                VALUES (?, ?, ?, ?)
                    ON CONFLICT (shop_id, kind, value) DO NOTHING;
                SELECT c.person_id
                  FROM customer_identity i
                  JOIN customer c ON c.shop_id = i.shop_id AND c.customer_id = i.customer_id
                 WHERE i.shop_id = ? AND i.kind = ? AND i.value = ?
                """,
                results -> {
                    boolean free = results.updated() > 0;
                    return free
                            || results.find(Owner.class)
                                    .map(owner -> owner.personId() == customerId)
                                    .orElse(false);
                },
                shop.value(),
                kind,
                value,
                customerId,
                shop.value(),
                kind,
                value);
    }

    /** Lets an identity of a customer lead to nobody. */
    static void release(Tx tx, ShopId shop, long customerId, String kind, String value) {
        tx.update(
                "DELETE FROM customer_identity WHERE shop_id = ? AND kind = ? AND value = ? AND customer_id = ?",
                shop.value(),
                kind,
                value,
                customerId);
    }
}
