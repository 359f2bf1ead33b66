package io.tianguis.dialects.mercately;

import io.tianguis.customers.CustomerChange;
import io.tianguis.customers.CustomerChange.AddressChange;
import io.tianguis.customers.CustomerChange.CustomFieldChange;
import io.tianguis.customers.CustomerChange.TagChange;
import io.tianguis.customers.DocumentType;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads what a POST or PUT says of a customer (C9), in the order of the source's fields, so that every fault is told at
 * once. A field that is not there is not said; null or an empty text says that there is none. Blanks around a text are
 * dropped.
 */
final class CustomerIntake {

    private static final int MAX_NAME_LENGTH = 100;

    /** What may stand beside the wrapper, and then counts more than within it. */
    private static final List<String> BESIDE = List.of("agent_id", "tags", "custom_fields");

    private final Parameters customer;
    private final List<String> faults = new ArrayList<>();

    private CustomerIntake(Parameters customer) {
        this.customer = customer;
    }

    /**
     * What stands in the wrapper {@code customer}, with what stands beside it, or everything where there is no wrapper;
     * nothing when the wrapper is no object.
     */
    static Optional<Parameters> fields(Parameters body) {
        if (body.isBlank("customer")) {
            return Optional.of(body);
        }
        Map<String, Parameter> beside = new LinkedHashMap<>();
        BESIDE.forEach(key -> body.find(key).ifPresent(value -> beside.put(key, value)));
        return body.object("customer").map(wrapped -> new Parameters(beside).over(wrapped));
    }

    /** The change, or a sentence for each field that cannot be taken. */
    static Outcome<CustomerChange, List<String>> read(Parameters fields) {
        return new CustomerIntake(fields).read();
    }

    private Outcome<CustomerChange, List<String>> read() {
        Change<String> firstName = text(customer, "first_name", "First name");
        Change<String> lastName = text(customer, "last_name", "Last name");
        Change<String> email = text(customer, "email", "Email");
        Change<String> phone = text(customer, customer.has("phone") ? "phone" : "phone_number", "Phone");
        Change<DocumentType> idType = formatted(
                customer, "id_type", "Id type is not included in the list", Parameter::text, DocumentType::of);
        Change<String> idNumber = text(customer, "id_number", "Id number");
        Change<String> address = text(customer, "address", "Address");
        Change<String> city = text(customer, "city", "City");
        Change<String> state = text(customer, "state", "State");
        Change<String> zipCode = text(customer, "zip_code", "Zip code");
        List<AddressChange> addresses = elements(
                "customer_addresses_attributes", "Customer addresses", CustomerChange.MAX_ADDRESSES, this::address);
        Change<String> notes = text(customer, "notes", "Notes", CustomerChange.MAX_LONG_TEXT_LENGTH);
        Change<String> country = country(customer, "Country");
        Optional<Boolean> optIn = flag(customer, "whatsapp_opt_in", "Whatsapp opt in");
        Change<Long> agentId = formatted(customer, "agent_id", "Agent must exist", Parameter::integer, Optional::of);
        List<TagChange> tags = elements("tags", "Tags", CustomerChange.MAX_TAGS, this::tag);
        List<CustomFieldChange> customFields =
                elements("custom_fields", "Custom fields", CustomerChange.MAX_CUSTOM_FIELDS, this::customField);
        return faults.isEmpty()
                ? Outcome.ok(new CustomerChange(
                        firstName,
                        lastName,
                        email,
                        phone,
                        idType,
                        idNumber,
                        address,
                        city,
                        state,
                        zipCode,
                        country,
                        notes,
                        optIn,
                        agentId,
                        addresses,
                        tags,
                        customFields))
                : Outcome.rejected(List.copyOf(faults));
    }

    private Optional<AddressChange> address(Parameter element, String label) {
        Optional<Parameters> object = element.object();
        if (object.isEmpty()) {
            return fault(label + " must be an object");
        }
        Parameters fields = object.get();
        Change<Long> id = formatted(fields, "id", label + " id is not a number", Parameter::integer, Optional::of);
        return Optional.of(new AddressChange(
                Optional.ofNullable(id.value()),
                flag(fields, "_destroy", label + " _destroy").orElse(false),
                text(fields, "address", label + " address"),
                text(fields, "city", label + " city"),
                text(fields, "state", label + " state"),
                text(fields, "zip_code", label + " zip code"),
                country(fields, label + " country"),
                text(fields, "latitude", label + " latitude"),
                text(fields, "longitude", label + " longitude"),
                text(fields, "description", label + " description"),
                flag(fields, "main", label + " main")));
    }

