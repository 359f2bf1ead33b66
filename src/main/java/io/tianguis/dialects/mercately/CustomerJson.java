package io.tianguis.dialects.mercately;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tianguis.customers.CustomerPage;
import io.tianguis.customers.CustomerProfile;
import io.tianguis.kernel.Moments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Customers as this dialect writes them. */
final class CustomerJson {

    private static final String FOUND = "Customer found successfully";

    private CustomerJson() {}

    /** The answer to a search by email or telephone. */
    record Found(String message, Customer customer) {

        static Found of(CustomerProfile profile) {
            return new Found(FOUND, Customer.of(profile));
        }
    }

    /** A page of a list. */
    record Listed(long results, long total_pages, List<Customer> customers) {

        static Listed of(CustomerPage page, Paging paging) {
            return new Listed(
                    page.total(),
                    paging.totalPages(page.total()),
                    page.customers().stream().map(Customer::of).toList());
        }
    }

    /** The answer to a creation. */
    record Created(String message, Customer customer) {

        static Created of(CustomerProfile profile) {
            return new Created("Customer created successfully", Customer.of(profile));
        }
    }

    /** The answer to a change. */
    record Updated(String message, Customer customer) {

        static Updated of(CustomerProfile profile) {
            return new Updated("Customer updated successfully", Customer.of(profile));
        }
    }

    /** The answer to a search by id: the bare customer, then what the other searches answer (C8). */
    record FoundById(@JsonUnwrapped Customer fields, String message, Customer customer) {

        static FoundById of(CustomerProfile profile) {
            Customer customer = Customer.of(profile);
            return new FoundById(customer, FOUND, customer);
        }
    }

    /**
     * Texts that are not set are null (C13).
     *
     * @param country_id ISO 3166-1 alpha-2
     * @param agent null when nobody is in charge
     * @param outbound_status of the last campaign message, like {@code campaign_id}, {@code error_message},
     *     {@code campaign_url}, {@code sent_at}, {@code delivered_at} and {@code read_at}; all null when there was none
     */
    record Customer(
            String id,
            @Nullable String first_name,
            @Nullable String last_name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String id_type,
            @Nullable String id_number,
            @Nullable String address,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zip_code,
            @Nullable String country_id,
            @Nullable String notes,
            boolean whatsapp_opt_in,
            @Nullable String whatsapp_name,
            List<Address> customer_addresses,
            List<Tag> tags,
            List<CustomField> custom_fields,
            @Nullable Agent agent,
            @Nullable String outbound_status,
            @Nullable Long campaign_id,
            @Nullable String error_message,
            @Nullable String campaign_url,
            @Nullable String creation_date,
            @Nullable String sent_at,
            @Nullable String delivered_at,
            @Nullable String read_at,
            @Nullable String last_chat_interaction) {

        static Customer of(CustomerProfile profile) {
            io.tianguis.customers.Customer person = profile.customer();
            return new Customer(
                    person.publicId(),
                    person.firstName(),
                    person.lastName(),
                    person.email(),
                    person.phone(),
                    person.documentType(),
                    person.documentNumber(),
                    person.address(),
                    person.city(),
                    person.state(),
                    person.zipCode(),
                    person.country(),
                    person.notes(),
                    person.whatsappOptIn(),
                    person.whatsappName(),
                    profile.addresses().stream().map(Address::of).toList(),
                    profile.tags().stream().map(Tag::of).toList(),
                    profile.customFields().stream().map(CustomField::of).toList(),
                    Agent.of(person),
                    outboundStatus(person.campaignStatus()),
                    person.campaignId(),
                    person.campaignErrorMessage(),
                    person.campaignUrl(),
                    Moments.utcIfKnown(person.createdAt()),
                    Moments.utcIfKnown(person.campaignSentAt()),
                    Moments.utcIfKnown(person.campaignDeliveredAt()),
                    Moments.utcIfKnown(person.campaignReadAt()),
                    Moments.utcIfKnown(person.lastChatAt()));
        }

        private static @Nullable String outboundStatus(@Nullable String status) {
            return "failed".equals(status) ? "error" : status;
        }
    }

    /** @param country_id the numeric code of ISO 3166-1 (C12) */
    record Address(
            @Nullable String address,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zip_code,
            @Nullable Integer country_id,
            @Nullable String latitude,
            @Nullable String longitude,
            @Nullable String description,
            boolean main,
            long id) {

        static Address of(CustomerProfile.Address address) {
            return new Address(
                    address.address(),
                    address.city(),
                    address.state(),
                    address.zipCode(),
                    CountryNumbers.of(address.country()).orElse(null),
                    address.latitude(),
                    address.longitude(),
                    address.description(),
                    address.main(),
                    address.addressId());
        }
    }

    record Tag(String tag, String web_id) {

        static Tag of(CustomerProfile.Tag tag) {
            return new Tag(tag.name(), tag.webId());
        }
    }

    /** @param again the content once more, under the misspelled name by which deployed integrations read it (C11) */
    record CustomField(
            String field_name,
            String field_content,
            @JsonProperty("field_content:") String again) {

        static CustomField of(CustomerProfile.CustomField field) {
            return new CustomField(field.name(), field.content(), field.content());
        }
    }

    record Agent(long id, @Nullable String email) {

        static @Nullable Agent of(io.tianguis.customers.Customer person) {
            @Nullable Long id = person.agentId();
            return id == null ? null : new Agent(id, person.agentEmail());
        }
    }
}
