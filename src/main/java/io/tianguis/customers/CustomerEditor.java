package io.tianguis.customers;

import io.tianguis.customers.CustomerChange.AddressChange;
import io.tianguis.customers.CustomerChange.CustomFieldChange;
import io.tianguis.customers.CustomerChange.TagChange;
import io.tianguis.customers.CustomerChangesSql.Belongings;
import io.tianguis.customers.CustomerChangesSql.Locked;
import io.tianguis.customers.CustomerProfile.Address;
import io.tianguis.customers.CustomerProfile.CustomField;
import io.tianguis.customers.CustomerRejection.EmailTaken;
import io.tianguis.customers.CustomerRejection.InvalidEmail;
import io.tianguis.customers.CustomerRejection.InvalidPhone;
import io.tianguis.customers.CustomerRejection.Nameless;
import io.tianguis.customers.CustomerRejection.PhoneTaken;
import io.tianguis.customers.CustomerRejection.TooManyAddresses;
import io.tianguis.customers.CustomerRejection.TooManyCustomFields;
import io.tianguis.customers.CustomerRejection.TooManyTags;
import io.tianguis.customers.CustomerRejection.UnknownAddress;
import io.tianguis.customers.CustomerRejection.UnknownAgent;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.ConstraintViolation;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies a change to one customer, whose row is locked, step by step within the caller's transaction. */
final class CustomerEditor {

    private static final int WEB_ID_LENGTH = 10;

    private final Tx tx;
    private final ShopId shop;
    private final long customerId;
    private final Randomness randomness;

    CustomerEditor(Tx tx, ShopId shop, long customerId, Randomness randomness) {
        this.tx = tx;
        this.shop = shop;
        this.customerId = customerId;
        this.randomness = randomness;
    }

    /** What keeps the change from being made; nothing when it is made. */
    Optional<CustomerRejection> apply(Locked before, CustomerChange change, String country, Instant now) {
        Change<String> phone = different(change.phone(), before.phone());
        Change<String> email = different(change.email(), before.email());
        Optional<PhoneNumber> number =
                Optional.ofNullable(phone.value()).flatMap(text -> PhoneNumber.parse(text, country));
        if (phone.value() != null && number.isEmpty()) {
            return Optional.of(new InvalidPhone(phone.value()));
        }
        Optional<EmailAddress> address = Optional.ofNullable(email.value()).flatMap(EmailAddress::parse);
        if (email.value() != null && address.isEmpty()) {
            return Optional.of(new InvalidEmail(email.value()));
        }
        boolean takesAway = isTakenAway(change.firstName()) || isTakenAway(phone) || isTakenAway(email);
        if (takesAway
                && after(before.firstName(), change.firstName()) == null
                && after(before.phone(), phone) == null
                && after(before.email(), email) == null) {
            return Optional.of(new Nameless());
        }
        if (phone.said() && !move("phone", key(before.phone(), country), number.map(PhoneNumber::key))) {
            return Optional.of(new PhoneTaken());
        }
        if (email.said() && !move("email", Optional.ofNullable(before.email()), address.map(EmailAddress::value))) {
            return Optional.of(new EmailTaken());
        }
        try {
            CustomerChangesSql.update(
                    tx,
                    shop,
                    customerId,
                    change,
                    phone.said() ? Change.to(number.map(PhoneNumber::e164).orElse(null)) : Change.none(),
                    email.said() ? Change.to(address.map(EmailAddress::value).orElse(null)) : Change.none(),
                    now);
        } catch (ConstraintViolation violation) {
            return Optional.of(unknownAgent(violation));
        }
        Optional<CustomerRejection> unknown = addresses(change.addresses());
        if (unknown.isPresent()) {
            return unknown;
        }
        tags(change.tags());
        customFields(change.customFields());
        return tooMuch(change);
    }

    /** Hangs on a new customer what is known about them. */
    void furnish(List<Address> addresses, List<String> tags, List<CustomField> customFields) {
        Optional<Long> marked = Optional.empty();
        for (Address address : addresses) {
            long addressId = CustomerChangesSql.insertAddress(tx, shop, customerId, address);
            marked = address.main() ? Optional.of(addressId) : marked;
        }
        if (!addresses.isEmpty()) {
            CustomerChangesSql.settleMainAddress(tx, shop, customerId, marked);
        }
        addTags(tags);
        if (!customFields.isEmpty()) {
            CustomerChangesSql.setCustomFields(tx, shop, customerId, customFields);
        }
    }

    /** A rejection when the customer refers to an agent whom the shop does not have; every other violation is a fault. */
    static CustomerRejection unknownAgent(ConstraintViolation violation) {
        if (violation.constraint().equals("customer_agent")) {
            return new UnknownAgent();
        }
        throw violation;
    }

