package io.tianguis.dialects.mercately;

import io.tianguis.customers.CustomerFilter;
import io.tianguis.customers.CustomerFilter.Order;
import io.tianguis.customers.DocumentType;
import io.tianguis.customers.Platform;
import io.tianguis.platform.http.Parameters;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.function.Function;

/** Reads the filters of the list of customers (C14). A parameter that is null or empty narrows nothing. */
final class CustomerFilterIntake {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    private final Parameters parameters;
    private boolean faulty;

    private CustomerFilterIntake(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Nothing when a date is none, or a word is not one of those that the filter takes. */
    static Optional<CustomerFilter> read(Parameters parameters) {
        CustomerFilterIntake intake = new CustomerFilterIntake(parameters);
        CustomerFilter filter = new CustomerFilter(
                intake.value("start_date", CustomerFilterIntake::day),
                intake.value("end_date", CustomerFilterIntake::day),
                intake.value("id_type", DocumentType::of),
                intake.value("id_number", Optional::of),
                intake.value("platform", CustomerFilterIntake::platform),
                intake.value("order_by_last_interaction", CustomerFilterIntake::order)
                        .orElse(Order.NEWEST_FIRST));
        return intake.faulty ? Optional.empty() : Optional.of(filter);
    }

    private <T> Optional<T> value(String key, Function<String, Optional<T>> format) {
        if (parameters.isBlank(key)) {
            return Optional.empty();
        }
        Optional<T> value = parameters.text(key).map(String::strip).flatMap(format);
        faulty |= value.isEmpty();
        return value;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.length() == 10 ? Optional.of(LocalDate.parse(text, DAY)) : Optional.empty();
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private static Optional<Platform> platform(String name) {
        return switch (name) {
            case "whatsapp" -> Optional.of(Platform.WHATSAPP);
            case "messenger" -> Optional.of(Platform.MESSENGER);
            case "instagram" -> Optional.of(Platform.INSTAGRAM);
            default -> Optional.empty();
        };
    }

    private static Optional<Order> order(String name) {
        return switch (name) {
            case "asc" -> Optional.of(Order.LAST_CHAT_LAST);
            case "desc" -> Optional.of(Order.LAST_CHAT_FIRST);
            default -> Optional.empty();
        };
    }
}
