package io.tianguis.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.webhooks.WebhookRejection.TooMany;
import io.tianguis.webhooks.WebhookRejection.TypeTaken;
import io.tianguis.webhooks.WebhookRejection.UnusableUrl;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private final Receivers receivers = new Receivers();

    @AfterEach
    void close() {
        receivers.close();
    }

    @Test
    void aSubscriptionIsFoundInItsShopAlone() {
        Webhook webhook = receivers
                .subscribe(WebhookType.ORDER_CREATED, "https://receiver.example")
                .webhook();

        assertThat(receivers.webhooks.find(Receivers.SHOP, webhook.webhookId())).contains(webhook);
        assertThat(receivers.webhooks.find(Receivers.SHOP, webhook.webhookId() + 1))
                .isEmpty();
        assertThat(receivers.webhooks.find(new ShopId(Receivers.SHOP.value() + 1), webhook.webhookId()))
                .isEmpty();
    }

    @Test
    void whatStandsAgainstASubscriptionIsToldInTheOrderOfTheChecks() {
        Webhooks webhooks = new Webhooks(
                receivers.database,
                receivers.clock,
                new SeededRandomness(3),
                url -> url.startsWith("ftp") ? Optional.of(UrlFault.SCHEME) : Optional.empty());
        fill(Webhooks.MOST_PER_SHOP - 1);
        create(webhooks, "https://first.example")
                .fold(created -> created, rejection -> fail("the last one has room, but " + rejection));

        assertThat(create(webhooks, "ftp://receiver.example"))
                .isEqualTo(Outcome.rejected(new TypeTaken(WebhookType.ORDER_CREATED)));
        receivers.database.update("UPDATE webhook SET active = false");
        assertThat(create(webhooks, "ftp://receiver.example"))
                .isEqualTo(Outcome.rejected(new UnusableUrl(UrlFault.SCHEME)));
        assertThat(create(webhooks, "https://second.example"))
                .isEqualTo(Outcome.rejected(new TooMany(Webhooks.MOST_PER_SHOP)));
        assertThat(create(webhooks, "https://first.example"))
                .as("one that is there needs no room")
                .isInstanceOf(Outcome.Ok.class);
    }

    private Outcome<WebhookCreated, WebhookRejection> create(Webhooks webhooks, String url) {
        return receivers.database.transaction(
                tx -> webhooks.create(tx, Receivers.SHOP, WebhookType.ORDER_CREATED, url));
    }

    /** Subscriptions whose receivers are gone. */
    private void fill(int number) {
        receivers.database.update("""
                INSERT INTO webhook (shop_id, type, url, active, secret, created_at, updated_at)
                SELECT ?, 'order_created', 'https://gone.example/' || n, false, '', ?, ? FROM generate_series(1, ?) n
                """, Receivers.SHOP.value(), receivers.now(), receivers.now(), number);
    }
}
