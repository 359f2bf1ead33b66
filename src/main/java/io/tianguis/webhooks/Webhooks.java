package io.tianguis.webhooks;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.webhooks.DeliveryLogSql.Replayed;
import io.tianguis.webhooks.WebhookRejection.TooMany;
import io.tianguis.webhooks.WebhookRejection.TypeTaken;
import io.tianguis.webhooks.WebhookRejection.UnusableUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The door to the subscriptions and to the log of their deliveries. */
public final class Webhooks {

    /** For how long what is sent is signed with the secret before the present one as well. */
    public static final Duration PREVIOUS_SECRET_LIFE = Duration.ofDays(1);

    /** For how long a delivery that has ended is kept, and can be replayed. */
    public static final Duration LOG_LIFE = Duration.ofDays(14);

    /** How many subscriptions a shop may have, inactive ones included. */
    public static final int MOST_PER_SHOP = 100;

    private static final int SECRET_BYTES = 32;
    private static final int BATCH = 1_000;

    private final Database database;
    private final Clock clock;
    private final Randomness randomness;
    private final Function<String, Optional<UrlFault>> urlCheck;

    /** @param urlCheck what is wrong with an address, as far as its text tells */
    public Webhooks(
            Database database, Clock clock, Randomness randomness, Function<String, Optional<UrlFault>> urlCheck) {
        this.database = database;
        this.clock = clock;
        this.randomness = randomness;
        this.urlCheck = urlCheck;
    }

    /** The shop's subscriptions, the oldest first, at most {@link #MOST_PER_SHOP}. */
    public List<Webhook> list(ShopId shop) {
        return WebhooksSql.list(database, shop);
    }

    public Optional<Webhook> find(ShopId shop, long webhookId) {
        return WebhooksSql.find(database, shop, webhookId);
    }

    /**
     * Subscribes an address to a type, of which a shop has one active subscription (K23). The same type and address again
     * is the subscription that is there; one whose receiver had said that it is gone is active again, with its secret and
     * its numbers. Rejections in the order of the checks: {@link TypeTaken}, {@link UnusableUrl}, {@link TooMany}.
     *
     * <p>Locks the shop's subscriptions against others who create.
     *
     * @param url http or https; one without a scheme is called by https
     */
    public Outcome<WebhookCreated, WebhookRejection> create(Tx tx, ShopId shop, WebhookType type, String url) {
        WebhooksSql.lockShop(tx, shop);
        List<Webhook> present = WebhooksSql.list(tx, shop);
        List<Webhook> ofType =
                present.stream().filter(webhook -> webhook.type() == type).toList();
        Optional<Webhook> active = ofType.stream().filter(Webhook::active).findFirst();
        if (active.isPresent()) {
            return active.get().url().equals(url)
                    ? Outcome.ok(new WebhookCreated(active.get(), Optional.empty()))
                    : Outcome.rejected(new TypeTaken(type));
        }
        Optional<UrlFault> fault = urlCheck.apply(url);
        if (fault.isPresent()) {
            return Outcome.rejected(new UnusableUrl(fault.get()));
        }
        Optional<Webhook> ended =
                ofType.stream().filter(webhook -> webhook.url().equals(url)).findFirst();
        if (ended.isPresent()) {
            Webhook revived = WebhooksSql.revive(tx, shop, ended.get().webhookId(), clock.now());
            return Outcome.ok(new WebhookCreated(revived, Optional.empty()));
        }
        if (present.size() >= MOST_PER_SHOP) {
            return Outcome.rejected(new TooMany(MOST_PER_SHOP));
        }
        byte[] secret = newSecret();
        Webhook created = WebhooksSql.insert(tx, shop, type, url, secret, clock.now());
        return Outcome.ok(new WebhookCreated(created, Optional.of(WebhookSignature.shown(secret))));
    }

    /** Ends a subscription; what is under way may still arrive. False when the shop has no such subscription. */
    public boolean remove(ShopId shop, long webhookId) {
        return WebhooksSql.remove(database, shop, webhookId, clock.now());
    }

    /**
     * Gives a subscription a new secret and answers it, this once. For {@link #PREVIOUS_SECRET_LIFE} what is sent carries
     * the signatures of both; one before these ends at once. Nothing when the shop has no such subscription.
     */
    public Optional<String> rotateSecret(ShopId shop, long webhookId) {
        byte[] secret = newSecret();
        Instant now = clock.now();
        return WebhooksSql.rotate(database, shop, webhookId, secret, now.plus(PREVIOUS_SECRET_LIFE), now)
                ? Optional.of(WebhookSignature.shown(secret))
                : Optional.empty();
    }

    /**
     * The newest lines of the log, of one subscription or of all that the shop has or had, the newest first.
     *
     * @param most at most as many
     */
    public List<Delivery> deliveries(ShopId shop, Optional<Long> webhookId, int most) {
        return DeliveryLogSql.list(database, shop, webhookId, most);
    }

    /** What no receiver of any shop has been told yet. */
    public WebhookBacklog backlog() {
        return DeliveryLogSql.backlog(database, clock.now());
    }

    /**
     * Sends what has ended, delivered or not, once more: everything that happened from a moment on and is still kept. The
     * ids and numbers are those of the first time, the attempts begin anew. Answers how many deliveries.
     */
    public long replay(Webhook webhook, Instant since) {
        ShopId shop = new ShopId(webhook.shopId());
        long deliveries = 0;
        @Nullable Long last = 0L;
        while (last != null) {
            long after = last;
            Replayed part = database.transaction(
                    tx -> DeliveryLogSql.replay(tx, shop, webhook.webhookId(), since, after, BATCH, clock.now()),
                    done -> true);
            deliveries += part.deliveries();
            last = part.last();
        }
        return deliveries;
    }

    /**
     * Discards what waits for subscriptions that have ended, and deletes what has outlived {@link #LOG_LIFE}, a bounded
     * number of rows; true when there may be more to do.
     */
    public boolean tidy() {
        Instant before = clock.now().minus(LOG_LIFE);
        int discarded = DeliveryLogSql.discard(database, BATCH, clock.now());
        int deleted = DeliveryLogSql.deleteEnded(database, before, BATCH);
        WebhooksSql.deleteRemoved(database, before);
        return discarded == BATCH || deleted == BATCH;
    }

    private byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) randomness.below(256);
        }
        return secret;
    }
}
