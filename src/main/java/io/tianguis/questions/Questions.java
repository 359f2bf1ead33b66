package io.tianguis.questions;

import io.tianguis.catalog.Catalog;
import io.tianguis.customers.Customers;
import io.tianguis.customers.Identity;
import io.tianguis.customers.Introduction;
import io.tianguis.customers.Venue;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.outbox.Outbox;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Gathering;
import io.tianguis.platform.sql.TransactionConflict;
import io.tianguis.platform.sql.Tx;
import io.tianguis.questions.CountedList.Moves;
import io.tianguis.questions.NewQuestion.OnMercadoLibre;
import io.tianguis.questions.NewQuestion.OnStorefront;
import io.tianguis.questions.NewQuestion.Visitor;
import io.tianguis.questions.QuestionRejection.AlreadyAnswered;
import io.tianguis.questions.QuestionRejection.AlreadyClosed;
import io.tianguis.questions.QuestionRejection.CustomerNotFound;
import io.tianguis.questions.QuestionRejection.ProductNotFound;
import io.tianguis.questions.QuestionRejection.QuestionNotFound;
import io.tianguis.questions.QuestionsSql.Held;
import io.tianguis.questions.QuestionsSql.Locked;
import io.tianguis.questions.QuestionsSql.Origin;
import io.tianguis.questions.ThreadsSql.Open;
import io.tianguis.questions.ThreadsSql.Rest;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The door to the questions. Whatever happens to one is told to the outbox under the key {@code question:<id>}:
 * {@code question.asked}, {@code question.answered}, {@code question.closed} and {@code question.deleted}, with the
 * {@code question_id}.
 *
 * <p>Locks, in this order: the customer's row, the words that are counted, the question's row, the thread's.
 */
public final class Questions {

    /** How many questions or threads a page may have. */
    public static final int MAX_PAGE_SIZE = 200;

    private static final int MAX_ANSWERED = 12;

    /** As many are found, counted and sorted in a few milliseconds. */
    private static final long COMMON_FROM = 1_000;

    private final Database database;
    private final Customers customers;
    private final Catalog catalog;
    private final Outbox outbox;
    private final Clock clock;
    private final QuestionLists lists;
    private final Gathering<ShopId, Long, List<AnsweredQuestion>> answered;

    public Questions(Database database, Customers customers, Catalog catalog, Outbox outbox, Clock clock) {
        this(database, customers, catalog, outbox, clock, COMMON_FROM);
    }

    /** @param commonFrom words that so many questions have are counted as questions change */
    Questions(Database database, Customers customers, Catalog catalog, Outbox outbox, Clock clock, long commonFrom) {
        this.database = database;
        this.customers = customers;
        this.catalog = catalog;
        this.outbox = outbox;
        this.clock = clock;
        this.lists = new QuestionLists(database, commonFrom);
        this.answered = new Gathering<>(
                (shop, productId) ->
                        Optional.of(QuestionRowsSql.answeredOf(database, shop, List.of(productId), MAX_ANSWERED)),
                (shop, productIds) -> QuestionRowsSql.answeredOf(database, shop, productIds, MAX_ANSWERED).stream()
                        .collect(Collectors.groupingBy(AnsweredQuestion::productId)));
    }

    /**
     * Records what somebody asks, in their thread; who is met and not known yet becomes a customer. A question that is there
     * already, by the marketplace's id, changes nothing, also when it was answered or deleted since. Rejections in the order
     * of the checks: {@link ProductNotFound}, {@link CustomerNotFound}.
     */
    public Outcome<Asked, QuestionRejection> ask(Tx tx, ShopId shop, NewQuestion question) {
        return switch (question) {
            case OnStorefront onSite -> ask(tx, shop, onSite);
            case OnMercadoLibre onMarket -> ask(tx, shop, onMarket);
        };
    }

    /** The same in a transaction of its own. */
    public Outcome<Asked, QuestionRejection> ask(ShopId shop, NewQuestion question) {
        return database.transaction(tx -> ask(tx, shop, question));
    }

