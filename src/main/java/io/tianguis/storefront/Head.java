package io.tianguis.storefront;

import io.tianguis.shops.TrackingCode.Event;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a page says of itself.
 *
 * @param title without the shop's name; empty on the home page
 * @param description for search engines, empty for none
 * @param path the one path of the page; empty for a page that search engines pass over
 * @param picture that stands for the page where people share its address; empty for none
 * @param searched what was typed into the search field
 * @param events what the visitor does by coming here, besides seeing a page
 */
record Head(
        String title,
        String description,
        Optional<String> path,
        Optional<Picture> picture,
        String searched,
        Set<Event> events) {

    /** A page that search engines may show. */
    static Head indexed(String title, String description, String path) {
        return new Head(title, description, Optional.of(path), Optional.empty(), "", EnumSet.of(Event.NAVIGATION));
    }

    /** One that is for this visitor alone. */
    static Head passing(String title) {
        return new Head(title, "", Optional.empty(), Optional.empty(), "", EnumSet.of(Event.NAVIGATION));
    }

    /** The same, when the visitor came by pressing a button that has tracking codes. */
    Head on(Event event) {
        Set<Event> more = EnumSet.copyOf(events);
        more.add(event);
        return new Head(title, description, path, picture, searched, more);
    }

    Head showing(Optional<Picture> shown) {
        return new Head(title, description, path, shown, searched, events);
    }

    Head searching(String words) {
        return new Head(title, description, path, picture, words, events);
    }
}
