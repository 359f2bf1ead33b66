package io.tianguis.storefront;

import io.tianguis.customers.Person;
import io.tianguis.orders.CheckoutRejection.Fault;
import io.tianguis.orders.CheckoutRejection.Field;
import io.tianguis.orders.DeliveryChoice;
import io.tianguis.orders.PaymentChoice;
import io.tianguis.orders.Purchase;
import io.tianguis.platform.http.Parameters;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checkout's form as somebody filled it in, and what is wrong with it.
 *
 * @param typed blanks around it aside; nothing for a field that is empty
 * @param faults by field, for people
 */
record CheckoutForm(Map<Field, String> typed, Map<Field, String> faults) {

    static final CheckoutForm EMPTY = new CheckoutForm(Map.of(), Map.of());

    static CheckoutForm read(Parameters form) {
        Map<Field, String> typed = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            form.text(CheckoutWords.name(field))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> typed.put(field, text));
        }
        return new CheckoutForm(typed, Map.of());
    }

    CheckoutForm with(List<Fault> found) {
        Map<Field, String> told = new EnumMap<>(Field.class);
        found.forEach(fault -> told.put(fault.field(), CheckoutWords.fault(fault)));
        return new CheckoutForm(typed, told);
    }

    Purchase purchase(Cart cart, long shownTotalCents) {
        return new Purchase(
                cart.secret(),
                cart.lines(),
                new Person(said(Field.FIRST_NAME), said(Field.LAST_NAME), said(Field.PHONE), said(Field.EMAIL)),
                new Purchase.Address(
                        said(Field.STREET),
                        said(Field.EXTERIOR_NUMBER),
                        said(Field.INTERIOR_NUMBER),
                        said(Field.NEIGHBORHOOD),
                        said(Field.CITY),
                        said(Field.STATE),
                        said(Field.POSTAL_CODE)),
                delivery(),
                payment(),
                said(Field.MESSAGE),
                shownTotalCents);
    }

    @Nullable
    DeliveryChoice delivery() {
        return switch (text(Field.DELIVERY)) {
            case "envio" -> DeliveryChoice.FLAT_PRICE;
            case "acordar" -> DeliveryChoice.TO_BE_AGREED;
            default -> null;
        };
    }

    @Nullable
    PaymentChoice payment() {
        return switch (text(Field.PAYMENT)) {
            case "transferencia" -> PaymentChoice.BANK_TRANSFER;
            case "contra-entrega" -> PaymentChoice.CASH_ON_DELIVERY;
            case "acordar" -> PaymentChoice.TO_BE_AGREED;
            default -> null;
        };
    }

    /** What stands in a field; empty for nothing. */
    String text(Field field) {
        return typed.getOrDefault(field, "");
    }

    /** What is wrong with a field; empty for nothing. */
    String fault(Field field) {
        return faults.getOrDefault(field, "");
    }

    private @Nullable String said(Field field) {
        return typed.get(field);
    }
}
