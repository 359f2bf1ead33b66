package io.tianguis.demonstration;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.NewVariant.Customs;
import io.tianguis.catalog.NewVariant.Dimensions;
import io.tianguis.catalog.NewVariant.MarketplaceSkus;
import io.tianguis.catalog.ProductStatus;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The products of a load, each made from the seed and its index alone. */
final class Assortment {

    private static final int MOST_VALUES = 4;
    private static final int MAX_VARIANTS = MOST_VALUES * MOST_VALUES;

    private final Country country;
    private final Seed seed;
    private final Numbers numbers;

    Assortment(Country country, Seed seed, Numbers numbers) {
        this.country = country;
        this.seed = seed;
        this.numbers = numbers;
    }

    /** What a product is, before anyone asks for its price. */
    record Outline(Family family, List<NewOption> options, long number) {

        int variants() {
            return options.stream().mapToInt(option -> option.values().size()).reduce(1, (left, right) -> left * right);
        }

        /** A value for each option; the last option's changes from one variant to the next. */
        List<String> values(int variant) {
            List<String> values = new ArrayList<>();
            int rest = variant;
            for (NewOption option : options.reversed()) {
                values.addFirst(option.values().get(rest % option.values().size()));
                rest /= option.values().size();
            }
            return values;
        }

        /** Such as {@code CAM-00042-M-AZU}. */
        String sku(int variant) {
            StringBuilder sku = new StringBuilder(family.code()).append('-');
            sku.append(String.format(Locale.ROOT, "%05d", number));
            values(variant).forEach(value -> sku.append('-').append(abbreviated(value)));
            return sku.toString();
        }

        /** Enough of a value to tell it from the family's others, in letters and digits of ASCII. */
        static String abbreviated(String value) {
            String plain = plain(value).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
            return plain.substring(0, Math.min(4, plain.length()));
        }
    }

    Outline outline(int index) {
        Dice dice = seed.of("product", index);
        Family family = dice.pick(Family.ALL);
        List<NewOption> options = new ArrayList<>();
        List<String> measures = family.measure().values(country);
        if (!measures.isEmpty()) {
            options.add(option(family.measure().title(), some(measures, dice)));
        }
        if (family.inColors()) {
            options.add(option(Family.COLOR, some(Family.COLORS, dice)));
        }
        return new Outline(family, List.copyOf(options), numbers.of(index));
    }

    /** The product as it is entered, without its category. */
    NewProduct product(int index, @Nullable Long categoryId) {
        Outline outline = outline(index);
        Family family = outline.family();
        Dice dice = seed.of("product details", index);
        String brand = dice.pick(Family.BRANDS);
        String title = said(family.name()) + " " + said(dice.pick(family.traits())) + " " + brand;
        long price = country.prices().drawn(dice, family.leastPesos(), family.mostPesos());
        boolean dearer = dice.chance(25);
        boolean wholesale = dice.chance(40);
        Dimensions dimensions = new Dimensions(
                family.side(dice, 30), family.side(dice, 70), family.side(dice, 100), family.kilograms(dice));
        List<NewVariant> variants = new ArrayList<>();
        for (int variant = 0; variant < outline.variants(); variant++) {
            long variantPrice = dearer ? price + variant * (price / 2_000) * 100 : price;
            variants.add(variant(outline, variant, variantPrice, wholesale, dimensions, dice));
        }
        return new NewProduct(
                title,
                said("Hecho en taller|Feito em ateliê") + " " + brand + ". "
                        + said("Enviamos en 24 horas hábiles.|Enviamos em 24 horas úteis."),
                categoryId,
                dice.chance(92) ? ProductStatus.ACTIVE : ProductStatus.PAUSED,
                pictures(outline),
                outline.options(),
                variants);
    }

    /**
     * None for one product in ten; where it is follows from its number, so that no other choice moves. They show the first
     * variant, of whose options the last may be its color.
     */
    private static List<String> pictures(Outline outline) {
        String name = outline.family().code() + "-" + String.format(Locale.ROOT, "%05d", outline.number())
                + outline.values(0).stream()
                        .skip(Math.max(0, outline.options().size() - 1))
                        .map(value -> "-" + Outline.abbreviated(value))
                        .collect(Collectors.joining());
        return Stream.of("frente", "detalle", "uso")
                .limit(outline.number() % 10 == 0 ? 0 : 1 + outline.number() % 3)
                .map(view -> "https://imagenes.example/" + name + "-" + view + ".webp")
                .toList();
    }

    private NewVariant variant(
            Outline outline, int variant, long price, boolean wholesale, Dimensions dimensions, Dice dice) {
        String sku = outline.sku(variant);
        String page = "producto-" + sku.toLowerCase(Locale.ROOT);
        return new NewVariant(
                outline.values(variant),
                sku,
                Ean13.of(
                        country.eanPrefixes().get((int)
                                (outline.number() % country.eanPrefixes().size())),
                        outline.number() * MAX_VARIANTS + variant),
                price,
                wholesale ? price * 85 / 100 : null,
                dice.chance(80) ? "https://imagenes.example/" + sku + ".webp" : null,
                dice.chance(80) ? "https://tienda.example/" + page : null,
                dimensions,
                new MarketplaceSkus(dice.chance(60) ? "ML-" + sku : null, dice.chance(40) ? "AMZ-" + sku : null),
                dice.chance(50) ? new Customs(dice.filled("5#######"), dice.filled("6#####.#")) : Customs.NONE,
                outline.family().grams() > 1_000 ? dice.chance(30) : null);
    }

    String said(String both) {
        return country.language().of(both);
    }

    private NewOption option(String title, List<String> values) {
        return new NewOption(said(title), values.stream().map(this::said).toList());
    }

    /** Up to four of them, in their order, side by side: a shop stocks M and G before it stocks XG alone. */
    private static List<String> some(List<String> values, Dice dice) {
        int count = dice.between(1, Math.min(MOST_VALUES, values.size()));
        int from = dice.below(values.size() - count + 1);
        return values.subList(from, from + count);
    }

    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
