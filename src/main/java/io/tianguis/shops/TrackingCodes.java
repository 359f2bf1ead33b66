package io.tianguis.shops;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.shops.TrackingCode.Provider;
import io.tianguis.shops.TrackingCodeRejection.CodeTooLarge;
import io.tianguis.shops.TrackingCodeRejection.InvalidName;
import io.tianguis.shops.TrackingCodeRejection.OptionsTooLarge;
import io.tianguis.shops.TrackingCodeRejection.TooMany;
import io.tianguis.shops.TrackingCodeRejection.Unknown;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The door to the snippets that a shop has on its pages. */
public final class TrackingCodes {

    /** How many a shop may have, inactive ones included: every page could carry them all. */
    public static final int MOST_PER_SHOP = 100;

    private static final int MAX_NAME_LENGTH = 255;
    private static final int MAX_BYTES = 64 * 1024;

    private final Database database;
    private final Clock clock;

    public TrackingCodes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The active ones, of one event and one provider if these are given, the oldest first. */
    public List<TrackingCode> active(ShopId shop, Optional<Event> event, Optional<Provider> provider) {
        return TrackingCodesSql.active(database, shop, event.orElse(null), provider.orElse(null));
    }

    public Optional<TrackingCode> find(ShopId shop, long trackingCodeId) {
        return TrackingCodesSql.find(database, shop, trackingCodeId);
    }

    /**
     * Adds one. Rejections in the order of the checks: {@link InvalidName}, {@link CodeTooLarge}, {@link OptionsTooLarge},
     * {@link TooMany}.
     *
     * <p>Locks the shop's row.
     */
    public Outcome<TrackingCode, TrackingCodeRejection> add(Tx tx, ShopId shop, NewTrackingCode code) {
        Optional<TrackingCodeRejection> fault =
                fault(Optional.of(code.name()), Optional.of(code.code()), Optional.of(code.options()));
        if (fault.isPresent()) {
            return Outcome.rejected(fault.get());
        }
        TrackingCodesSql.lockShop(tx, shop);
        if (TrackingCodesSql.count(tx, shop) >= MOST_PER_SHOP) {
            return Outcome.rejected(new TooMany(MOST_PER_SHOP));
        }
        return Outcome.ok(TrackingCodesSql.insert(tx, shop, code, clock.now()));
    }

    /**
     * Changes one and answers it whole. Rejections in the order of the checks: {@link InvalidName}, {@link CodeTooLarge},
     * {@link OptionsTooLarge}, {@link Unknown}.
     */
    public Outcome<TrackingCode, TrackingCodeRejection> change(
            ShopId shop, long trackingCodeId, TrackingCodeChange change) {
        Optional<TrackingCodeRejection> fault = fault(change.name(), change.code(), change.options());
        if (fault.isPresent()) {
            return Outcome.rejected(fault.get());
        }
        return TrackingCodesSql.update(database, shop, trackingCodeId, change, clock.now())
                .<Outcome<TrackingCode, TrackingCodeRejection>>map(Outcome::ok)
                .orElseGet(() -> Outcome.rejected(new Unknown(trackingCodeId)));
    }

    /** Removes one; false when the shop has no such tracking code. */
    public boolean remove(ShopId shop, long trackingCodeId) {
        return TrackingCodesSql.delete(database, shop, trackingCodeId);
    }

    private static Optional<TrackingCodeRejection> fault(
            Optional<String> name, Optional<String> code, Optional<String> options) {
        return name.filter(text -> text.isBlank() || text.codePointCount(0, text.length()) > MAX_NAME_LENGTH)
                .<TrackingCodeRejection>map(InvalidName::new)
                .or(() -> code.map(TrackingCodes::bytes)
                        .filter(bytes -> bytes > MAX_BYTES)
                        .map(CodeTooLarge::new))
                .or(() -> options.map(TrackingCodes::bytes)
                        .filter(bytes -> bytes > MAX_BYTES)
                        .map(OptionsTooLarge::new));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
