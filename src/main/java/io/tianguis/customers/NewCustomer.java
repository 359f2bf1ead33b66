package io.tianguis.customers;

import io.tianguis.customers.CustomerProfile.Address;
import io.tianguis.customers.CustomerProfile.CustomField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person entered by hand.
 *
 * @param addresses their ids are ignored
 * @param tags names; one that is new to the shop is defined by its first use, and so is a custom field
 * @param agentId of a member of staff of the shop
 */
public record NewCustomer(
        Person person,
        @Nullable String documentType,
        @Nullable String documentNumber,
        @Nullable String address,
        @Nullable String city,
        @Nullable String state,
        @Nullable String zipCode,
        @Nullable String country,
        @Nullable String notes,
        boolean whatsappOptIn,
        @Nullable String whatsappName,
        @Nullable Long agentId,
        List<Address> addresses,
        List<String> tags,
        List<CustomField> customFields) {

    public NewCustomer {
        addresses = List.copyOf(addresses);
        tags = List.copyOf(tags);
        customFields = List.copyOf(customFields);
    }
}
