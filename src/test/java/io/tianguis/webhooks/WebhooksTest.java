package io.tianguis.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.shops.ShopId;
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
}
