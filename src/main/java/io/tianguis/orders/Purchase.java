package io.tianguis.orders;

import io.tianguis.customers.Person;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a guest of the shop's own site asks for. The texts are as they were typed, null where nothing was.
 *
 * @param secret {@value #SECRET_LENGTH} random letters and digits, which one purchase has and its buyer keeps
 * @param lines 1 to {@value #MAX_LINES}, of different variants
 * @param delivery null when none was chosen
 * @param payment null when none was chosen
 * @param message to the seller
 * @param shownTotalCents what the buyer was told that all of it costs
 */
public record Purchase(
        String secret,
        List<Line> lines,
        Person buyer,
        Address address,
        @Nullable DeliveryChoice delivery,
        @Nullable PaymentChoice payment,
        @Nullable String message,
        long shownTotalCents) {

    public static final int SECRET_LENGTH = 32;
    public static final int MAX_LINES = 50;

    /** Of one line. */
    public static final int MAX_UNITS = 999;

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9]{" + SECRET_LENGTH + "}");

    public Purchase {
        lines = List.copyOf(lines);
        if (!isSecret(secret)) {
            throw new IllegalArgumentException("not a secret of a purchase");
        }
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException("a purchase does not have " + lines.size() + " lines");
        }
        if (lines.stream().map(Line::variantId).distinct().count() < lines.size()) {
            throw new IllegalArgumentException("a variant stands in two lines");
        }
    }

    /** Whether a text has the form of a secret. */
    public static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /** 1 to {@value #MAX_UNITS} units of one variant. */
    public record Line(long variantId, long units) {

        public Line {
            if (units <= 0 || units > MAX_UNITS) {
                throw new IllegalArgumentException("nobody buys " + units + " units");
            }
        }
    }

    /** Where it goes, in the shop's country. */
    public record Address(
            @Nullable String street,
            @Nullable String exteriorNumber,
            @Nullable String interiorNumber,
            @Nullable String neighborhood,
            @Nullable String city,
            @Nullable String state,
            @Nullable String postalCode) {}
}
