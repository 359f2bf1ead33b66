package io.tianguis.dialects.mercately;

import io.tianguis.conversations.Channel;
import io.tianguis.conversations.Conversations;
import io.tianguis.conversations.MessagePage;
import io.tianguis.customers.CustomerKey;
import io.tianguis.dialects.mercately.MessageJson.InstagramList;
import io.tianguis.dialects.mercately.MessageJson.MessengerList;
import io.tianguis.dialects.mercately.MessageJson.WhatsAppList;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.Shops;
import java.util.function.BiFunction;

/** What a customer and the shop wrote each other, the oldest messages first, by any of the customer's keys (C6, C16). */
final class ConversationsHandler {

    private final MercatelyAuth auth;
    private final Shops shops;
    private final Conversations conversations;

    ConversationsHandler(MercatelyAuth auth, Shops shops, Conversations conversations) {
        this.auth = auth;
        this.shops = shops;
        this.conversations = conversations;
    }

    /** {@code GET /retailers/api/v1/customers/{x}/whatsapp_conversations} (C15): 200, or 404. */
    Response whatsApp(Request request) {
        return page(request, Channel.WHATSAPP, WhatsAppList::of);
    }

    /** {@code GET /retailers/api/v1/customers/{x}/messenger_conversations} (C16): 200, or 404. */
    Response messenger(Request request) {
        return page(request, Channel.MESSENGER, MessengerList::of);
    }

    /** {@code GET /retailers/api/v1/customers/{x}/instagram_conversations} (C16): 200, or 404. */
    Response instagram(Request request) {
        return page(request, Channel.INSTAGRAM, InstagramList::of);
    }

    private Response page(Request request, Channel channel, BiFunction<MessagePage, Paging, Record> shape) {
        Paging paging = Paging.readWithSize(request);
        return auth.answer(
                request,
                shop -> CustomerKey.parse(
                                request.pathParameter("x"), shops.get(shop).country())
                        .flatMap(key -> conversations.page(shop, key, channel, paging.offset(), paging.perPage()))
                        .map(page -> Response.json(200, Json.write(shape.apply(page, paging))))
                        .orElseGet(() -> MercatelyErrors.ENGLISH.notFound(request)));
    }
}