    /** The new identity is taken before the old one is given up, so that nobody is without one in between. */
    private boolean move(String kind, Optional<String> from, Optional<String> to) {
        if (from.equals(to)) {
            return true;
        }
        if (to.isPresent() && !CustomerChangesSql.claim(tx, shop, customerId, kind, to.get())) {
            return false;
        }
        from.ifPresent(old -> CustomerChangesSql.release(tx, shop, customerId, kind, old));
        return true;
    }

    private Optional<CustomerRejection> addresses(List<AddressChange> changes) {
        Optional<Long> marked = Optional.empty();
        for (AddressChange change : changes) {
            long addressId;
            if (change.addressId().isEmpty()) {
                if (change.removed()) {
                    continue;
                }
                addressId = CustomerChangesSql.insertAddress(tx, shop, customerId, added(change));
            } else {
                addressId = change.addressId().get();
                boolean known = change.removed()
                        ? CustomerChangesSql.deleteAddress(tx, shop, customerId, addressId)
                        : CustomerChangesSql.updateAddress(tx, shop, customerId, addressId, change);
                if (!known) {
                    return Optional.of(new UnknownAddress(addressId));
                }
            }
            if (change.removed() || change.main().equals(Optional.of(false))) {
                marked = marked.filter(id -> id != addressId);
            } else if (change.main().isPresent()) {
                marked = Optional.of(addressId);
            }
        }
        if (!changes.isEmpty()) {
            CustomerChangesSql.settleMainAddress(tx, shop, customerId, marked);
        }
        return Optional.empty();
    }

    static Address added(AddressChange change) {
        return new Address(
                0,
                change.address().value(),
                change.city().value(),
                change.state().value(),
                change.zipCode().value(),
                change.country().value(),
                change.latitude().value(),
                change.longitude().value(),
                change.description().value(),
                change.main().orElse(false));
    }

    private void tags(List<TagChange> changes) {
        Map<String, Boolean> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.name(), change.added()));
        List<String> removed = new ArrayList<>(last.keySet());
        removed.removeIf(last::get);
        if (!removed.isEmpty()) {
            CustomerChangesSql.removeTags(tx, shop, customerId, removed);
        }
        last.values().removeIf(added -> !added);
        addTags(List.copyOf(last.keySet()));
    }

    private void addTags(List<String> names) {
        if (!names.isEmpty()) {
            CustomerChangesSql.addTags(
                    tx, shop, customerId, names, () -> randomness.text(WEB_ID_LENGTH, Randomness.ALPHANUMERIC));
        }
    }

    private void customFields(List<CustomFieldChange> changes) {
        Map<String, Optional<String>> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.name(), change.content()));
        List<String> removed = new ArrayList<>();
        List<CustomField> set = new ArrayList<>();
        last.forEach((name, content) ->
                content.ifPresentOrElse(text -> set.add(new CustomField(name, text)), () -> removed.add(name)));
        if (!removed.isEmpty()) {
            CustomerChangesSql.removeCustomFields(tx, shop, customerId, removed);
        }
        if (!set.isEmpty()) {
            CustomerChangesSql.setCustomFields(tx, shop, customerId, set);
        }
    }

    private Optional<CustomerRejection> tooMuch(CustomerChange change) {
        if (change.addresses().isEmpty()
                && change.tags().isEmpty()
                && change.customFields().isEmpty()) {
            return Optional.empty();
        }
        Belongings now = CustomerChangesSql.belongings(tx, shop, customerId);
        if (now.addresses() > CustomerChange.MAX_ADDRESSES) {
            return Optional.of(new TooManyAddresses());
        }
        if (now.tags() > CustomerChange.MAX_TAGS) {
            return Optional.of(new TooManyTags());
        }
        return now.customFields() > CustomerChange.MAX_CUSTOM_FIELDS
                ? Optional.of(new TooManyCustomFields())
                : Optional.empty();
    }

    /** What was read and is sent back changes nothing, even a telephone that no numbering plan has. */
    private static Change<String> different(Change<String> said, @Nullable String present) {
        return said.value() != null && said.value().equals(present) ? Change.none() : said;
    }

    private static boolean isTakenAway(Change<String> change) {
        return change.said() && change.value() == null;
    }

    private static @Nullable String after(@Nullable String before, Change<String> change) {
        return change.said() ? change.value() : before;
    }

    private static Optional<String> key(@Nullable String phone, String country) {
        return phone == null ? Optional.empty() : Identity.phone(phone, country).map(Identity::value);
    }
}