    /**
     * Answers a question, once and for all. Rejections in the order of the checks: {@link QuestionNotFound},
     * {@link AlreadyAnswered}, {@link AlreadyClosed}.
     *
     * @param text 1 to {@value NewQuestion#MAXIMUM_TEXT} characters, not blank
     */
    public Outcome<Answer, QuestionRejection> answer(
            Tx tx, ShopId shop, long questionId, String text, AnswerSource source) {
        if (!NewQuestion.isAcceptable(text)) {
            throw new IllegalArgumentException("an answer of " + text.length() + " characters");
        }
        return open(tx, shop, questionId, held -> {
            Answer answer = new Answer(text, clock.now(), source);
            tx.later(QuestionsSql.answer(shop, questionId, answer));
            settle(tx, shop, held, QuestionState.ANSWERED);
            tell(tx, shop, "question.answered", questionId);
            return answer;
        });
    }

    /** The same from here, in a transaction of its own. */
    public Outcome<Answer, QuestionRejection> answer(ShopId shop, long questionId, String text) {
        return database.transaction(tx -> answer(tx, shop, questionId, text, AnswerSource.HERE));
    }

    /**
     * Closes a question that nobody answers any more, as a marketplace does when its listing ends. Rejections in the order of
     * the checks: {@link QuestionNotFound}, {@link AlreadyAnswered}, {@link AlreadyClosed}.
     *
     * @return when it was closed
     */
    public Outcome<Instant, QuestionRejection> close(Tx tx, ShopId shop, long questionId) {
        return open(tx, shop, questionId, held -> {
            Instant now = clock.now();
            tx.later(QuestionsSql.close(shop, questionId, now));
            settle(tx, shop, held, QuestionState.CLOSED_UNANSWERED);
            tell(tx, shop, "question.closed", questionId);
            return now;
        });
    }

    /**
     * Deletes a question, whatever its state: it leaves its thread, all lists and what the asker is known to have asked, and
     * does not come back when the marketplace tells of it again. Rejected with {@link QuestionNotFound}.
     *
     * @return the question's id
     */
    public Outcome<Long, QuestionRejection> delete(Tx tx, ShopId shop, long questionId) {
        Optional<Origin> origin = QuestionsSql.findOrigin(tx, shop, questionId);
        if (origin.isEmpty()) {
            return Outcome.rejected(new QuestionNotFound());
        }
        // Everybody locks a customer before a question, and only whoever finds the question there takes it back.
        long customerId = origin.get().customerId();
        tx.later(customers.hold(shop, customerId));
        tx.later(CommonWordsSql.share(shop));
        Optional<Held> found = QuestionsSql.lock(tx, shop, questionId);
        if (found.isEmpty()) {
            return Outcome.rejected(new QuestionNotFound());
        }
        tx.later(customers.withdrawQuestion(shop, customerId, venue(origin.get().channel())));
        Locked question = found.get().question();
        Open thread = found.get().thread();
        Moves moves = new Moves();
        Set<Long> words = tx.run(CommonWordsSql.wordsOf(shop, question.text()));
        move(moves, words, question.channel(), question.state(), question.askedAt(), -1);
        Rest rest = tx.run(
                QuestionsSql.delete(shop, questionId, clock.now()),
                ThreadsSql.rest(shop, thread.threadId()),
                (deleted, ofOthers) -> ofOthers);
        Tally now = thread.tally().without(question.state(), rest.lastQuestionAt(), Set.copyOf(rest.words()));
        keep(tx, shop, thread, now, moves);
        tell(tx, shop, "question.deleted", questionId);
        return Outcome.ok(questionId);
    }

    /** The same in a transaction of its own. */
    public Outcome<Long, QuestionRejection> delete(ShopId shop, long questionId) {
        return database.transaction(tx -> delete(tx, shop, questionId));
    }

    /** A question that was not deleted. */
    public Optional<Question> find(ShopId shop, long questionId) {
        return QuestionRowsSql.list(database, shop, List.of(questionId)).stream()
                .findFirst();
    }

    /**
     * What was asked about a product, on any channel, and answered; at most {@value #MAX_ANSWERED}, from the threads in which
     * somebody asked last.
     */
    public List<AnsweredQuestion> answeredOf(ShopId shop, long productId) {
        return answered.find(shop, productId).orElse(List.of());
    }

