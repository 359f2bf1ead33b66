package io.tianguis.customers;

import java.util.Optional;

/** The three ways to name one customer: the public id, an email, a telephone in any spelling. */
public sealed interface CustomerKey {

    record ByPublicId(String publicId) implements CustomerKey {}

    record ByEmail(String email) implements CustomerKey {}

    /** The canonical digits of a telephone. */
    record ByPhone(String key) implements CustomerKey {}

    /**
     * Reads a key as a person would: with an {@code @} an email, with a letter a public id, else a telephone.
     *
     * @param country of the shop, for national numbers
     * @return nothing when the text cannot name anyone
     */
    static Optional<CustomerKey> parse(String text, String country) {
        if (text.indexOf('@') >= 0) {
            return EmailAddress.parse(text).map(email -> new ByEmail(email.value()));
        }
        if (text.chars().anyMatch(Character::isLetter)) {
            return Optional.of(new ByPublicId(text));
        }
        return Identity.phone(text, country).map(phone -> new ByPhone(phone.value()));
    }
}
