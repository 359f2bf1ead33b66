package io.tianguis.dialects.mercadoshops;

import io.tianguis.dialects.mercadoshops.SearchMenu.Search;
import io.tianguis.platform.http.Intake;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.questions.NewQuestion;
import io.tianguis.questions.Question;
import io.tianguis.questions.QuestionFilter;
import io.tianguis.questions.QuestionPage;
import io.tianguis.questions.Questions;
import io.tianguis.shops.Shop;
import io.tianguis.stock.Stock;
import java.util.List;
import java.util.Optional;

/** Questions of both channels (S14). */
final class QuestionsHandler {

    private record AnswerJson(String answer) {}

    private final MercadoShopsAuth auth;
    private final Questions questions;
    private final Stock stock;
    private final Links links;
    private final Intake intake = Intake.lenient();

    QuestionsHandler(MercadoShopsAuth auth, Questions questions, Stock stock, Links links) {
        this.auth = auth;
        this.questions = questions;
        this.stock = stock;
        this.links = links;
    }

    /**
     * {@code GET /v1/shops/{shop_id}/questions/{question_id}}: 403 without the shop's token, 400 for an id that is no number,
     * 404 for a question that the shop does not have.
     */
    Response show(Request request) {
        return one(
                request,
                (shop, id) -> questions
                        .find(shop.id(), id)
                        .map(question -> Response.json(
                                200,
                                Json.write(QuestionJson.whole(
                                        shop, question, Publications.of(shop, List.of(question), stock, links)))))
                        .orElseGet(MercadoShopsErrors::questionNotFound));
    }

    /**
     * {@code GET /v1/shops/{shop_id}/questions/search} and {@code …/search/q}: 403 without the shop's token, then what
     * {@link SearchMenu#read} refuses.
     */
    Response search(Request request) {
        return auth.answer(
                request,
                shop -> QuestionWords.QUESTIONS
                        .read(request)
                        .fold(search -> Response.json(200, Json.write(found(shop, search))), refusal -> refusal));
    }

    /**
     * {@code PUT /v1/shops/{shop_id}/questions/{question_id}}, whose answer is without the blanks before it, as in the
     * source's own example. 403 without the shop's token; 400 for an id that is no number, a body that cannot be read, an
     * answer that is absent, blank or over 2,000 characters; 404 for a question that the shop does not have; 400 for one that
     * was answered or closed.
     */
    Response answer(Request request) {
        return one(request, (shop, id) -> {
            Optional<String> text;
            try {
                text = intake.body(request).text("answer").map(String::stripLeading);
            } catch (InvalidParameters malformed) {
                return MercadoShopsErrors.bodyUnreadable();
            }
            return text.filter(NewQuestion::isAcceptable)
                    .map(answer -> questions
                            .answer(shop.id(), id, answer)
                            .fold(
                                    given -> Response.json(200, Json.write(new AnswerJson(given.text()))),
                                    MercadoShopsErrors::questionRefused))
                    .orElseGet(MercadoShopsErrors::answerInvalid);
        });
    }

    /**
     * {@code DELETE /v1/shops/{shop_id}/questions/{question_id}}: 403 without the shop's token, 400 for an id that is no
     * number, 404 for a question that the shop does not have.
     */
    Response delete(Request request) {
        return one(
                request,
                (shop, id) -> questions
                        .delete(shop.id(), id)
                        .fold(deleted -> Response.empty(204), MercadoShopsErrors::questionRefused));
    }

    @FunctionalInterface
    private interface OfQuestion {
        Response answer(Shop shop, long questionId);
    }

    private Response one(Request request, OfQuestion operation) {
        return auth.answer(
                request, shop -> MercadoShopsIds.answer(request, "question_id", id -> operation.answer(shop, id)));
    }

    private SearchJson<QuestionJson.Found> found(Shop shop, Search search) {
        QuestionFilter filter = new QuestionFilter(
                QuestionWords.state(search),
                QuestionWords.channel(search),
                search.query(),
                QuestionWords.oldestFirst(search));
        QuestionPage page = questions.search(shop.id(), filter, search.offset(), search.limit());
        List<Question> listed = page.questions();
        Publications publications = Publications.of(shop, listed, stock, links);
        return SearchJson.of(
                shop.id(),
                QuestionWords.QUESTIONS,
                search,
                page.total(),
                QuestionWords.facets(page.counts(), search),
                listed.stream()
                        .map(question -> QuestionJson.found(shop, question, publications))
                        .toList());
    }
}
