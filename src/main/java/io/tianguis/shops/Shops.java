package io.tianguis.shops;

import com.github.benmanes.caffeine.cache.Cache;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.ConstraintViolation;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.NewStaffMember.Role;
import io.tianguis.shops.ShopRejection.AlreadyThere;
import io.tianguis.shops.ShopRejection.InvalidName;
import io.tianguis.shops.ShopRejection.UnknownCountry;
import io.tianguis.shops.ShopRejection.UnknownTimeZone;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The door to the shops and their staff. How callers prove that they belong to one is {@link Credentials}' part. */
public final class Shops {

    private static final int MAX_NAME_LENGTH = 120;
    private static final int REMEMBERED_AT_MOST = 10_000;

    private final Database database;
    private final Clock clock;
    private final Randomness randomness;
    private final Secrets secrets;
    private final Cache<ShopId, Shop> profiles;
    private final Cache<ShopId, CheckoutTerms> terms;

    public Shops(Database database, Clock clock, Randomness randomness) {
        this.database = database;
        this.clock = clock;
        this.randomness = randomness;
        this.secrets = new Secrets(randomness);
        this.profiles = ShortMemory.of(clock, REMEMBERED_AT_MOST);
        this.terms = ShortMemory.of(clock, REMEMBERED_AT_MOST);
    }

    /** The profile of a shop. */
    public Optional<Shop> find(ShopId shop) {
        return ShopsSql.find(database, shop);
    }

    /**
     * The profile of a shop that a credential has just named, from memory for up to a minute.
     *
     * @throws IllegalStateException if there is none
     */
    public Shop get(ShopId shop) {
        return profiles.get(
                shop,
                id -> find(id).orElseThrow(() ->
                        new IllegalStateException("a credential names shop " + id + ", which is not there")));
    }

    /** The same, read within a transaction when it is not in memory. */
    public Shop get(Tx tx, ShopId shop) {
        return profiles.get(
                shop,
                id -> ShopsSql.find(tx, id).orElseThrow(() -> new IllegalStateException("there is no shop " + id)));
    }

    /** How the shop's own site sells, from memory for up to a minute. */
    public CheckoutTerms checkoutTerms(ShopId shop) {
        return terms.get(shop, id -> CheckoutTermsSql.find(database, id));
    }

    /**
     * Creates a shop with a key, a seller token, an application of its own and a first member of staff, in one
     * transaction. Rejections in the order of the checks: {@link InvalidName}, {@link UnknownCountry},
     * {@link UnknownTimeZone}, {@link AlreadyThere}.
     */
    public Outcome<ShopCreated, ShopRejection> create(NewShop shop) {
        if (!isName(shop.name())) {
            return Outcome.rejected(new InvalidName(shop.name()));
        }
        Optional<Market> market = Market.of(shop.country());
        if (market.isEmpty()) {
            return Outcome.rejected(new UnknownCountry(shop.country()));
        }
        String timeZone = Objects.requireNonNullElseGet(
                shop.timeZone(), () -> market.get().timeZone());
        if (!timeZone.matches("(America|Pacific)/.+")
                || !ZoneId.getAvailableZoneIds().contains(timeZone)) {
            return Outcome.rejected(new UnknownTimeZone(timeZone));
        }
        String password = secrets.nextPassword();
        String passwordHash = secrets.passwordHash(password);
        try {
            return database.transaction(
                    tx -> Outcome.ok(created(tx, shop.in(timeZone), market.get(), password, passwordHash)));
        } catch (ConstraintViolation violation) {
            return switch (violation.constraint()) {
                case "shop_pk", "seller_token_pk", "seller_token_user_unique" ->
                    Outcome.rejected(new AlreadyThere(
                            shop.seller().map(NewShop.KnownSeller::shopId).orElse(0L)));
                default -> throw violation;
            };
        }
    }

