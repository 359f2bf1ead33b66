package io.tianguis.dialects.mercately;

import io.tianguis.catalog.VariantChange;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Consumer;

/** What texts of products and variants may be. */
final class FieldTexts {

    private FieldTexts() {}

    /**
     * An address on the web.
     *
     * @param text empty when what was sent is no text
     * @param name of the field, at the beginning of a sentence
     */
    static Optional<String> address(Optional<String> text, String name, Consumer<String> faults) {
        if (text.isPresent() && text.get().length() > VariantChange.MAX_URL_LENGTH) {
            faults.accept(name + " no puede tener más de " + VariantChange.MAX_URL_LENGTH + " caracteres");
            return Optional.empty();
        }
        Optional<String> address = text.filter(FieldTexts::isWebAddress);
        if (address.isEmpty()) {
            faults.accept(name + " no es válida");
        }
        return address;
    }

    /**
     * A name of one line.
     *
     * @param text empty when what was sent is no text
     * @param name of the field, at the beginning of a sentence
     */
    static Optional<String> name(Optional<String> text, String name, int greatestLength, Consumer<String> faults) {
        Optional<String> fault = fault(text, greatestLength);
        fault.ifPresent(sentence -> faults.accept(name + " " + sentence));
        return fault.isPresent() ? Optional.empty() : text.map(String::strip);
    }

    private static Optional<String> fault(Optional<String> text, int greatestLength) {
        if (text.isEmpty()) {
            return Optional.of("debe ser un texto");
        }
        if (text.get().isBlank()) {
            return Optional.of("no puede estar vacío");
        }
        if (text.get().strip().length() > greatestLength) {
            return Optional.of("no puede tener más de " + greatestLength + " caracteres");
        }
        return isOneLine(text.get()) ? Optional.empty() : Optional.of("contiene caracteres no imprimibles");
    }

    /** Absolute, with a host, of the web: the storefront links to it, so that no other scheme may pass. */
    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getRawAuthority() != null
                    && isPrintable(text);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** Whatever people write, joined emoji included, but no control characters, line ends, or halves of characters. */
    private static boolean isOneLine(String text) {
        return text.codePoints().allMatch(codePoint -> switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> true;
        });
    }

    /** What people can read aloud: no control or invisible characters, line ends, or halves of characters. */
    static boolean isPrintable(String text) {
        return text.codePoints().allMatch(codePoint -> switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.FORMAT -> false;
            default -> true;
        });
    }
}
