package io.tianguis.customers;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The door to the people of a shop. */
public final class Customers {

    private static final int PUBLIC_ID_LENGTH = 13;

    private final Database database;
    private final Clock clock;
    private final Randomness randomness;

    public Customers(Database database, Clock clock, Randomness randomness) {
        this.database = database;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Everything that is kept about one person, found by any of their keys, in one round trip. */
    public Optional<CustomerProfile> find(ShopId shop, CustomerKey key) {
        return CustomersSql.find(database, shop, key);
    }

    /**
     * Finds or makes a person by any of their identities, in one statement. The first identity that leads to somebody
     * decides; one that leads to nobody yet is added to the person, one that leads to somebody else stays where it is, so
     * that two people never become one by accident. Two callers who meet the same new person at once get the same customer.
     * Names, telephone and email are filled in where the customer has none, both names or neither.
     *
     * <p>Locks the customer's row. A caller who met somebody under identities that went to different people at the same
     * moment runs its transaction again.
     *
     * @return the customer's id, which is that of the row that the identity was given to: it belongs to another person
     *     when it was merged
     */
    public Query<Long> meet(ShopId shop, Introduction introduction) {
        return MeetingSql.meet(shop, introduction, 0, null, publicId(), clock.now());
    }

    /**
     * Finds or makes the person of a purchase as {@link #meet} does, by telephone, else by email, else a new one, and counts
     * the purchase.
     *
     * @param country of the shop, for national numbers
     * @return the customer's id
     */
    public Query<Long> recordPurchase(ShopId shop, Person person, String country) {
        Instant now = clock.now();
        return MeetingSql.meet(shop, Introduction.of(person, country), 1, now, publicId(), now);
    }

    /**
     * Enters a person by hand. Rejections in the order of the checks: {@code InvalidPhone}, {@code InvalidEmail},
     * {@code PhoneTaken}, {@code EmailTaken}.
     *
     * @param country of the shop, for national numbers
     * @return the customer's id
     */
    public Outcome<Long, CustomerRejection> create(Tx tx, ShopId shop, NewCustomer customer, String country) {
        @Nullable String phone = customer.person().phone();
        Optional<PhoneNumber> number = phone == null ? Optional.empty() : PhoneNumber.parse(phone, country);
        if (phone != null && number.isEmpty()) {
            return Outcome.rejected(new CustomerRejection.InvalidPhone(phone));
        }
        @Nullable String written = customer.person().email();
        Optional<EmailAddress> email = written == null ? Optional.empty() : EmailAddress.parse(written);
        if (written != null && email.isEmpty()) {
            return Outcome.rejected(new CustomerRejection.InvalidEmail(written));
        }
        long customerId = CustomersSql.insert(
                tx,
                shop,
                customer,
                number.map(PhoneNumber::e164),
                email.map(EmailAddress::value),
                publicId(),
                clock.now());
        Set<String> claimed =
                CustomersSql.claim(tx, shop, customerId, number.map(PhoneNumber::key), email.map(EmailAddress::value));
        if (number.isPresent() && !claimed.contains("phone")) {
            return Outcome.rejected(new CustomerRejection.PhoneTaken());
        }
        if (email.isPresent() && !claimed.contains("email")) {
            return Outcome.rejected(new CustomerRejection.EmailTaken());
        }
        CustomersSql.insertBelongings(
                tx, shop, customerId, customer, () -> randomness.text(10, Randomness.ALPHANUMERIC));
        return Outcome.ok(customerId);
    }

    /** Begins with a digit, as the deployed ones do, and has a letter at once, so that it is never taken for a telephone. */
    private String publicId() {
        return randomness.text(1, "123456789")
                + randomness.text(1, "abcdefghijklmnopqrstuvwxyz")
                + randomness.text(PUBLIC_ID_LENGTH - 2, Randomness.LOWER_ALPHANUMERIC);
    }
}