    /**
     * Changes a shop's profile and answers it whole. Other processes see the change within a minute. Rejections in the order of
     * the checks: {@link ShopChangeRejection.Unusable} for the first field of {@link ShopChange} that is blank, longer than
     * 255 characters (name 120, logo 2,048) or not of its form, {@link ShopChangeRejection.UnknownShop},
     * {@link ShopChangeRejection.NoShipping}, {@link ShopChangeRejection.NoPayment}.
     *
     * <p>Locks the shop's row.
     */
    public Outcome<Shop, ShopChangeRejection> change(ShopId shop, ShopChange change) {
        Optional<ShopChangeRejection> fault = ShopChanges.fault(change);
        if (fault.isPresent()) {
            return Outcome.rejected(fault.get());
        }
        Outcome<Shop, ShopChangeRejection> outcome = database.transaction(tx -> change(tx, shop, change));
        profiles.invalidate(shop);
        terms.invalidate(shop);
        return outcome;
    }

    private Outcome<Shop, ShopChangeRejection> change(Tx tx, ShopId shop, ShopChange change) {
        Optional<Shop> changed = ShopsSql.update(tx, shop, change);
        if (changed.isEmpty()) {
            return Outcome.rejected(new ShopChangeRejection.UnknownShop(shop.value()));
        }
        return changeTerms(tx, shop, change.checkout()).fold(_ -> Outcome.ok(changed.get()), Outcome::rejected);
    }

    /**
     * Changes how the site of a shop sells, which is seen within a minute. Rejections in the order of the checks:
     * {@link ShopChangeRejection.Unusable}, {@link ShopChangeRejection.NoShipping}, {@link ShopChangeRejection.NoPayment}.
     *
     * <p>Locks the shop's row.
     */
    public Outcome<CheckoutTerms, ShopChangeRejection> changeTerms(Tx tx, ShopId shop, CheckoutTermsChange change) {
        Optional<ShopChangeRejection> fault = ShopChanges.fault(change);
        if (fault.isPresent()) {
            return Outcome.rejected(fault.get());
        }
        CheckoutTerms before = CheckoutTermsSql.lock(tx, shop);
        CheckoutTerms after = before.with(change);
        if (!after.shipsSomehow()) {
            return Outcome.rejected(new ShopChangeRejection.NoShipping());
        }
        if (!after.isPayableSomehow()) {
            return Outcome.rejected(new ShopChangeRejection.NoPayment());
        }
        if (!after.equals(before)) {
            CheckoutTermsSql.save(tx, shop, after);
        }
        return Outcome.ok(after);
    }

    static boolean isName(String name) {
        return !name.isBlank() && name.length() <= MAX_NAME_LENGTH;
    }

    /** Adds a member of staff and answers the new id. The email is unique in the shop. */
    public long addStaff(Tx tx, ShopId shop, NewStaffMember member) {
        return ShopsSql.insertStaff(tx, shop, member, secrets.passwordHash(member.password()), clock.now());
    }

    /** The id of a member of staff by their email, as it was written when they were added. */
    public Optional<Long> findStaff(Tx tx, ShopId shop, String email) {
        return ShopsSql.findStaff(tx, shop, email);
    }

    /** The people who work or worked in the shop, in the order in which they came; at most 1,000. */
    public List<StaffMember> staff(ShopId shop) {
        return ShopsSql.listStaff(database, shop);
    }

    private ShopCreated created(Tx tx, NewShop shop, Market market, String password, String passwordHash) {
        Shop profile = ShopsSql.insert(tx, shop, market, clock.now());
        ShopId id = profile.id();
        String token = shop.seller().map(NewShop.KnownSeller::token).orElseGet(secrets::next);
        String user = shop.seller()
                .map(NewShop.KnownSeller::user)
                .orElseGet(() -> "seller_" + id + "_" + randomness.text(6, Randomness.LOWER_ALPHANUMERIC));
        String apiKey = secrets.next();
        String clientSecret = secrets.next();
        CredentialsSql.insertSellerToken(tx, id, Secrets.hash(token), user, clock.now());
        CredentialsSql.insertApiKey(tx, id, Secrets.hash(apiKey), clock.now());
        long clientId = ApplicationsSql.insert(tx, id, shop.name(), Secrets.hash(clientSecret), null, clock.now());
        NewStaffMember owner = new NewStaffMember(shop.email(), shop.name(), "", password, Role.ADMIN);
        ShopsSql.insertStaff(tx, id, owner, passwordHash, clock.now());
        return new ShopCreated(profile, apiKey, token, user, clientId, clientSecret, shop.email(), password);
    }
}
