package io.tianguis.storefront;

import io.tianguis.catalog.SitePaths;
import io.tianguis.shops.Shop;
import java.util.List;
import java.util.Optional;

/**
 * What stands around the content of a page.
 *
 * @param front of the shop
 * @param title of the page, without the shop's name
 * @param description for search engines, empty for none
 * @param url the one address of the page, absolute; empty for a page that search engines pass over
 * @param picture that stands for the page elsewhere, absolute; empty for none
 * @param searched what was typed into the search field
 * @param stylesheet the path of the style sheet
 * @param icon the path of the icon
 * @param snippets what tracking codes place on the page
 */
record Frame(
        Front front,
        String title,
        String description,
        Optional<String> url,
        Optional<String> picture,
        String searched,
        String stylesheet,
        String icon,
        String snippets) {

    /** How many accents there are in the style sheet. */
    private static final int ACCENTS = 6;

    /** How many categories stand at the head of each page. */
    private static final int MENU = 12;

    String home() {
        return SitePaths.home(front.shop().id());
    }

    Shop shop() {
        return front.shop();
    }

    /** The first of the shop's categories. */
    List<Menu.Entry> menu() {
        List<Menu.Entry> roots = front.menu().roots();
        return roots.subList(0, Math.min(roots.size(), MENU));
    }

    /** Whether there are more categories than these. */
    boolean hasMore() {
        return front.menu().roots().size() > MENU;
    }

    /** The shop's color, always the same one. */
    String accent() {
        return "accent-" + front.shop().shopId() % ACCENTS;
    }

    /** As HTML names it, {@code es-MX}. */
    String language() {
        return front.shop().locale().replace('_', '-');
    }
}
