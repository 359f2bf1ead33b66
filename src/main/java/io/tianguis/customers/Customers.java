package io.tianguis.customers;

import io.tianguis.customers.CustomerChangesSql.Locked;
import io.tianguis.customers.CustomerRejection.EmailTaken;
import io.tianguis.customers.CustomerRejection.InvalidEmail;
import io.tianguis.customers.CustomerRejection.InvalidPhone;
import io.tianguis.customers.CustomerRejection.Nameless;
import io.tianguis.customers.CustomerRejection.PhoneTaken;
import io.tianguis.customers.Identity.Kind;
import io.tianguis.customers.MergeRejection.AlreadyMerged;
import io.tianguis.customers.MergeRejection.AlreadyUndone;
import io.tianguis.customers.MergeRejection.CustomerNotFound;
import io.tianguis.customers.MergeRejection.MergeNotFound;
import io.tianguis.customers.MergeRejection.SamePerson;
import io.tianguis.customers.MergeRejection.TooManyRows;
import io.tianguis.customers.MergesSql.PersonRow;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.ConstraintViolation;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Gathering;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.TransactionConflict;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The door to the people of a shop. */
public final class Customers {

    private static final int PUBLIC_ID_LENGTH = 13;
    private static final int MAXIMUM_ROWS_OF_A_PERSON = 50;
    private static final int MOST_FOUND = 100;

    private final Database database;
    private final Clock clock;
    private final Randomness randomness;
    private final Function<String, Venue> venues;
    private final CustomerDirectory directory;
    private final Gathering<ShopId, CustomerKey, CustomerProfile> byKey;

    /** @param venues where the sales channels are, by their names in any spelling */
    public Customers(Database database, Clock clock, Randomness randomness, Function<String, Venue> venues) {
        this.database = database;
        this.clock = clock;
        this.randomness = randomness;
        this.venues = venues;
        this.directory = new CustomerDirectory(database);
        this.byKey = new Gathering<>((shop, key) -> CustomersSql.find(database, shop, key), this::findAll);
    }

    /**
     * Everything that is kept about one person, found by any of their keys. Of a person with several rows
     * it is the root's, with the counters, addresses, tags and custom fields of all of them, and what the root lacks of name,
     * contact and document.
     */
    public Optional<CustomerProfile> find(ShopId shop, CustomerKey key) {
        return byKey.find(shop, key);
    }

    private Map<CustomerKey, CustomerProfile> findAll(ShopId shop, List<CustomerKey> keys) {
        Map<CustomerKey, Long> named = PersonKeysSql.findAll(database, shop, keys);
        Map<Long, CustomerProfile> people =
                CustomerProfilesSql.list(
                                database,
                                shop,
                                named.values().stream().distinct().toList())
                        .stream()
                        .collect(Collectors.toMap(profile -> profile.customer().customerId(), Function.identity()));
        return named.entrySet().stream()
                .filter(entry -> people.containsKey(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> people.get(entry.getValue())));
    }

    /** The same within a transaction, by the id of any row of the person. */
    public Optional<CustomerProfile> find(Tx tx, ShopId shop, long customerId) {
        return CustomersSql.find(tx, shop, customerId);
    }

    /** The id of the person whom a key names, by which all of the person's merged rows are known; in one round trip. */
    public Optional<Long> findPerson(ShopId shop, CustomerKey key) {
        return PersonKeysSql.find(database, shop, key);
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
        return MeetingSql.meet(shop, introduction, null, Occasion.NONE, publicId(), clock.now());
    }

    /**
     * Finds or makes the person of a purchase as {@link #meet} does, by telephone, else by email, else a new one, and counts
     * the purchase. A telephone that leads to nobody is shown all the same, where the customer has no other.
     *
     * @param country of the shop, for national numbers
     * @param channel where they buy, in any spelling
     * @return the customer's id
     */
    public Query<Long> recordPurchase(ShopId shop, Person person, String country, String channel) {
        Instant now = clock.now();
        Introduction introduction = Introduction.of(person, country);
        boolean traceable = introduction.identities().stream().anyMatch(identity -> identity.kind() == Kind.PHONE);
        @Nullable
        String untraceable = traceable || person.phone() == null
                ? null
                : Identity.shownAlthoughNobodys(person.phone()).orElse(null);
        return MeetingSql.meet(
                shop, introduction, untraceable, Occasion.purchase(venues.apply(channel), now), publicId(), now);
    }

