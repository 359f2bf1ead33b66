package io.tianguis.dialects.mercadoshops;

import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.idOrText;
import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.reference;
import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.word;

import io.tianguis.customers.CustomerStanding;
import io.tianguis.kernel.Moments;
import io.tianguis.platform.json.JsonFields;
import io.tianguis.platform.json.SelfWriting;
import io.tianguis.shops.Shop;
import java.util.Locale;

/** A customer as this dialect's search writes one: the fields of the source's example, and those that only one by id has. */
record FoundClientJson(Shop shop, CustomerStanding found) implements SelfWriting {

    @Override
    public void write(JsonFields out) {
        String name = found.name().orElse(null);
        String documentType = found.documentType();
        out.beginObject()
                .beginObject("purchases")
                .number("quantity", found.purchases())
                .endObject();
        out.text("phone", found.phone())
                .text("status", word(found.status()))
                .text("nickname", ClientJson.nickname(found))
                .text("unsubscribe_date", Moments.localIfKnown(found.unsubscribedAt(), shop.zone()))
                .number("asked_questions", found.questions())
                .number("store_id", shop.shopId())
                .text("doc_type", documentType == null ? null : documentType.toUpperCase(Locale.ROOT))
                .text("last_activity_date", Moments.localIfKnown(found.lastActivityAt(), shop.zone()))
                .text("phone2", found.otherPhone())
                .text("type", word(found.type()))
                .flag("mshops_client", found.onSite())
                .text("email2", found.otherEmail())
                .number("id", found.customerId())
                .text("doc_number", found.documentNumber())
                .flag("meli_client", found.onMarketplace())
                .text("name_for_sort", name == null ? null : name.toLowerCase(Locale.ROOT))
                .text("email", found.email())
                .text("name", name);
        idOrText(out, "meli_cust_id", reference(found.marketplaceId()));
        out.text("comments", found.notes())
                .number("id_unique", found.customerId())
                .endObject();
    }
}
