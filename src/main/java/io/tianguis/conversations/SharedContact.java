package io.tianguis.conversations;

import java.util.List;

/**
 * A person whose card was sent in a message.
 *
 * @param name 1 to {@value #MAX_NAME_LENGTH} characters
 * @param phones as written, at most {@value #MAX_ENTRIES}
 * @param emails as written, at most {@value #MAX_ENTRIES}
 */
public record SharedContact(String name, List<String> phones, List<String> emails) {

    public static final int MAX_NAME_LENGTH = 255;

    /** Of a telephone and of an email. */
    public static final int MAX_ENTRY_LENGTH = 254;

    public static final int MAX_ENTRIES = 20;

    public SharedContact {
        phones = List.copyOf(phones);
        emails = List.copyOf(emails);
        Texts.require("name", name, MAX_NAME_LENGTH);
        Texts.requireAll("phones", phones, MAX_ENTRIES, MAX_ENTRY_LENGTH);
        Texts.requireAll("emails", emails, MAX_ENTRIES, MAX_ENTRY_LENGTH);
    }
}