    /**
     * Takes back that a customer bought, because the order was given up. When they were last active stays.
     *
     * <p>Locks the customer's row.
     *
     * @param channel where they bought, in any spelling
     * @return 1, or 0 when there is no such customer
     */
    public Query<Integer> withdrawPurchase(ShopId shop, long customerId, String channel) {
        return StandingSql.withdrawPurchase(shop, customerId, venues.apply(channel));
    }

    /**
     * Lists the person of a customer among those whose orders are found by their names, for an order that is no purchase because
     * it was given up from the start.
     *
     * @return 1, or 0 when they are listed already
     */
    public Query<Integer> listAmongBuyers(ShopId shop, long customerId) {
        return StandingSql.listAmongBuyers(shop, customerId);
    }

    /**
     * Finds or makes a person who asks as {@link #meet} does, and counts the question.
     *
     * @return the customer's id
     */
    public Query<Long> recordQuestion(ShopId shop, Introduction introduction, Venue venue) {
        Instant now = clock.now();
        return MeetingSql.meet(shop, introduction, null, Occasion.question(venue, now), publicId(), now);
    }

    /**
     * Counts a question of a customer whom the shop knows already.
     *
     * <p>Locks the customer's row.
     *
     * @return 1, or 0 when there is no such customer
     */
    public Query<Integer> recordQuestion(ShopId shop, long customerId, Venue venue) {
        return StandingSql.recordQuestion(shop, customerId, venue, clock.now());
    }

    /**
     * Locks a customer's row for the rest of the transaction, for who will change it once it is certain that there is
     * something to change.
     *
     * @return whether there is such a customer
     */
    public Query<Boolean> hold(ShopId shop, long customerId) {
        return StandingSql.hold(shop, customerId);
    }

    /**
     * Takes back that a customer asked, because the question was removed. When they were last active stays.
     *
     * <p>Locks the customer's row.
     *
     * @return 1, or 0 when there is no such customer
     */
    public Query<Integer> withdrawQuestion(ShopId shop, long customerId, Venue venue) {
        return StandingSql.withdrawQuestion(shop, customerId, venue);
    }

    /**
     * What people are to the shop, by the ids of any of their rows, in the order of the ids and in one round trip; ids that
     * nobody has are passed over.
     */
    public List<CustomerStanding> standings(ShopId shop, List<Long> customerIds) {
        return customerIds.isEmpty() ? List.of() : StandingSql.list(database, shop, customerIds);
    }

    /**
     * Removes a person from the list of active ones, whichever of their rows is named, until they buy or ask again. Nothing
     * else is lost of them.
     *
     * <p>Locks the row of the person's root.
     *
     * @return whether there is such a customer
     */
    public boolean remove(Tx tx, ShopId shop, long customerId) {
        return StandingSql.remove(tx, shop, customerId, clock.now());
    }

    /**
     * Notes that a person wants no more news, whichever of their rows is named; the first time counts.
     *
     * <p>Locks the row of the person's root.
     *
     * @return whether there is such a customer
     */
    public boolean unsubscribe(Tx tx, ShopId shop, long customerId) {
        return StandingSql.unsubscribe(tx, shop, customerId, clock.now());
    }

    /**
     * Enters a person by hand. Rejections in the order of the checks: {@code InvalidPhone}, {@code InvalidEmail},
     * {@code Nameless}, {@code UnknownAgent}, {@code PhoneTaken}, {@code EmailTaken} (C10).
     *
     * @param country of the shop, for national numbers
     * @return the customer's id
     */
    public Outcome<Long, CustomerRejection> create(Tx tx, ShopId shop, NewCustomer customer, String country) {
        @Nullable String phone = customer.person().phone();
        Optional<PhoneNumber> number = phone == null ? Optional.empty() : PhoneNumber.parse(phone, country);
        if (phone != null && number.isEmpty()) {
            return Outcome.rejected(new InvalidPhone(phone));
        }
        @Nullable String written = customer.person().email();
        Optional<EmailAddress> email = written == null ? Optional.empty() : EmailAddress.parse(written);
        if (written != null && email.isEmpty()) {
            return Outcome.rejected(new InvalidEmail(written));
        }
        if (customer.person().firstName() == null && number.isEmpty() && email.isEmpty()) {
            return Outcome.rejected(new Nameless());
        }
        long customerId;
        try {
            customerId = CustomersSql.insert(
                    tx,
                    shop,
                    customer,
                    number.map(PhoneNumber::e164),
                    email.map(EmailAddress::value),
                    publicId(),
                    clock.now());
        } catch (ConstraintViolation violation) {
            return Outcome.rejected(CustomerEditor.unknownAgent(violation));
        }
        if (number.isPresent()
                && !CustomerChangesSql.claim(
                        tx, shop, customerId, "phone", number.get().key())) {
            return Outcome.rejected(new PhoneTaken());
        }
        if (email.isPresent()
                && !CustomerChangesSql.claim(
                        tx, shop, customerId, "email", email.get().value())) {
            return Outcome.rejected(new EmailTaken());
        }
        new CustomerEditor(tx, shop, customerId, randomness)
                .furnish(customer.addresses(), customer.tags(), customer.customFields());
        return Outcome.ok(customerId);
    }

