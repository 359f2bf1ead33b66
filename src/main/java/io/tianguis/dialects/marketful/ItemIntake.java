package io.tianguis.dialects.marketful;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.NewVariant.Customs;
import io.tianguis.catalog.NewVariant.Dimensions;
import io.tianguis.catalog.NewVariant.MarketplaceSkus;
import io.tianguis.kernel.Money;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the items of {@code create_item}: all of them, or what is wrong with each (K16, K17). */
final class ItemIntake {

    private static final int MAX_ITEMS = 1_000;
    private static final int MAX_TEXT_LENGTH = 255;
    private static final int MEASURE_DECIMALS = 6;
    private static final BigDecimal MAX_PRICE = new BigDecimal("999999999.99");
    private static final BigDecimal MAX_MEASURE = new BigDecimal("1000000");
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]{1," + NewVariant.MAX_SKU_LENGTH + "}");
    private static final Pattern EAN = Pattern.compile("[0-9]{8,14}");

    /** Why no item is saved, in the order of the checks. */
    sealed interface Refusal {

        /** There is no list of items, it is empty, or one of them has no SKU or no title. */
        record Missing() implements Refusal {}

        /** There are more than 1,000 items, or the data of some are wrong. */
        record Incomplete(List<ItemJson.Errors> items) implements Refusal {}
    }

    private final Parameters item;
    private final List<String> errors = new ArrayList<>();

    private ItemIntake(Parameters item) {
        this.item = item;
    }

    static Outcome<List<NewProduct>, Refusal> read(Parameters parameters) {
        List<Parameter> elements = parameters.items("items").orElse(List.of());
        if (elements.isEmpty() || !elements.stream().allMatch(ItemIntake::isNamed)) {
            return Outcome.rejected(new Refusal.Missing());
        }
        if (elements.size() > MAX_ITEMS) {
            return Outcome.rejected(new Refusal.Incomplete(List.of(
                    new ItemJson.Errors(null, List.of("items can't be more than " + MAX_ITEMS + " in one request")))));
        }
        List<NewProduct> products = new ArrayList<>();
        List<ItemJson.Errors> faulty = new ArrayList<>();
        for (Parameter element : elements) {
            ItemIntake intake = new ItemIntake(element.object().orElse(Parameters.NONE));
            Optional<NewProduct> product = intake.product();
            product.ifPresent(products::add);
            if (product.isEmpty()) {
                faulty.add(new ItemJson.Errors(intake.item.text("sku").orElse(null), intake.errors));
            }
        }
        return faulty.isEmpty() ? Outcome.ok(products) : Outcome.rejected(new Refusal.Incomplete(faulty));
    }

    private static boolean isNamed(Parameter element) {
        return element.object()
                .filter(item -> !item.isBlank("sku") && !item.isBlank("title"))
                .isPresent();
    }

    /** Reads every field, in the order of the source's table, so that all errors are told at once. */
    private Optional<NewProduct> product() {
        @Nullable String title = title();
        @Nullable BigDecimal price = price();
        @Nullable
        String sku = matching(
                "sku", SKU, "must have 1 to 64 letters, digits, hyphens, underscores or points, and no others");
        Dimensions dimensions =
                new Dimensions(measure("height"), measure("width"), measure("length"), measure("weight"));
        @Nullable String ean = matching("ean", EAN, "must have 8 to 14 digits");
        MarketplaceSkus marketplaceSkus = new MarketplaceSkus(marketplaceSku("ml_sku"), marketplaceSku("amz_sku"));
        Customs customs = new Customs(text("clave_sat"), text("fraccion_arancelaria"));
        @Nullable Boolean fragile = flag("fragil");
        if (title == null || price == null || !errors.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(NewProduct.unpublished(
                title,
                new NewVariant(
                        List.of(),
                        sku,
                        ean,
                        Money.cents(price),
                        null,
                        null,
                        null,
                        dimensions,
                        marketplaceSkus,
                        customs,
                        fragile)));
    }

    private @Nullable String title() {
        @Nullable String title = text("title");
        if (title == null && errors.isEmpty()) {
            errors.add("title can't be blank");
        }
        return title;
    }

    private @Nullable BigDecimal price() {
        if (item.isBlank("list_price")) {
            errors.add("list_price can't be blank");
            return null;
        }
        return number("list_price", MAX_PRICE);
    }

    /** Centimeters and kilograms; what floats add beyond a millionth is rounded away. */
    private @Nullable BigDecimal measure(String field) {
        @Nullable BigDecimal measure = item.isBlank(field) ? null : number(field, MAX_MEASURE);
        return measure == null ? null : measure.setScale(MEASURE_DECIMALS, RoundingMode.HALF_UP);
    }

    private @Nullable BigDecimal number(String field, BigDecimal greatest) {
        Optional<BigDecimal> number = item.decimal(field);
        if (number.isEmpty()) {
            errors.add(field + " must be a number");
            return null;
        }
        if (number.get().signum() < 0 || number.get().compareTo(greatest) > 0) {
            errors.add(field + " must be between 0 and " + greatest.toPlainString());
            return null;
        }
        return number.get();
    }

    private @Nullable String marketplaceSku(String field) {
        return matching(
                field, SKU, "must have at most 64 letters, digits, hyphens, underscores or points, and no others");
    }

    private @Nullable String matching(String field, Pattern pattern, String sentence) {
        if (item.isBlank(field)) {
            return null;
        }
        Optional<String> text =
                item.text(field).filter(value -> pattern.matcher(value).matches());
        if (text.isEmpty()) {
            errors.add(field + " " + sentence);
        }
        return text.orElse(null);
    }

    private @Nullable String text(String field) {
        if (item.isBlank(field)) {
            return null;
        }
        Optional<String> text = item.text(field).map(String::strip);
        if (text.isEmpty()) {
            errors.add(field + " must be a text");
        }
        if (text.filter(value -> value.length() > MAX_TEXT_LENGTH).isPresent()) {
            errors.add(field + " must have at most " + MAX_TEXT_LENGTH + " characters");
        }
        return text.filter(value -> !value.isEmpty()).orElse(null);
    }

    private @Nullable Boolean flag(String field) {
        if (item.isBlank(field)) {
            return null;
        }
        Optional<Boolean> flag = item.flag(field);
        if (flag.isEmpty()) {
            errors.add(field + " must be true or false");
        }
        return flag.orElse(null);
    }
}
