package io.tianguis.storefront;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Response;
import io.tianguis.questions.Asked;
import io.tianguis.questions.NewQuestion.OnStorefront;
import io.tianguis.questions.NewQuestion.Visitor;
import io.tianguis.questions.QuestionRejection;
import io.tianguis.questions.Questions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes the messages that visitors send, about a product or to the shop as such. Both are questions, and both are bounded by
 * the same counts.
 */
final class Questioner {

    static final int MOST_OF_ADDRESS = 5;
    static final int MOST_OF_SHOP = 200;
    static final Duration WINDOW = Duration.ofMinutes(10);

    private final Questions questions;
    private final Forms forms;
    private final Pages pages;
    private final AddressLimit limit;

    Questioner(Questions questions, Forms forms, Pages pages, Clock clock) {
        this.questions = questions;
        this.forms = forms;
        this.pages = pages;
        this.limit = new AddressLimit(MOST_OF_ADDRESS, MOST_OF_SHOP, WINDOW, clock);
    }

    /**
     * Answers a form. In the order of the checks: what {@link Forms#answer} refuses, 422 with the form for one that is not
     * complete, 429 for one too many, 404 when the product is gone. What a program filled in is thanked for and forgotten.
     *
     * @param productId empty for a message to the shop
     * @param again shows the form with what is wrong
     * @param thanks where the visitor goes on
     */
    Response take(
            Visit visit, Optional<Long> productId, Function<MessageForm, Response> again, Supplier<String> thanks) {
        return forms.answer(visit, sent -> take(visit, sent, productId, again, thanks));
    }

    private Response take(
            Visit visit,
            Parameters sent,
            Optional<Long> productId,
            Function<MessageForm, Response> again,
            Supplier<String> thanks) {
        MessageForm form = MessageForm.of(sent, visit.shop());
        if (!form.isComplete()) {
            return again.apply(form);
        }
        if (!limit.allows(visit)) {
            return pages.notice(
                            visit.front(),
                            429,
                            "Espera un poco",
                            "Recibimos varios mensajes tuyos en poco tiempo. Inténtalo de nuevo en unos minutos.")
                    .withHeader("Retry-After", Long.toString(WINDOW.toSeconds()));
        }
        if (MessageForm.isTrapped(sent)) {
            return Pages.seeOther(thanks.get());
        }
        Outcome<Asked, QuestionRejection> outcome = questions.ask(
                visit.shopId(),
                new OnStorefront(new Visitor.Met(form.introduction(visit.shop())), productId, form.text()));
        return outcome.fold(asked -> Pages.seeOther(thanks.get()), rejection -> refused(visit, rejection));
    }

    private Response refused(Visit visit, QuestionRejection rejection) {
        return switch (rejection) {
            case QuestionRejection.ProductNotFound _ -> pages.productNotFound(visit);
            case QuestionRejection.CustomerNotFound _,
                    QuestionRejection.QuestionNotFound _,
                    QuestionRejection.AlreadyAnswered _,
                    QuestionRejection.AlreadyClosed _ ->
                throw new IllegalStateException("asking was refused: " + rejection);
        };
    }
}
