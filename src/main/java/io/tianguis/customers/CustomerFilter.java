package io.tianguis.customers;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Whom a list of customers holds, and in which order.
 *
 * @param from the first day of creation, in the shop's time zone
 * @param to the last day of creation
 * @param documentNumber as it was entered
 * @param platform on which the person has a conversation
 */
public record CustomerFilter(
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<DocumentType> documentType,
        Optional<String> documentNumber,
        Optional<Platform> platform,
        Order order) {

    /** In which order a list comes. */
    public enum Order {
        /** By creation, day by day, and as they were entered within a day. */
        NEWEST_FIRST,
        /** By the last message, those who have not chatted at the end, newest first. */
        LAST_CHAT_FIRST,
        /** By the last message, the longest ago first, those who have not chatted at the end, newest first. */
        LAST_CHAT_LAST
    }
}
