package io.tianguis.dialects.mercadoshops;

import io.tianguis.customers.CustomerStanding;
import io.tianguis.shops.Shop;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A customer as this dialect's search writes one: the fields of the source's example, and those that only one by id has. */
record FoundClientJson(
        Purchases purchases,
        @Nullable String phone,
        String status,
        @Nullable String nickname,
        @Nullable String unsubscribe_date,
        long asked_questions,
        long store_id,
        @Nullable String doc_type,
        @Nullable String last_activity_date,
        @Nullable String phone2,
        String type,
        boolean mshops_client,
        @Nullable String email2,
        long id,
        @Nullable String doc_number,
        boolean meli_client,
        @Nullable String name_for_sort,
        @Nullable String email,
        @Nullable String name,
        @Nullable Object meli_cust_id,
        @Nullable String comments,
        long id_unique) {

    record Purchases(long quantity) {}

    static FoundClientJson of(Shop shop, CustomerStanding found) {
        ClientJson client = ClientJson.of(shop, found);
        return new FoundClientJson(
                new Purchases(found.purchases()),
                found.phone(),
                client.status(),
                client.nickname(),
                client.unsubscribe_date(),
                found.questions(),
                client.store_id(),
                found.documentType() == null ? null : found.documentType().toUpperCase(Locale.ROOT),
                client.last_activity_date(),
                found.otherPhone(),
                client.type(),
                client.mshops_client(),
                found.otherEmail(),
                client.id(),
                found.documentNumber(),
                client.meli_client(),
                client.name() == null ? null : client.name().toLowerCase(Locale.ROOT),
                found.email(),
                client.name(),
                client.meli_cust_id(),
                client.comments(),
                client.id_unique());
    }
}
