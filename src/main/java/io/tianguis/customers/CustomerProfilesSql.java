package io.tianguis.customers;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.tianguis.customers.CustomerProfile.Address;
import io.tianguis.customers.CustomerProfile.CustomField;
import io.tianguis.customers.CustomerProfile.Tag;
import io.tianguis.platform.sql.Results;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statement that reads several people at once, each as if found alone. */
final class CustomerProfilesSql {

    /** Of several rows of a person the root's own belongings come first, as where one is found. */
    private static final String TEXT = """
            SELECT * FROM customer_profile WHERE shop_id = ? AND customer_id = ANY (?);
            SELECT p.person_id, a.address_id, a.address, a.city, a.state, a.zip_code, a.country, a.latitude,
                   a.longitude, a.description,
                   a.main AND 1 = rank() OVER (PARTITION BY p.person_id
                                               ORDER BY a.main DESC, a.customer_id <> p.person_id, a.address_id) AS main
              FROM person_row p
              JOIN customer_address a ON a.shop_id = p.shop_id AND a.customer_id = p.customer_id
             WHERE p.shop_id = ? AND p.person_id = ANY (?)
             ORDER BY a.address_id;
            SELECT DISTINCT ON (t.tag_id, p.person_id) p.person_id, t.web_id, t.name
              FROM person_row p
              JOIN customer_tag c ON c.shop_id = p.shop_id AND c.customer_id = p.customer_id
              JOIN tag t ON t.shop_id = c.shop_id AND t.tag_id = c.tag_id
             WHERE p.shop_id = ? AND p.person_id = ANY (?)
             ORDER BY t.tag_id, p.person_id;
            SELECT DISTINCT ON (f.field_id, p.person_id) p.person_id, f.name, c.content
              FROM person_row p
              JOIN customer_custom_field c ON c.shop_id = p.shop_id AND c.customer_id = p.customer_id
              JOIN custom_field f ON f.shop_id = c.shop_id AND f.field_id = c.field_id
             WHERE p.shop_id = ? AND p.person_id = ANY (?)
             ORDER BY f.field_id, p.person_id, c.customer_id <> p.person_id, c.customer_id
        """;

    record AddressRow(
            long personId,
            long addressId,
            @Nullable String address,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zipCode,
            @Nullable String country,
            @Nullable String latitude,
            @Nullable String longitude,
            @Nullable String description,
            boolean main) {

        Address toAddress() {
            return new Address(
                    addressId, address, city, state, zipCode, country, latitude, longitude, description, main);
        }
    }

    record TagRow(long personId, String webId, String name) {}

    record FieldRow(long personId, String name, String content) {}

    private CustomerProfilesSql() {}

    /** People by the ids of their roots, in the order of the ids, in one round trip. */
    static List<CustomerProfile> list(Statements statements, ShopId shop, List<Long> ids) {
        Long[] wanted = ids.toArray(Long[]::new);
        return statements.together(
                TEXT,
                results -> profiles(results, ids),
                shop.value(),
                wanted,
                shop.value(),
                wanted,
                shop.value(),
                wanted,
                shop.value(),
                wanted);
    }

    private static List<CustomerProfile> profiles(Results results, List<Long> ids) {
        Map<Long, Customer> people =
                results.list(Customer.class).stream().collect(toMap(Customer::customerId, Function.identity()));
        Map<Long, List<Address>> addresses = results.list(AddressRow.class).stream()
                .collect(groupingBy(AddressRow::personId, mapping(AddressRow::toAddress, toList())));
        Map<Long, List<Tag>> tags = results.list(TagRow.class).stream()
                .collect(groupingBy(TagRow::personId, mapping(row -> new Tag(row.webId(), row.name()), toList())));
        Map<Long, List<CustomField>> fields = results.list(FieldRow.class).stream()
                .collect(groupingBy(
                        FieldRow::personId, mapping(row -> new CustomField(row.name(), row.content()), toList())));
        return ids.stream()
                .filter(people::containsKey)
                .map(id -> new CustomerProfile(
                        people.get(id),
                        addresses.getOrDefault(id, List.of()),
                        tags.getOrDefault(id, List.of()),
                        fields.getOrDefault(id, List.of())))
                .toList();
    }
}
