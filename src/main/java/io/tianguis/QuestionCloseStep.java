package io.tianguis;

import io.tianguis.kernel.Outcome;
import io.tianguis.questions.QuestionRejection;
import io.tianguis.shops.Shop;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tianguis question close}. */
@Command(
        name = "close",
        description = "Closes a question without an answer; it takes none afterwards.",
        mixinStandardHelpOptions = true)
final class QuestionCloseStep extends ShopStep {

    /** The closed question. Its moment is UTC. */
    record Printed(long id, String status, String closed_at) {}

    @Option(names = "--question", required = true, paramLabel = "ID", description = "The question's id.")
    private long questionId;

    @Override
    Object take(Backend backend, Shop shop) {
        Outcome<Instant, QuestionRejection> outcome =
                backend.database().transaction(tx -> backend.questions().close(tx, shop.id(), questionId));
        return outcome.fold(at -> new Printed(questionId, "closed_unanswered", at.toString()), rejection -> {
            throw new CommandRefused(explained(shop, rejection));
        });
    }

    private String explained(Shop shop, QuestionRejection rejection) {
        return switch (rejection) {
            case QuestionRejection.QuestionNotFound _ ->
                "Shop " + shop.shopId() + " has no question " + questionId + ".";
            case QuestionRejection.AlreadyAnswered(Instant at) ->
                "Question " + questionId + " was answered at " + at + ".";
            case QuestionRejection.AlreadyClosed(Instant at) -> "Question " + questionId + " was closed at " + at + ".";
            // Nothing is asked here.
            case QuestionRejection.CustomerNotFound _, QuestionRejection.ProductNotFound _ ->
                throw new IllegalStateException("refused what nobody asked for: " + rejection);
        };
    }
}
