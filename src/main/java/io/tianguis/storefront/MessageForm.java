package io.tianguis.storefront;

import io.tianguis.customers.EmailAddress;
import io.tianguis.customers.Identity;
import io.tianguis.customers.Introduction;
import io.tianguis.customers.Person;
import io.tianguis.platform.http.Parameters;
import io.tianguis.questions.NewQuestion;
import io.tianguis.shops.Shop;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor typed into a form that sends the shop a message.
 *
 * @param faults what is wrong, by the name of the field, in the order of the fields
 */
record MessageForm(String name, String email, String phone, String text, Map<String, String> faults) {

    static final MessageForm EMPTY = new MessageForm("", "", "", "", Map.of());

    private static final String NAME = "nombre";
    private static final String EMAIL = "correo";
    private static final String PHONE = "telefono";
    private static final String TEXT = "mensaje";

    /** A field that people do not see: who fills it in is a program. */
    private static final String TRAP = "sitio";

    private static final int MAX_NAME = 100;
    private static final int MAX_EMAIL = 254;
    private static final int MAX_PHONE = 40;

    /** Reads the form; what is longer than its field allows is cut, because the field did not let anybody type more. */
    static MessageForm of(Parameters sent, Shop shop) {
        MessageForm typed = new MessageForm(
                text(sent, NAME, MAX_NAME),
                text(sent, EMAIL, MAX_EMAIL),
                text(sent, PHONE, MAX_PHONE),
                text(sent, TEXT, 2 * NewQuestion.MAXIMUM_TEXT),
                Map.of());
        return new MessageForm(typed.name, typed.email, typed.phone, typed.text, typed.faults(shop));
    }

    /** Whether a program filled it in. */
    static boolean isTrapped(Parameters sent) {
        return !sent.isBlank(TRAP);
    }

    private Map<String, String> faults(Shop shop) {
        Map<String, String> found = new LinkedHashMap<>();
        if (text.isEmpty()) {
            found.put(TEXT, "Escribe tu mensaje.");
        } else if (!NewQuestion.isAcceptable(text)) {
            found.put(TEXT, "El mensaje puede tener hasta 2,000 caracteres.");
        }
        if (name.isEmpty()) {
            found.put(NAME, "Escribe tu nombre.");
        }
        if (!phone.isEmpty() && Identity.phone(phone, shop.country()).isEmpty()) {
            found.put(PHONE, "Revisa el teléfono, con su código de área, o déjalo en blanco.");
        }
        if (EmailAddress.parse(email).isEmpty()) {
            found.put(EMAIL, "Escribe un correo como nombre@ejemplo.com, para que podamos responderte.");
        }
        return found;
    }

    boolean isComplete() {
        return faults.isEmpty();
    }

    /** What is wrong with a field, if anything is. */
    @Nullable
    String fault(String field) {
        return faults.get(field);
    }

    /** Who asks, in a shop. */
    Introduction introduction(Shop shop) {
        return Introduction.of(new Person(name, null, phone.isEmpty() ? null : phone, email), shop.country());
    }

    private static String text(Parameters sent, String field, int longest) {
        return Texts.cut(sent.text(field).orElse("").strip(), longest);
    }
}
