package io.tianguis.storefront;

import io.tianguis.catalog.OptionValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the page of a product shows.
 *
 * @param face what is seen where there are no pictures
 * @param way the categories from the root to the product's own
 * @param offers of its variants, in their order
 * @param price of the cheapest variant
 * @param structured the product in the words of schema.org, as JSON that can stand in a page
 * @param question what was typed into the form, and what is wrong with it
 * @param asked whether a question has just been sent
 */
record ProductPage(
        Frame frame,
        String title,
        Face face,
        List<Picture> pictures,
        List<Menu.Entry> way,
        List<String> paragraphs,
        String price,
        boolean severalPrices,
        List<Offer> offers,
        String path,
        String structured,
        List<Answered> answered,
        MessageForm question,
        boolean asked)
        implements Page {

    /**
     * A variant that can be chosen.
     *
     * @param values its option values, option by option; none for the only variant of a product without options
     * @param plentiful whether there is so much that nothing needs to be said of it
     * @param most how many can be bought at once; 0 when none can
     * @param chosen whether it is marked before the visitor does it
     */
    record Offer(
            long variantId,
            List<OptionValue> values,
            String price,
            String stock,
            boolean plentiful,
            int most,
            boolean chosen) {

        /** Empty for the only variant of a product without options. */
        String name() {
            return joined(values.stream());
        }

        String first() {
            return joined(values.stream().limit(1));
        }

        String rest() {
            return joined(values.stream().skip(1));
        }

        private static String joined(Stream<OptionValue> values) {
            return values.map(OptionValue::value).collect(Collectors.joining(" / "));
        }
    }

    /**
     * Variants that share the value of the first option.
     *
     * @param name such as {@code Talla M}; empty where all stand together
     */
    record Group(String name, List<Offer> offers) {

        /** By the first option, where a second one makes that shorter; else all together. */
        static List<Group> of(List<Offer> offers) {
            Map<String, List<Offer>> byFirst = new LinkedHashMap<>();
            for (Offer offer : offers) {
                String first = offer.values().stream()
                        .findFirst()
                        .map(value -> value.optionName() + " " + value.value())
                        .orElse("");
                byFirst.computeIfAbsent(first, _ -> new ArrayList<>()).add(offer);
            }
            boolean shorter = byFirst.size() < offers.size()
                    && offers.stream().allMatch(offer -> offer.values().size() > 1);
            return shorter
                    ? byFirst.entrySet().stream()
                            .map(group -> new Group(group.getKey(), group.getValue()))
                            .toList()
                    : List.of(new Group("", offers));
        }
    }

    /**
     * A question with its answer.
     *
     * @param day when it was answered, for people
     */
    record Answered(String question, String answer, String day) {}

    boolean soldOut() {
        return offers.stream().allMatch(offer -> offer.most() == 0);
    }

    /** The one offer of a product that leaves no choice. */
    Optional<Offer> only() {
        return offers.size() == 1 ? Optional.of(offers.getFirst()) : Optional.empty();
    }

    List<Group> groups() {
        return Group.of(offers);
    }

    /** The most that the quantity field takes. */
    int most() {
        return offers.stream().mapToInt(Offer::most).max().orElse(0);
    }
}