    /**
     * Changes what is said of a person, and nothing else, in one transaction (C9). A new telephone or email leads to the
     * person from then on, and the one it takes the place of no longer does. Rejections in the order of the checks:
     * {@code CustomerNotFound}, {@code InvalidPhone}, {@code InvalidEmail}, {@code Nameless} when the last of the three is
     * taken away, {@code PhoneTaken}, {@code EmailTaken}, {@code UnknownAgent}, {@code UnknownAddress},
     * {@code TooManyAddresses}, {@code TooManyTags}, {@code TooManyCustomFields}.
     *
     * <p>Locks the row of the person's root, so that changes of one person follow each other.
     *
     * @param country of the shop, for national numbers
     * @return the person as they are then
     */
    public Outcome<CustomerProfile, CustomerRejection> change(
            ShopId shop, CustomerKey key, CustomerChange change, String country) {
        return database.transaction(tx -> {
            Optional<Long> found = PersonKeysSql.find(tx, shop, key);
            if (found.isEmpty()) {
                return Outcome.rejected(new CustomerRejection.CustomerNotFound());
            }
            Locked customer = CustomerChangesSql.lock(tx, shop, found.get())
                    .orElseThrow(() -> TransactionConflict.of("the person was merged into another just now"));
            return new CustomerEditor(tx, shop, customer.customerId(), randomness)
                    .apply(customer, change, country, clock.now())
                    .<Outcome<CustomerProfile, CustomerRejection>>map(Outcome::rejected)
                    .orElseGet(() ->
                            Outcome.ok(find(tx, shop, customer.customerId()).orElseThrow()));
        });
    }

    /**
     * Makes two people one: from now on the keys of either lead to {@code keep}, whose counters, addresses and tags are those
     * of both. It is a pointer and nothing else: orders, messages and identities keep the row they were made with, so that
     * {@link #undoMerge} brings everything back to where it was. Rejections in the order of the checks:
     * {@link CustomerNotFound} of the one to keep, then of the other, {@link SamePerson}, {@link AlreadyMerged} of the one to
     * keep, then of the other, {@link TooManyRows}.
     *
     * <p>Waits for other merges of the shop, then locks the rows of both people in the order of their ids.
     *
     * @param actor who says that they are one
     * @return the merge's id
     */
    public Outcome<Long, MergeRejection> merge(Tx tx, ShopId shop, long keep, long absorb, String actor) {
        MergesSql.waitForOthers(tx, shop);
        List<PersonRow> rows = MergesSql.lockPeople(tx, shop, keep, absorb);
        Map<Long, PersonRow> byId = rows.stream().collect(Collectors.toMap(PersonRow::customerId, row -> row));
        @Nullable PersonRow kept = byId.get(keep);
        if (kept == null) {
            return Outcome.rejected(new CustomerNotFound(keep));
        }
        @Nullable PersonRow absorbed = byId.get(absorb);
        if (absorbed == null) {
            return Outcome.rejected(new CustomerNotFound(absorb));
        }
        if (kept.personId() == absorbed.personId()) {
            return Outcome.rejected(new SamePerson(kept.personId()));
        }
        for (PersonRow named : List.of(kept, absorbed)) {
            if (named.mergedInto() != null) {
                return Outcome.rejected(new AlreadyMerged(named.customerId(), named.personId()));
            }
        }
        if (rows.size() > MAXIMUM_ROWS_OF_A_PERSON) {
            return Outcome.rejected(new TooManyRows(rows.size(), MAXIMUM_ROWS_OF_A_PERSON));
        }
        return Outcome.ok(MergesSql.merge(tx, shop, keep, absorb, rows.size(), actor, clock.now()));
    }

