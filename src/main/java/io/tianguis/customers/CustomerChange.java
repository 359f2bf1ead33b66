package io.tianguis.customers;

import io.tianguis.kernel.Change;
import java.util.List;
import java.util.Optional;

/**
 * What is said about a person, be they new or known; what is not said stays as it is. Texts are within
 * {@link #MAX_TEXT_LENGTH} unless said.
 *
 * @param email as written
 * @param phone as written
 * @param country ISO 3166-1 alpha-2
 * @param notes within {@link #MAX_LONG_TEXT_LENGTH}
 * @param agentId of a member of staff of the shop
 * @param addresses at most {@link #MAX_ADDRESSES}, applied in their order
 * @param tags at most {@link #MAX_TAGS}; of a tag that is named again the last word counts
 * @param customFields at most {@link #MAX_CUSTOM_FIELDS}; likewise
 */
public record CustomerChange(
        Change<String> firstName,
        Change<String> lastName,
        Change<String> email,
        Change<String> phone,
        Change<DocumentType> documentType,
        Change<String> documentNumber,
        Change<String> address,
        Change<String> city,
        Change<String> state,
        Change<String> zipCode,
        Change<String> country,
        Change<String> notes,
        Optional<Boolean> whatsappOptIn,
        Change<Long> agentId,
        List<AddressChange> addresses,
        List<TagChange> tags,
        List<CustomFieldChange> customFields) {

    public static final int MAX_TEXT_LENGTH = 255;
    public static final int MAX_LONG_TEXT_LENGTH = 10_000;

    /** Of one person, and of one change. */
    public static final int MAX_ADDRESSES = 50;

    /** Of one person, and of one change. */
    public static final int MAX_TAGS = 100;

    /** Of one person, and of one change. */
    public static final int MAX_CUSTOM_FIELDS = 100;

    public CustomerChange {
        addresses = List.copyOf(addresses);
        tags = List.copyOf(tags);
        customFields = List.copyOf(customFields);
        if (addresses.size() > MAX_ADDRESSES || tags.size() > MAX_TAGS || customFields.size() > MAX_CUSTOM_FIELDS) {
            throw new IllegalArgumentException("too many addresses, tags or custom fields at once");
        }
    }

    /**
     * An address that is added, changed or removed.
     *
     * @param addressId of one that the person has; empty for a new one
     * @param removed leaves the rest without meaning
     * @param country ISO 3166-1 alpha-2
     * @param main whether it is the one to use when nothing else is said; the last address marked so is
     */
    public record AddressChange(
            Optional<Long> addressId,
            boolean removed,
            Change<String> address,
            Change<String> city,
            Change<String> state,
            Change<String> zipCode,
            Change<String> country,
            Change<String> latitude,
            Change<String> longitude,
            Change<String> description,
            Optional<Boolean> main) {}

    /** @param added false takes the tag off the person; the shop keeps it */
    public record TagChange(String name, boolean added) {}

    /** @param content null to set, within {@link #MAX_LONG_TEXT_LENGTH}; empty takes the field off the person */
    public record CustomFieldChange(String name, Optional<String> content) {}
}
