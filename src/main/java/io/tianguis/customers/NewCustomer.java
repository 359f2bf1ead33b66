package io.tianguis.customers;

import io.tianguis.customers.CustomerProfile.Address;
import io.tianguis.customers.CustomerProfile.CustomField;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Somebody of whom nothing is known but what is said. */
    public static NewCustomer of(CustomerChange said) {
        Set<String> tags = new LinkedHashSet<>();
        said.tags().forEach(tag -> {
            if (tag.added()) {
                tags.add(tag.name());
            } else {
                tags.remove(tag.name());
            }
        });
        Map<String, CustomField> fields = new LinkedHashMap<>();
        said.customFields()
                .forEach(field -> field.content()
                        .ifPresentOrElse(
                                content -> fields.put(field.name(), new CustomField(field.name(), content)),
                                () -> fields.remove(field.name())));
        @Nullable DocumentType documentType = said.documentType().value();
        return new NewCustomer(
                new Person(
                        said.firstName().value(),
                        said.lastName().value(),
                        said.phone().value(),
                        said.email().value()),
                documentType == null ? null : documentType.key(),
                said.documentNumber().value(),
                said.address().value(),
                said.city().value(),
                said.state().value(),
                said.zipCode().value(),
                said.country().value(),
                said.notes().value(),
                said.whatsappOptIn().orElse(false),
                null,
                said.agentId().value(),
                said.addresses().stream()
                        .filter(address -> !address.removed())
                        .map(CustomerEditor::added)
                        .toList(),
                List.copyOf(tags),
                List.copyOf(fields.values()));
    }
}
