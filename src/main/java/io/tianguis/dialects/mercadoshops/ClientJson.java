package io.tianguis.dialects.mercadoshops;

import io.tianguis.customers.CustomerStanding;
import io.tianguis.kernel.Moments;
import io.tianguis.shops.Shop;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A customer as this dialect writes one (S13). */
record ClientJson(
        long id_unique,
        long id,
        long store_id,
        @Nullable String name,
        @Nullable Object meli_cust_id,
        @Nullable String nickname,
        String type,
        boolean mshops_client,
        boolean meli_client,
        String status,
        @Nullable String last_activity_date,
        @Nullable String unsubscribe_date,
        @Nullable String comments) {

    static ClientJson of(Shop shop, CustomerStanding client) {
        return new ClientJson(
                client.customerId(),
                client.customerId(),
                shop.shopId(),
                client.name().orElse(null),
                MercadoShopsFormats.reference(client.marketplaceId()),
                nickname(client),
                MercadoShopsFormats.word(client.type()),
                client.onSite(),
                client.onMarketplace(),
                MercadoShopsFormats.word(client.status()),
                Moments.localIfKnown(client.lastActivityAt(), shop.zone()),
                Moments.localIfKnown(client.unsubscribedAt(), shop.zone()),
                client.notes());
    }

    /** In capitals, as MercadoLibre writes them. */
    static @Nullable String nickname(CustomerStanding client) {
        return client.nickname() == null ? null : client.nickname().toUpperCase(Locale.ROOT);
    }
}
