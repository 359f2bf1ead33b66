package io.tianguis.dialects.mercadoshops;

import io.tianguis.dialects.mercadoshops.SearchJson.FilterJson;
import io.tianguis.dialects.mercadoshops.SearchJson.ValueJson;
import io.tianguis.dialects.mercadoshops.SearchMenu.Search;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.questions.Channel;
import io.tianguis.questions.QuestionThread;
import io.tianguis.questions.Questions;
import io.tianguis.questions.ThreadFilter;
import io.tianguis.questions.ThreadKey;
import io.tianguis.questions.ThreadPage;
import io.tianguis.shops.Shop;
import io.tianguis.stock.Stock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is asked and answered, by conversation (S14). */
final class ThreadsHandler {

    private static final String THREAD_ID = "thread_id";
    private static final String CLIENT_ID = "client_id";

    /** Whose thread an id names that no thread can have. */
    private static final ThreadKey NOBODYS = new ThreadKey(Channel.STOREFRONT, 0, Optional.empty());

    private final MercadoShopsAuth auth;
    private final Questions questions;
    private final Stock stock;
    private final Links links;

    ThreadsHandler(MercadoShopsAuth auth, Questions questions, Stock stock, Links links) {
        this.auth = auth;
        this.questions = questions;
        this.stock = stock;
        this.links = links;
    }

    /**
     * {@code GET /v1/shops/{shop_id}/questions/threads/search}, whose parameters may be written in any letter case: 403
     * without the shop's token, what {@link SearchMenu#read} refuses, then 400 for a client's id that is no number.
     */
    Response search(Request request) {
        Request lowerCase = withLowerCaseNames(request);
        return auth.answer(
                request,
                shop -> QuestionWords.THREADS
                        .read(lowerCase)
                        .fold(search -> search(shop, lowerCase, search), refusal -> refusal));
    }

    private Response search(Shop shop, Request request, Search search) {
        Optional<String> threadId = SearchMenu.value(request, THREAD_ID);
        Optional<String> client = SearchMenu.value(request, CLIENT_ID);
        Optional<Long> clientId = client.flatMap(MercadoShopsIds::number);
        if (client.isPresent() && clientId.isEmpty()) {
            return MercadoShopsErrors.invalidParameter(CLIENT_ID);
        }
        Optional<ThreadKey> thread =
                threadId.map(id -> QuestionWords.thread(shop.id(), id).orElse(NOBODYS));
        ThreadPage page =
                questions.searchThreads(shop.id(), filter(search, thread, clientId), search.offset(), search.limit());
        SearchJson<ThreadJson> found = found(shop, QuestionWords.THREADS, search, page);
        List<FilterJson> more = new ArrayList<>();
        threadId.ifPresent(id -> more.add(named(THREAD_ID, "Thread", id, page.total())));
        client.ifPresent(id -> more.add(named(CLIENT_ID, "Client", id, page.total())));
        return Response.json(200, Json.write(new ThreadJson.Searched(found.narrowedBy(more), page.unanswered())));
    }

    /**
     * {@code GET /v1/shops/{shop_id}/questions/threads/{thread_id}}: 403 without the shop's token, what
     * {@link SearchMenu#read} refuses, then 404 for a thread that the shop does not have.
     */
    Response show(Request request) {
        return auth.answer(
                request,
                shop -> QuestionWords.THREAD
                        .read(request)
                        .fold(search -> show(shop, request, search), refusal -> refusal));
    }

    private Response show(Shop shop, Request request, Search search) {
        return QuestionWords.thread(shop.id(), request.pathParameter(THREAD_ID))
                .map(key -> questions.searchThreads(
                        shop.id(), filter(search, Optional.of(key), Optional.empty()), search.offset(), search.limit()))
                .filter(page -> page.counts().of(Optional.empty(), Optional.empty()) > 0)
                .map(page -> Response.json(200, Json.write(found(shop, QuestionWords.THREAD, search, page))))
                .orElseGet(MercadoShopsErrors::threadNotFound);
    }

    private static ThreadFilter filter(Search search, Optional<ThreadKey> thread, Optional<Long> clientId) {
        return new ThreadFilter(
                QuestionWords.state(search),
                QuestionWords.channel(search),
                thread,
                clientId,
                search.query(),
                QuestionWords.oldestFirst(search));
    }

    private SearchJson<ThreadJson> found(Shop shop, SearchMenu menu, Search search, ThreadPage page) {
        Publications publications = Publications.of(
                shop, page.threads().stream().map(QuestionThread::first).toList(), stock, links);
        return SearchJson.of(
                shop.id(),
                menu,
                search,
                page.total(),
                QuestionWords.facets(page.counts(), search),
                page.threads().stream()
                        .map(thread -> ThreadJson.of(shop, thread, publications))
                        .toList());
    }

    private static FilterJson named(String filter, String name, String value, long total) {
        return new FilterJson(filter, name, List.of(new ValueJson(value, value, total)));
    }

    /** The source writes {@code Thread_id}, {@code Client_id} and {@code Query} in one place and {@code status} in another. */
    private static Request withLowerCaseNames(Request request) {
        return request.withRawQuery(Arrays.stream(request.rawQuery().split("&", -1))
                .map(pair -> {
                    int end = pair.indexOf('=') < 0 ? pair.length() : pair.indexOf('=');
                    return pair.substring(0, end).toLowerCase(Locale.ROOT) + pair.substring(end);
                })
                .collect(Collectors.joining("&")));
    }
}