    /** A thread that has a question. */
    public Optional<QuestionThread> findThread(ShopId shop, ThreadKey key) {
        ThreadFilter one = new ThreadFilter(
                Optional.empty(), Optional.empty(), Optional.of(key), Optional.empty(), Optional.empty(), false);
        return lists.threads(shop, one, 0, 1).threads().stream().findFirst();
    }

    /**
     * A page of the questions that match, with how many there are by channel and state. Any page costs what the first does, but
     * when somebody looks for words that many questions have for the first time (decision 0031).
     *
     * @param limit 1 to {@link #MAX_PAGE_SIZE}, or 0 for the counts alone
     */
    public QuestionPage search(ShopId shop, QuestionFilter filter, long offset, int limit) {
        requirePage(offset, limit);
        return lists.questions(shop, filter, offset, limit);
    }

    /**
     * A page of the threads that match, in the same way. Narrowed to a thread or an asker it costs what all of these do.
     *
     * @param limit 1 to {@link #MAX_PAGE_SIZE}, or 0 for the counts alone
     */
    public ThreadPage searchThreads(ShopId shop, ThreadFilter filter, long offset, int limit) {
        requirePage(offset, limit);
        return lists.threads(shop, filter, offset, limit);
    }

    /** Sums up how many questions and threads there are, a bounded number of changes; true when there may be more to do. */
    public boolean foldLists() {
        return CountedList.LISTS.fold(database);
    }

    /** A question that is to be recorded in a thread. */
    private record Draft(
            ThreadKey key,
            Optional<Long> productId,
            long customerId,
            @Nullable String nickname,
            @Nullable Long providerId,
            String text,
            Instant askedAt) {}

    private Outcome<Asked, QuestionRejection> ask(Tx tx, ShopId shop, OnStorefront question) {
        if (isUnknown(tx, shop, question.productId())) {
            return Outcome.rejected(new ProductNotFound(question.productId().orElseThrow()));
        }
        long customerId;
        switch (question.visitor()) {
            case Visitor.Known(long known) -> {
                if (tx.run(customers.recordQuestion(shop, known, venue(Channel.STOREFRONT))) == 0) {
                    return Outcome.rejected(new CustomerNotFound(known));
                }
                customerId = known;
            }
            case Visitor.Met(Introduction introduction) ->
                customerId = tx.run(customers.recordQuestion(shop, introduction, venue(Channel.STOREFRONT)));
        }
        ThreadKey key = new ThreadKey(
                Channel.STOREFRONT, customerId, question.productId().map(id -> Long.toString(id)));
        return Outcome.ok(add(
                tx, shop, new Draft(key, question.productId(), customerId, null, null, question.text(), clock.now())));
    }

    private Outcome<Asked, QuestionRejection> ask(Tx tx, ShopId shop, OnMercadoLibre question) {
        Optional<Asked> known = QuestionsSql.findAsked(tx, shop, Channel.MERCADOLIBRE, question.providerId());
        if (known.isPresent()) {
            return Outcome.ok(known.get());
        }
        if (isUnknown(tx, shop, question.productId())) {
            return Outcome.rejected(new ProductNotFound(question.productId().orElseThrow()));
        }
        long customerId = tx.run(customers.recordQuestion(shop, introduction(question), venue(Channel.MERCADOLIBRE)));
        return Outcome.ok(add(
                tx,
                shop,
                new Draft(
                        new ThreadKey(Channel.MERCADOLIBRE, question.userId(), Optional.of(question.itemId())),
                        question.productId(),
                        customerId,
                        question.nickname(),
                        question.providerId(),
                        question.text(),
                        notPast(question.askedAt()))));
    }

    private boolean isUnknown(Tx tx, ShopId shop, Optional<Long> productId) {
        return productId.isPresent() && catalog.find(tx, shop, productId.get()).isEmpty();
    }

