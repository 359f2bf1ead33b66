package io.tianguis.customers;

import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody looks for a person by. */
sealed interface CustomerSearch {

    int MAXIMUM_TEXT = 100;
    int FEWEST_DIGITS = 3;
    int MOST_DIGITS = 20;

    /** The roots of the people found, newest first. */
    List<Long> people(Statements statements, ShopId shop, int most);

    /** Digits of a telephone; `whole` is its key when they are all of one, spelled in another way than the key is. */
    record ByDigits(String digits, @Nullable String whole) implements CustomerSearch {

        @Override
        public List<Long> people(Statements statements, ShopId shop, int most) {
            List<Long> newest = CustomerSearchSql.newestByPhone(statements, shop, digits, most);
            if (newest.size() == most) {
                return newest;
            }
            List<Long> all = CustomerSearchSql.byPhone(statements, shop, digits, most);
            return whole == null
                    ? all
                    : Stream.concat(CustomerSearchSql.byPhone(statements, shop, whole, most).stream(), all.stream())
                            .distinct()
                            .limit(most)
                            .toList();
        }
    }

    /** Words of a name, one of which has two letters at least. */
    record ByName(String words) implements CustomerSearch {

        @Override
        public List<Long> people(Statements statements, ShopId shop, int most) {
            List<Long> newest = CustomerSearchSql.newestByName(statements, shop, words, most);
            return newest.size() == most ? newest : CustomerSearchSql.byName(statements, shop, words, most);
        }
    }

    /** Reads a text; nothing when it is too long, or there is nothing to look for in it. */
    static Optional<CustomerSearch> of(String text, String country) {
        if (text.length() > MAXIMUM_TEXT || text.indexOf('\u0000') >= 0) {
            return Optional.empty();
        }
        if (text.codePoints().noneMatch(Character::isLetter)) {
            return digits(text, country);
        }
        boolean narrow = Stream.of(text.split("[^\\p{L}\\p{M}\\p{N}]+"))
                .anyMatch(word -> word.codePointCount(0, word.length()) >= 2);
        return narrow ? Optional.of(new ByName(text)) : Optional.empty();
    }

    private static Optional<CustomerSearch> digits(String text, String country) {
        StringBuilder digits = new StringBuilder();
        text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        if (digits.length() < FEWEST_DIGITS || digits.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        String fragment = digits.toString();
        @Nullable
        String whole = PhoneNumber.parse(text, country)
                .map(PhoneNumber::key)
                .filter(key -> !key.contains(fragment))
                .orElse(null);
        return Optional.of(new ByDigits(fragment, whole));
    }
}
