package io.tianguis.customers;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person is to the shop, by what they did.
 *
 * @param phone E.164, or digits that no numbering plan has
 * @param otherPhone the digits of another telephone of theirs, the lowest
 * @param otherEmail another email of theirs, the first in the alphabet
 * @param notes in the shop's own words
 * @param marketplaceId of the person's account on MercadoLibre
 * @param nickname in lower case
 * @param purchases orders that were not canceled
 * @param onSite whether they ever asked on the shop's own site or bought there
 * @param onMarketplace likewise on a marketplace
 * @param lastActivityAt when they last bought or asked
 */
public record CustomerStanding(
        long customerId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String whatsappName,
        @Nullable String email,
        @Nullable String otherEmail,
        @Nullable String phone,
        @Nullable String otherPhone,
        @Nullable String documentType,
        @Nullable String documentNumber,
        @Nullable String notes,
        @Nullable String marketplaceId,
        @Nullable String nickname,
        Type type,
        Status status,
        boolean onSite,
        boolean onMarketplace,
        long purchases,
        long questions,
        @Nullable Instant lastActivityAt,
        @Nullable Instant unsubscribedAt) {

    /** First and last name, else what they call themselves on WhatsApp. */
    public Optional<String> name() {
        String name = Stream.of(firstName, lastName)
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return Optional.of(name).filter(whole -> !whole.isEmpty()).or(() -> Optional.ofNullable(whatsappName));
    }

    /** What a person did so far. */
    public enum Type {
        /** Nothing, or asked. */
        CONTACT,
        /** Bought. */
        BUYER
    }

    /** How a person stands with the shop. */
    public enum Status {
        /** All that they ever did was to ask on a marketplace. */
        HIDDEN,
        ACTIVE,
        /** Removed by the shop, and neither bought nor asked since. */
        INACTIVE
    }
}