    private Asked add(Tx tx, ShopId shop, Draft draft) {
        tx.later(CommonWordsSql.share(shop));
        Set<Long> words = tx.run(CommonWordsSql.wordsOf(shop, draft.text()));
        Open thread =
                tx.run(ThreadsSql.open(shop, draft.key(), draft.productId(), draft.customerId(), draft.nickname()));
        Asked asked = QuestionsSql.insert(
                        tx,
                        shop,
                        thread,
                        draft.customerId(),
                        draft.providerId(),
                        draft.text(),
                        draft.askedAt(),
                        clock.now())
                .orElseThrow(() -> TransactionConflict.of("somebody else recorded the same question just now"));
        Moves moves = new Moves();
        move(moves, words, thread.channel(), QuestionState.UNANSWERED, draft.askedAt(), 1);
        keep(tx, shop, thread, thread.tally().asked(draft.askedAt(), words), moves);
        tell(tx, shop, "question.asked", asked.questionId());
        return asked;
    }

    /** Changes a question that waits for its answer. */
    private static <T> Outcome<T, QuestionRejection> open(
            Tx tx, ShopId shop, long questionId, Function<Held, T> change) {
        tx.later(CommonWordsSql.share(shop));
        Optional<Held> found = QuestionsSql.lock(tx, shop, questionId);
        if (found.isEmpty()) {
            return Outcome.rejected(new QuestionNotFound());
        }
        Locked question = found.get().question();
        return switch (question.state()) {
            case UNANSWERED -> Outcome.ok(change.apply(found.get()));
            case ANSWERED -> Outcome.rejected(new AlreadyAnswered(Objects.requireNonNull(question.answeredAt())));
            case CLOSED_UNANSWERED -> Outcome.rejected(new AlreadyClosed(Objects.requireNonNull(question.closedAt())));
        };
    }

    private static void settle(Tx tx, ShopId shop, Held held, QuestionState state) {
        Locked question = held.question();
        Open thread = held.thread();
        Set<Long> words = tx.run(CommonWordsSql.wordsOf(shop, question.text()));
        Moves moves = new Moves();
        move(moves, words, question.channel(), question.state(), question.askedAt(), -1);
        move(moves, words, question.channel(), state, question.askedAt(), 1);
        keep(tx, shop, thread, thread.tally().with(question.state(), -1).with(state, 1), moves);
    }

    /** A question that has some words joins the lists of its state, or with a minus leaves them. */
    private static void move(
            Moves moves, Set<Long> words, Channel channel, QuestionState state, Instant askedAt, int sign) {
        moves.add(CountedList.QUESTION, channel, state, askedAt, sign);
        words.forEach(id -> moves.add(CountedList.ofWords(id), channel, state, askedAt, sign));
    }

    /** Keeps what a locked thread adds up to now, and counts what changes with it. */
    private static void keep(Tx tx, ShopId shop, Open thread, Tally now, Moves moves) {
        thread.tally().move(moves, thread.channel(), -1);
        now.move(moves, thread.channel(), 1);
        tx.later(ThreadsSql.keep(shop, thread.threadId(), now));
        tx.later(CountedListsSql.move(shop, moves.list()));
    }

    private void tell(Tx tx, ShopId shop, String topic, long questionId) {
        outbox.append(
                tx, shop.value(), topic, "question:" + questionId, Map.of("question_id", Long.toString(questionId)));
    }

    private static Venue venue(Channel channel) {
        return switch (channel) {
            case MERCADOLIBRE -> Venue.MARKETPLACE;
            case STOREFRONT -> Venue.SITE;
        };
    }

    private static Introduction introduction(OnMercadoLibre question) {
        @Nullable String nickname = question.nickname();
        List<Identity> identities = Stream.of(
                        Identity.mercadoLibre(Long.toString(question.userId())),
                        nickname == null ? Optional.<Identity>empty() : Identity.nickname(nickname))
                .flatMap(Optional::stream)
                .toList();
        return new Introduction(identities, question.firstName(), question.lastName(), null, null);
    }

    private Instant notPast(Instant told) {
        Instant now = clock.now();
        return told.isAfter(now) ? now : told.truncatedTo(ChronoUnit.MICROS);
    }

    private static void requirePage(long offset, int limit) {
        if (offset < 0 || limit < 0 || limit > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("no page: " + limit + " from " + offset);
        }
    }
}
