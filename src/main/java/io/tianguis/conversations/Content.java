package io.tianguis.conversations;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message says. Texts have at least one character and no NUL; what is absent is null. */
public sealed interface Content {

    /** Of a text and of a caption; the longest that a provider delivers. */
    int MAX_TEXT_LENGTH = 65_536;

    int MAX_URL_LENGTH = 4_096;

    int MAX_FILENAME_LENGTH = 255;

    /** Of a place's label and of its address. */
    int MAX_PLACE_LENGTH = 1_024;

    int MAX_CONTACTS = 100;

    /** Words. */
    record Text(String text) implements Content {

        public Text {
            Texts.require("text", text, MAX_TEXT_LENGTH);
        }
    }

    /**
     * A file.
     *
     * @param url where it can be had
     */
    record Media(
            MediaKind kind,
            String url,
            @Nullable String caption,
            @Nullable String filename) implements Content {

        public Media {
            Texts.require("url", url, MAX_URL_LENGTH);
            Texts.requireIfAny("caption", caption, MAX_TEXT_LENGTH);
            Texts.requireIfAny("filename", filename, MAX_FILENAME_LENGTH);
        }
    }

    /**
     * A place.
     *
     * @param longitude in degrees, -180 to 180, of at most {@value #MAX_DECIMALS} decimals
     * @param latitude in degrees, -90 to 90, of as many
     */
    record Location(
            BigDecimal longitude,
            BigDecimal latitude,
            @Nullable String label,
            @Nullable String address) implements Content {

        public static final int MAX_DECIMALS = 20;

        public Location {
            requireDegrees(longitude, 180);
            requireDegrees(latitude, 90);
            Texts.requireIfAny("label", label, MAX_PLACE_LENGTH);
            Texts.requireIfAny("address", address, MAX_PLACE_LENGTH);
        }

        private static void requireDegrees(BigDecimal degrees, int most) {
            if (degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0 || Math.abs(degrees.scale()) > MAX_DECIMALS) {
                throw new IllegalArgumentException("not a number of degrees from -" + most + " to " + most);
            }
        }
    }

    /** Cards of people, at least one. */
    record Contacts(List<SharedContact> contacts) implements Content {

        public Contacts {
            contacts = List.copyOf(contacts);
            if (contacts.isEmpty() || contacts.size() > MAX_CONTACTS) {
                throw new IllegalArgumentException("a message of " + contacts.size() + " contacts");
            }
        }
    }
}