    /** {@code {name, value}}, a plain text, or {@code {tag}} as tags go out. */
    private Optional<TagChange> tag(Parameter element, String label) {
        Optional<Parameters> object = element.object();
        if (object.isEmpty()) {
            return name(element.text(), label).map(name -> new TagChange(name, true));
        }
        Parameters fields = object.get();
        Optional<Boolean> value = flag(fields, "value", label + " value");
        return name(fields.text(fields.has("name") ? "name" : "tag"), label + " name")
                .map(name -> new TagChange(name, value.orElse(true)));
    }

    private Optional<CustomFieldChange> customField(Parameter element, String label) {
        Optional<Parameters> object = element.object();
        if (object.isEmpty()) {
            return fault(label + " must be an object");
        }
        Parameters fields = object.get();
        Optional<String> name = name(fields.text("field_name"), label + " field name");
        Change<String> content =
                text(fields, "field_content", label + " field content", CustomerChange.MAX_LONG_TEXT_LENGTH);
        return name.filter(known -> content.said())
                .map(known -> new CustomFieldChange(known, Optional.ofNullable(content.value())));
    }

    private Optional<String> name(Optional<String> sent, String label) {
        Optional<String> name = sent.map(String::strip).filter(text -> !text.isEmpty());
        if (name.isEmpty()) {
            return fault(label + " can't be blank");
        }
        return name.get().length() > MAX_NAME_LENGTH ? fault(label + tooLong(MAX_NAME_LENGTH)) : name;
    }

    private Change<String> text(Parameters fields, String key, String label) {
        return text(fields, key, label, CustomerChange.MAX_TEXT_LENGTH);
    }

    private Change<String> text(Parameters fields, String key, String label, int maxLength) {
        if (!fields.has(key)) {
            return Change.none();
        }
        if (fields.isBlank(key)) {
            return Change.to(null);
        }
        Optional<String> text = fields.text(key).map(String::strip);
        if (text.isEmpty()) {
            fault(label + " must be a text");
            return Change.none();
        }
        if (text.get().length() > maxLength) {
            fault(label + tooLong(maxLength));
            return Change.none();
        }
        return Change.to(text.get().isEmpty() ? null : text.get());
    }

    private Change<String> country(Parameters fields, String label) {
        return formatted(
                fields, "country_id", label + " is not included in the list", Parameter::text, CountryNumbers::read);
    }

    /** True and false as Rails writes them, in JSON as in forms; null says nothing. */
    private Optional<Boolean> flag(Parameters fields, String key, String label) {
        if (fields.isBlank(key)) {
            return Optional.empty();
        }
        Optional<String> text = fields.text(key).map(String::strip);
        return text.isEmpty()
                ? fault(label + " must be true or false")
                : switch (text.get()) {
                    case "true", "1" -> Optional.of(true);
                    case "false", "0" -> Optional.of(false);
                    default -> fault(label + " must be true or false");
                };
    }

    private <S, T> Change<T> formatted(
            Parameters fields,
            String key,
            String sentence,
            Function<Parameter, Optional<S>> reader,
            Function<S, Optional<T>> format) {
        if (!fields.has(key)) {
            return Change.none();
        }
        if (fields.isBlank(key)) {
            return Change.to(null);
        }
        Optional<T> value = fields.find(key).flatMap(reader).flatMap(format);
        if (value.isEmpty()) {
            fault(sentence);
            return Change.none();
        }
        return Change.to(value.get());
    }

    /** An array, or what Rails's forms send for one: an object whose keys are numbers. A single text is an array of one. */
    private <T> List<T> elements(
            String key, String label, int most, BiFunction<Parameter, String, Optional<T>> reader) {
        if (customer.isBlank(key)) {
            return List.of();
        }
        Parameter sent = customer.find(key).orElseThrow();
        List<Parameter> elements =
                switch (sent) {
                    case Parameter.Items(List<Parameter> items) -> items;
                    case Parameters object
                    when object.values().keySet().stream().allMatch(CustomerIntake::isDigits) ->
                        List.copyOf(object.values().values());
                    case Parameter.Text _, Parameter.Numeral _, Parameter.Flag _, Parameter.Null _, Parameters _ ->
                        List.of(sent);
                };
        if (elements.size() > most) {
            fault(label + " are too many (maximum is " + most + ")");
            return List.of();
        }
        List<T> read = new ArrayList<>();
        elements.forEach(element -> reader.apply(element, label).ifPresent(read::add));
        return read;
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String tooLong(int maxLength) {
        return " is too long (maximum is " + maxLength + " characters)";
    }

    /** The same fault of several elements is told once. */
    private <T> Optional<T> fault(String sentence) {
        if (!faults.contains(sentence)) {
            faults.add(sentence);
        }
        return Optional.empty();
    }
}
