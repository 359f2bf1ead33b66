package io.tianguis.customers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a message, a question or a purchase tells of a person.
 *
 * @param identities those by which the person may be known, the most trusted first: where they lead to different people,
 *     the first that leads to anyone decides. At most 8; a repeated one counts once
 * @param whatsappName what the person calls themselves on WhatsApp
 * @param country ISO 3166-1 alpha-2, of a person who is new
 */
public record Introduction(
        List<Identity> identities,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String whatsappName,
        @Nullable String country) {

    /** How many identities a person may be introduced by at once. */
    public static final int MAXIMUM_IDENTITIES = 8;

    /** @throws IllegalArgumentException if there are more than 8 identities */
    public Introduction {
        Map<String, Identity> distinct = new LinkedHashMap<>();
        identities.forEach(identity -> distinct.putIfAbsent(identity.kind() + ":" + identity.value(), identity));
        identities = List.copyOf(distinct.values());
        if (identities.size() > MAXIMUM_IDENTITIES) {
            throw new IllegalArgumentException(identities.size() + " identities at once");
        }
    }

    /** A person who buys: known by telephone, else by email. What cannot be either is left out. */
    public static Introduction of(Person person, String country) {
        @Nullable String phone = person.phone();
        @Nullable String email = person.email();
        List<Identity> identities = Stream.of(
                        phone == null ? Optional.<Identity>empty() : Identity.phone(phone, country),
                        email == null ? Optional.<Identity>empty() : Identity.email(email))
                .flatMap(Optional::stream)
                .toList();
        return new Introduction(identities, person.firstName(), person.lastName(), null, country);
    }
}
