package io.tianguis.questions;

import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.RankedList;
import io.tianguis.questions.QuestionSearchSql.Found;
import io.tianguis.questions.QuestionSearchSql.Place;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Pages of questions and threads. Without words, how many there are is known from the counts, and so is the quarter of an
 * hour in which a page begins; the lists are kept newest first, and read from behind when the oldest come first.
 */
final class QuestionLists {

    /** So many rows are passed over in less time than the counts take to tell where they end. */
    private static final long PASSED_OVER_AT_MOST = 1_000;

    private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T23:59:59Z");

    private final Database database;
    private final long commonFrom;

    /** @param commonFrom words that so many questions have are counted as questions change, once somebody looked for them */
    QuestionLists(Database database, long commonFrom) {
        this.database = database;
        this.commonFrom = commonFrom;
    }

    @FunctionalInterface
    private interface Reader {
        List<Long> ids(Database database, ShopId shop, List<Counts.Cell> cells, Place place, long rows);
    }

    QuestionPage questions(ShopId shop, QuestionFilter filter, long offset, int limit) {
        return filter.words().isPresent()
                ? questionsWithWords(shop, filter, filter.words().get(), offset, limit)
                : questions(shop, CountedList.QUESTION, QuestionSearchSql::questions, filter, offset, limit);
    }

    /** By counts where the words are counted; else by an index, and the next time perhaps by counts. */
    private QuestionPage questionsWithWords(ShopId shop, QuestionFilter filter, String words, long offset, int limit) {
        Optional<CountedList> counted = CommonWordsSql.find(database, shop, words);
        if (counted.isPresent()) {
            Reader reader = (statements, of, cells, place, rows) ->
                    QuestionSearchSql.questionsWithWords(statements, of, words, cells, place, rows);
            return questions(shop, counted.get(), reader, filter, offset, limit);
        }
        Found found = QuestionSearchSql.questionsByWords(database, shop, filter, words, offset, limit);
        if (found.counts().of(Optional.empty(), Optional.empty()) >= commonFrom) {
            database.transaction(tx -> CommonWordsSql.count(tx, shop, words), begun -> begun);
        }
        return page(shop, filter, found.counts(), found.ids());
    }

    private QuestionPage questions(
            ShopId shop, CountedList list, Reader reader, QuestionFilter filter, long offset, int limit) {
        Counts counts = CountedListsSql.counts(database, shop, list);
        List<Long> ids =
                ids(list, reader, shop, counts, filter.channel(), filter.state(), filter.oldestFirst(), offset, limit);
        return page(shop, filter, counts, ids);
    }

    ThreadPage threads(ShopId shop, ThreadFilter filter, long offset, int limit) {
        if (filter.isNarrow()) {
            Found found = QuestionSearchSql.narrowThreads(database, shop, filter, offset, limit);
            return page(shop, filter, found.counts(), found.unanswered(), found.ids());
        }
        Counts counts = CountedListsSql.counts(database, shop, CountedList.THREAD);
        List<Long> ids = ids(
                CountedList.THREAD,
                QuestionSearchSql::threads,
                shop,
                counts,
                filter.channel(),
                filter.state(),
                filter.oldestFirst(),
                offset,
                limit);
        return page(shop, filter, counts, unanswered(shop, filter), ids);
    }

    /** Only unanswered threads have unanswered questions, and each unanswered question is of one. */
    private long unanswered(ShopId shop, ThreadFilter filter) {
        return filter.state().filter(state -> state != QuestionState.UNANSWERED).isPresent()
                ? 0
                : CountedListsSql.counts(database, shop, CountedList.QUESTION)
                        .of(filter.channel(), Optional.of(QuestionState.UNANSWERED));
    }

    private QuestionPage page(ShopId shop, QuestionFilter filter, Counts counts, List<Long> ids) {
        return new QuestionPage(
                counts,
                counts.of(filter.channel(), filter.state()),
                ids.isEmpty() ? List.of() : QuestionRowsSql.list(database, shop, ids));
    }

    private ThreadPage page(ShopId shop, ThreadFilter filter, Counts counts, long unanswered, List<Long> ids) {
        return new ThreadPage(
                counts,
                counts.of(filter.channel(), filter.state()),
                unanswered,
                ids.isEmpty() ? List.of() : QuestionRowsSql.listThreads(database, shop, ids));
    }

    private List<Long> ids(
            CountedList kind,
            Reader reader,
            ShopId shop,
            Counts counts,
            Optional<Channel> channel,
            Optional<QuestionState> state,
            boolean oldestFirst,
            long offset,
            int limit) {
        long total = counts.of(channel, state);
        long rows = Math.min(limit, total - offset);
        if (rows <= 0) {
            return List.of();
        }
        long fromNewest = oldestFirst ? total - offset - rows : offset;
        List<Counts.Cell> cells = counts.cells().stream()
                .filter(cell -> cell.rows() > 0)
                .filter(cell -> channel.map(cell.channel()::equals).orElse(true))
                .filter(cell -> state.map(cell.state()::equals).orElse(true))
                .toList();
        List<Long> ids = place(kind, shop, channel, state, fromNewest)
                .map(place -> reader.ids(database, shop, cells, place, rows))
                .orElse(List.of());
        return oldestFirst ? ids.reversed() : ids;
    }

    private Optional<Place> place(
            CountedList kind, ShopId shop, Optional<Channel> channel, Optional<QuestionState> state, long fromNewest) {
        if (fromNewest <= PASSED_OVER_AT_MOST) {
            return Optional.of(new Place(LAST_MOMENT, fromNewest));
        }
        RankedList.Position position =
                CountedList.LISTS.position(database, shop.value(), kind.name(channel, state), fromNewest);
        return Optional.ofNullable(position.fromId())
                .map(second -> new Place(Instant.ofEpochSecond(second + 1), position.skip()));
    }
}
