package io.tianguis.customers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer with everything that is kept about them. */
public record CustomerProfile(
        Customer customer, List<Address> addresses, List<Tag> tags, List<CustomField> customFields) {

    /**
     * @param country ISO 3166-1 alpha-2
     * @param main the one to use when nothing else is said
     */
    public record Address(
            long addressId,
            @Nullable String address,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zipCode,
            @Nullable String country,
            @Nullable String latitude,
            @Nullable String longitude,
            @Nullable String description,
            boolean main) {}

    public record Tag(String webId, String name) {}

    public record CustomField(String name, String content) {}
}
