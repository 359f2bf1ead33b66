package io.tianguis.dialects.marketful;

import io.tianguis.catalog.NewVariant;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Money;
import io.tianguis.platform.http.Parameters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the fields of an item (K16, K17, K19) and notes a sentence for each that cannot be taken, in the order in which they
 * are read. What is absent, blank or at fault reads as nothing.
 */
final class ItemFields {

    private static final int MAX_TEXT_LENGTH = 255;
    private static final int MEASURE_DECIMALS = 6;
    private static final BigDecimal MAX_PRICE = new BigDecimal("999999999.99");
    private static final BigDecimal MAX_MEASURE = new BigDecimal("1000000");
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]{1," + NewVariant.MAX_SKU_LENGTH + "}");
    private static final Pattern EAN = Pattern.compile("[0-9]{8,14}");

    private final Parameters item;
    private final List<String> errors = new ArrayList<>();

    ItemFields(Parameters item) {
        this.item = item;
    }

    /** What was noted so far. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** A title must not be blank, and blanks around it are dropped. */
    Optional<String> title() {
        int before = errors.size();
        Optional<String> title = text("title");
        if (title.isEmpty() && errors.size() == before) {
            errors.add("title can't be blank");
        }
        return title;
    }

    /** A price must not be blank. */
    Optional<Long> priceCents() {
        if (item.isBlank("list_price")) {
            errors.add("list_price can't be blank");
            return Optional.empty();
        }
        return number("list_price", MAX_PRICE).map(Money::cents);
    }

    Optional<String> sku() {
        return matching("sku", SKU, "must have 1 to 64 letters, digits, hyphens, underscores or points, and no others");
    }

    Optional<String> ean() {
        return matching("ean", EAN, "must have 8 to 14 digits");
    }

    Optional<String> marketplaceSku(String field) {
        return matching(
                field, SKU, "must have at most 64 letters, digits, hyphens, underscores or points, and no others");
    }

    /** Centimeters and kilograms; what floats add beyond a millionth is rounded away. */
    Optional<BigDecimal> measure(String field) {
        return item.isBlank(field)
                ? Optional.empty()
                : number(field, MAX_MEASURE).map(measure -> measure.setScale(MEASURE_DECIMALS, RoundingMode.HALF_UP));
    }

    /** Any text; blanks around it are dropped. */
    Optional<String> text(String field) {
        if (item.isBlank(field)) {
            return Optional.empty();
        }
        Optional<String> text = item.text(field).map(String::strip);
        if (text.isEmpty()) {
            errors.add(field + " must be a text");
        }
        if (text.filter(value -> value.length() > MAX_TEXT_LENGTH).isPresent()) {
            errors.add(field + " must have at most " + MAX_TEXT_LENGTH + " characters");
        }
        return text.filter(value -> !value.isEmpty());
    }

    Optional<Boolean> flag(String field) {
        if (item.isBlank(field)) {
            return Optional.empty();
        }
        Optional<Boolean> flag = item.flag(field);
        if (flag.isEmpty()) {
            errors.add(field + " must be true or false");
        }
        return flag;
    }

    /** A field of an update that may be cleared: absent it stays, blank it is cleared. */
    <T> Change<T> change(String field, Function<String, Optional<T>> reader) {
        return item.has(field) ? Change.to(reader.apply(field).orElse(null)) : Change.none();
    }

    private Optional<BigDecimal> number(String field, BigDecimal greatest) {
        Optional<BigDecimal> number = item.decimal(field);
        if (number.isEmpty()) {
            errors.add(field + " must be a number");
            return Optional.empty();
        }
        if (number.get().signum() < 0 || number.get().compareTo(greatest) > 0) {
            errors.add(field + " must be between 0 and " + greatest.toPlainString());
            return Optional.empty();
        }
        return number;
    }

    private Optional<String> matching(String field, Pattern pattern, String sentence) {
        if (item.isBlank(field)) {
            return Optional.empty();
        }
        Optional<String> text =
                item.text(field).filter(value -> pattern.matcher(value).matches());
        if (text.isEmpty()) {
            errors.add(field + " " + sentence);
        }
        return text;
    }
}
