package io.tianguis.storefront;

import java.util.List;
import java.util.Optional;

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
     * @param name its option values; empty for the only variant of a product without options
     * @param most how many can be bought at once; 0 when none can
     * @param chosen whether it is marked before the visitor does it
     */
    record Offer(long variantId, String name, String price, String stock, int most, boolean chosen) {}

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

    /** The most that the quantity field takes. */
    int most() {
        return offers.stream().mapToInt(Offer::most).max().orElse(0);
    }
}
