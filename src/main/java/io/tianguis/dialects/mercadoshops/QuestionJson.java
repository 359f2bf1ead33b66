package io.tianguis.dialects.mercadoshops;

import io.tianguis.kernel.Moments;
import io.tianguis.questions.Answer;
import io.tianguis.questions.Asker;
import io.tianguis.questions.Question;
import io.tianguis.shops.Shop;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A question as this dialect writes it: by its id, in a search, and as the first one of a thread (S14). */
final class QuestionJson {

    private QuestionJson() {}

    record Text(String date, String text) {}

    record FoundText(String text, String date) {}

    record AnswerText(String date, String text, String source) {}

    record From(
            long client_id,
            @Nullable String name,
            @Nullable Long meli_cust_id,
            @Nullable String nickname,
            @Nullable String email) {}

    record FoundFrom(
            @Nullable String email,
            @Nullable String name,
            long client_id,
            @Nullable Long meli_cust_id,
            @Nullable String nickname) {}

    record MainFrom(
            @Nullable String nickname,
            @Nullable String name,
            @Nullable Long meli_cust_id,
            long client_id,
            @Nullable String email) {}

    record Whole(
            long id,
            long store_id,
            String channel,
            String status,
            String type,
            String creation_date,
            Text question,
            @Nullable AnswerText answer,
            String thread_id,
            @Nullable Publication publication,
            From from) {}

    record Found(
            String creation_date,
            long id,
            String status,
            long store_id,
            FoundFrom from,
            FoundText question,
            String type,
            String thread_id,
            String channel,
            @Nullable AnswerText answer,
            @Nullable Publication publication) {}

    record Main(
            String creation_date,
            long id,
            String status,
            long store_id,
            MainFrom from,
            FoundText question,
            String type,
            String thread_id,
            String channel,
            Publication.@Nullable OfThread publication) {}

    static Whole whole(Shop shop, Question question, Publications publications) {
        Asker asker = question.asker();
        return new Whole(
                question.questionId(),
                shop.shopId(),
                QuestionWords.word(question.thread().channel()),
                QuestionWords.word(question.state()),
                type(question),
                Moments.local(question.createdAt(), shop.zone()),
                new Text(Moments.local(question.askedAt(), shop.zone()), question.text()),
                answer(shop, question),
                QuestionWords.threadId(shop.id(), question.thread()),
                publications.of(question).orElse(null),
                new From(asker.customerId(), name(asker), asker.userId(), asker.nickname(), asker.email()));
    }

    static Found found(Shop shop, Question question, Publications publications) {
        Asker asker = question.asker();
        return new Found(
                Moments.local(question.createdAt(), shop.zone()),
                question.questionId(),
                QuestionWords.word(question.state()),
                shop.shopId(),
                new FoundFrom(asker.email(), name(asker), asker.customerId(), asker.userId(), asker.nickname()),
                text(shop, question),
                type(question),
                QuestionWords.threadId(shop.id(), question.thread()),
                QuestionWords.word(question.thread().channel()),
                answer(shop, question),
                publications.of(question).orElse(null));
    }

    static Main main(Shop shop, Question question, Publications publications) {
        Asker asker = question.asker();
        return new Main(
                Moments.local(question.createdAt(), shop.zone()),
                question.questionId(),
                QuestionWords.word(question.state()),
                shop.shopId(),
                new MainFrom(asker.nickname(), name(asker), asker.userId(), asker.customerId(), asker.email()),
                text(shop, question),
                type(question),
                QuestionWords.threadId(shop.id(), question.thread()),
                QuestionWords.word(question.thread().channel()),
                publications.of(question).map(Publication::ofThread).orElse(null));
    }

    private static FoundText text(Shop shop, Question question) {
        return new FoundText(question.text(), Moments.local(question.askedAt(), shop.zone()));
    }

    private static String type(Question question) {
        return question.thread().listing().isPresent() ? "item" : "shop";
    }

    private static @Nullable AnswerText answer(Shop shop, Question question) {
        return question.answer()
                .map((Answer answer) -> new AnswerText(
                        Moments.local(answer.at(), shop.zone()), answer.text(), QuestionWords.source(answer)))
                .orElse(null);
    }

    /** Who has no name there goes by the one on the marketplace. */
    private static @Nullable String name(Asker asker) {
        String name = Stream.of(asker.firstName(), asker.lastName())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? asker.nickname() : name;
    }
}
