package io.tianguis.shops;

import io.tianguis.kernel.Change;
import java.util.Optional;

/**
 * What is to be different about a shop's profile; what is empty or not said stays as it is. Country, currency and time zone
 * are not here: amounts are in the one, and days are counted in the other.
 *
 * @param status {@code active} or {@code close}
 * @param locale language and country, {@code es_MX}
 * @param plan a word in small letters, such as {@code professional_plus}
 * @param logoUrl {@code http} or {@code https}
 * @param checkout how its own site sells
 */
public record ShopChange(
        Optional<String> name,
        Optional<String> email,
        Optional<String> status,
        Optional<String> locale,
        Optional<String> plan,
        Change<String> logoUrl,
        Change<String> state,
        Change<String> city,
        Change<String> zipCode,
        Change<String> address,
        Change<String> phone,
        CheckoutTermsChange checkout) {}
