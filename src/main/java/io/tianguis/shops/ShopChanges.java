package io.tianguis.shops;

import io.tianguis.kernel.Change;
import io.tianguis.kernel.Money;
import io.tianguis.shops.ShopChangeRejection.Field;
import io.tianguis.shops.ShopChangeRejection.Unusable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which values the fields of a shop's profile can have. */
final class ShopChanges {

    private static final int MAX_LENGTH = 255;
    private static final int MAX_URL_LENGTH = 2_048;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern LOCALE = Pattern.compile("[a-z]{2}_[A-Z]{2}");
    private static final Pattern PLAN = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private ShopChanges() {}

    /** The first field, in the order of {@link ShopChange}, whose value it cannot have. */
    static Optional<ShopChangeRejection> fault(ShopChange change) {
        return Stream.of(
                        fault(Field.NAME, change.name(), Shops::isName),
                        fault(Field.EMAIL, change.email(), value -> isText(value) && matches(EMAIL, value)),
                        fault(Field.STATUS, change.status(), value -> value.equals("active") || value.equals("close")),
                        fault(Field.LOCALE, change.locale(), value -> matches(LOCALE, value)),
                        fault(Field.PLAN, change.plan(), value -> matches(PLAN, value)),
                        fault(Field.LOGO_URL, change.logoUrl(), ShopChanges::isAddressOfTheWeb),
                        fault(Field.STATE, change.state(), ShopChanges::isText),
                        fault(Field.CITY, change.city(), ShopChanges::isText),
                        fault(Field.ZIP_CODE, change.zipCode(), ShopChanges::isText),
                        fault(Field.ADDRESS, change.address(), ShopChanges::isText),
                        fault(Field.PHONE, change.phone(), ShopChanges::isText),
                        fault(change.checkout()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The first of those about how its site sells. */
    static Optional<ShopChangeRejection> fault(CheckoutTermsChange change) {
        Optional<ShopChangeRejection> flatShipping = Optional.ofNullable(
                        change.flatShippingCents().value())
                .filter(cents -> cents < 0 || cents > CheckoutTerms.MAX_SHIPPING_CENTS)
                .map(cents ->
                        new Unusable(Field.FLAT_SHIPPING, Money.units(cents).toPlainString()));
        return flatShipping.or(() -> fault(
                Field.BANK_TRANSFER,
                change.bankTransfer(),
                value -> !value.isBlank() && value.length() <= CheckoutTerms.MAX_BANK_TRANSFER_LENGTH));
    }

    private static Optional<ShopChangeRejection> fault(Field field, Change<String> change, Predicate<String> usable) {
        return fault(field, Optional.ofNullable(change.value()), usable);
    }

    private static Optional<ShopChangeRejection> fault(Field field, Optional<String> said, Predicate<String> usable) {
        return said.filter(usable.negate()).map(value -> new Unusable(field, value));
    }

    private static boolean isText(String value) {
        return !value.isBlank() && value.length() <= MAX_LENGTH;
    }

    private static boolean isAddressOfTheWeb(String value) {
        try {
            URI uri = new URI(value);
            return value.length() <= MAX_URL_LENGTH
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    private static boolean matches(Pattern pattern, String value) {
        return pattern.matcher(value).matches();
    }
}
