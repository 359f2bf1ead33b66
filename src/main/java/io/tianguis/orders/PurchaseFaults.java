package io.tianguis.orders;

import io.tianguis.customers.EmailAddress;
import io.tianguis.customers.PhoneNumber;
import io.tianguis.orders.CheckoutRejection.Fault;
import io.tianguis.orders.CheckoutRejection.Field;
import io.tianguis.orders.CheckoutRejection.Reason;
import io.tianguis.shops.CheckoutTerms;
import io.tianguis.shops.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What cannot be used of a purchase's fields. The seller can only reach the buyer by telephone for certain, so that it is
 * needed; an address is needed where something is sent at a price.
 */
final class PurchaseFaults {

    static final int MAX_LENGTH = 255;
    static final int MAX_MESSAGE_LENGTH = 2_000;

    private final List<Fault> faults = new ArrayList<>();

    private PurchaseFaults() {}

    /** In the order of the fields. */
    static List<Fault> of(Shop shop, CheckoutTerms terms, Purchase purchase) {
        PurchaseFaults found = new PurchaseFaults();
        boolean sent = purchase.delivery() == DeliveryChoice.FLAT_PRICE;
        Purchase.Address address = purchase.address();
        found.text(Field.FIRST_NAME, purchase.buyer().firstName(), true);
        found.text(Field.LAST_NAME, purchase.buyer().lastName(), true);
        found.phone(purchase.buyer().phone(), shop.country());
        found.email(purchase.buyer().email());
        found.delivery(purchase.delivery(), terms);
        found.text(Field.STREET, address.street(), sent);
        found.text(Field.EXTERIOR_NUMBER, address.exteriorNumber(), false);
        found.text(Field.INTERIOR_NUMBER, address.interiorNumber(), false);
        found.text(Field.NEIGHBORHOOD, address.neighborhood(), false);
        found.text(Field.CITY, address.city(), sent);
        found.text(Field.STATE, address.state(), sent);
        found.text(Field.POSTAL_CODE, address.postalCode(), false);
        found.payment(purchase.payment(), terms);
        @Nullable String message = purchase.message();
        if (message != null && message.length() > MAX_MESSAGE_LENGTH) {
            found.add(Field.MESSAGE, Reason.TOO_LONG);
        }
        return List.copyOf(found.faults);
    }

    private void text(Field field, @Nullable String text, boolean needed) {
        if (text == null || text.isBlank()) {
            if (needed) {
                add(field, Reason.MISSING);
            }
        } else if (text.length() > MAX_LENGTH) {
            add(field, Reason.TOO_LONG);
        }
    }

    private void phone(@Nullable String phone, String country) {
        if (phone == null || phone.isBlank()) {
            add(Field.PHONE, Reason.MISSING);
        } else if (PhoneNumber.parse(phone, country).isEmpty()) {
            add(Field.PHONE, Reason.UNREADABLE);
        }
    }

    private void email(@Nullable String email) {
        Optional.ofNullable(email)
                .filter(text -> !text.isBlank() && EmailAddress.parse(text).isEmpty())
                .ifPresent(_ -> add(Field.EMAIL, Reason.UNREADABLE));
    }

    private void delivery(@Nullable DeliveryChoice choice, CheckoutTerms terms) {
        boolean offered =
                switch (choice) {
                    case TO_BE_AGREED -> terms.shippingToBeAgreed();
                    case FLAT_PRICE -> terms.flatShippingCents() != null;
                    case null -> false;
                };
        if (!offered) {
            add(Field.DELIVERY, choice == null ? Reason.MISSING : Reason.NOT_OFFERED);
        }
    }

    private void payment(@Nullable PaymentChoice choice, CheckoutTerms terms) {
        boolean offered =
                switch (choice) {
                    case TO_BE_AGREED -> terms.paymentToBeAgreed();
                    case BANK_TRANSFER -> terms.bankTransfer() != null;
                    case CASH_ON_DELIVERY -> terms.cashOnDelivery();
                    case null -> false;
                };
        if (!offered) {
            add(Field.PAYMENT, choice == null ? Reason.MISSING : Reason.NOT_OFFERED);
        }
    }

    private void add(Field field, Reason reason) {
        faults.add(new Fault(field, reason));
    }
}