    /**
     * Takes a merge back: the absorbed customer is a person again, with everyone who was merged into them before and since.
     * Rejections in the order of the checks: {@link MergeNotFound}, {@link AlreadyUndone}.
     *
     * <p>Locks as {@link #merge} does.
     *
     * @param actor who says that they are two
     * @return the id of the customer who is a person again
     */
    public Outcome<Long, MergeRejection> undoMerge(Tx tx, ShopId shop, long mergeId, String actor) {
        MergesSql.waitForOthers(tx, shop);
        Optional<Merge> found = MergesSql.find(tx, shop, mergeId);
        if (found.isEmpty()) {
            return Outcome.rejected(new MergeNotFound(mergeId));
        }
        Merge merge = found.get();
        if (merge.undoneAt() != null) {
            return Outcome.rejected(new AlreadyUndone(mergeId, merge.undoneAt()));
        }
        List<PersonRow> rows = MergesSql.lockPeople(tx, shop, merge.absorbedId(), merge.absorbedId());
        Set<Long> leaving = mergedInto(merge.absorbedId(), rows);
        MergesSql.undo(
                tx, shop, merge, leaving, rows.getFirst().personId(), rows.size() - leaving.size(), actor, clock.now());
        return Outcome.ok(merge.absorbedId());
    }

    /** The last 200 merges into a person, newest first, those that were undone among them. */
    public List<Merge> merges(ShopId shop, long customerId) {
        return MergesSql.list(database, shop, customerId);
    }

    /**
     * People whose telephone has the digits of a text, at least three, next to each other; or, of a text with a letter, people
     * in whose name each word of the text begins a word, accents and letter case aside. The newest come first; what thousands
     * have in common is answered with some of the newest.
     *
     * @param text at most 100 characters; a longer one, or one with nothing to look for in it, finds nobody
     * @param country of the shop, for a whole telephone however it is spelled
     * @param most 1 to 100 people
     */
    public List<Customer> search(ShopId shop, String text, String country, int most) {
        List<Long> found = CustomerSearch.of(text, country)
                .map(search -> search.people(database, shop, Math.clamp(most, 1, MOST_FOUND)))
                .orElse(List.of());
        return found.isEmpty() ? List.of() : CustomerSearchSql.roots(database, shop, found);
    }

    /** A row and those of its person that point at it, over whichever others. */
    private static Set<Long> mergedInto(long customerId, List<PersonRow> rows) {
        Set<Long> reached = new HashSet<>(Set.of(customerId));
        for (int before = 0; before < reached.size(); ) {
            before = reached.size();
            for (PersonRow row : rows) {
                if (row.mergedInto() != null && reached.contains(row.mergedInto())) {
                    reached.add(row.customerId());
                }
            }
        }
        return reached;
    }

    /**
     * A page of the people who match, of whom each is listed once. It costs what the first page does, and what it does in a
     * shop of a thousand customers (decision 0022).
     *
     * @param limit at most as many
     */
    public CustomerPage list(ShopId shop, CustomerFilter filter, long offset, int limit) {
        return new CustomerList(database, shop, filter).page(offset, limit);
    }

    /**
     * Notes that a customer wrote, or was written to, on a platform. It is what lists of customers go by. Earlier moments
     * than the last one change the platforms alone.
     *
     * <p>Locks the customer's row.
     *
     * @param at the sender's own time
     * @return 1, or 0 when nothing is new or there is no such customer
     */
    public Query<Integer> interacted(ShopId shop, long customerId, Platform platform, Instant at) {
        return CustomerListSql.interacted(shop, customerId, platform, at);
    }

    /**
     * A page of the directory of all people, each of whom is listed once: of everybody, or of those in whose name, its first 200
     * characters, or email there is a word or a part of one, accents and letter case aside (decision 0030).
     *
     * @param word of 200 characters at most; blanks around it do not count
     * @param limit at most as many
     */
    public DirectoryPage directory(ShopId shop, Optional<String> word, DirectoryOrder order, long offset, int limit) {
        return directory.page(
                shop, word, order, offset, limit, (statements, rootIds) -> people(statements, shop, rootIds));
    }

    /** Whoever was merged since the directory named them is shown under the other row. */
    private List<CustomerStanding> people(Statements statements, ShopId shop, List<Long> rootIds) {
        if (rootIds.isEmpty()) {
            return List.of();
        }
        List<CustomerStanding> people = StandingSql.listRoots(statements, shop, rootIds);
        return people.size() == rootIds.size() ? people : standings(shop, rootIds);
    }

    /** Sums up how many customers there are in the lists, a bounded number of changes; true when there may be more to do. */
    public boolean foldLists() {
        return CustomerListCountsSql.fold(database) | directory.fold();
    }

    /** Begins with a digit, as the deployed ones do, and has a letter at once, so that it is never taken for a telephone. */
    private String publicId() {
        return randomness.text(1, "123456789")
                + randomness.text(1, "abcdefghijklmnopqrstuvwxyz")
                + randomness.text(PUBLIC_ID_LENGTH - 2, Randomness.LOWER_ALPHANUMERIC);
    }
}
