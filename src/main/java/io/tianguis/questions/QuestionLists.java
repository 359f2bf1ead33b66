package io.tianguis.questions;

import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.RankedList;
import io.tianguis.platform.sql.Statements;
import io.tianguis.questions.CommonWordsSql.Counted;
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

    /** An hour of a busy shop is read in less time than the index takes to find the next question. */
    private static final int QUARTERS_BRIDGED = 4;

    private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T23:59:59Z");

    private final Database database;
    private final Statements searches;
    private final long commonFrom;

    /** @param commonFrom words that so many questions have are counted as questions change, once somebody looked for them */
    QuestionLists(Database database, long commonFrom) {
        this.database = database;
        this.searches = database.searches();
        this.commonFrom = commonFrom;
    }

    /** Some rows of a list, from the newest of those that were asked for on. */
    @FunctionalInterface
    private interface Reader {
        List<Long> ids(List<Counts.Cell> cells, long fromNewest, long rows);
    }

    /** A part of what is counted, in an order. */
    private record View(Counts counts, Optional<Channel> channel, Optional<QuestionState> state, boolean oldestFirst) {

        long total() {
            return counts.of(channel, state);
        }

        List<Long> page(long offset, int limit, Reader reader) {
            long total = total();
            long rows = Math.min(limit, total - offset);
            if (rows <= 0) {
                return List.of();
            }
            List<Counts.Cell> cells = counts.cells().stream()
                    .filter(cell -> cell.rows() > 0)
                    .filter(cell -> channel.map(cell.channel()::equals).orElse(true))
                    .filter(cell -> state.map(cell.state()::equals).orElse(true))
                    .toList();
            return oldestFirst
                    ? reader.ids(cells, total - offset - rows, rows).reversed()
                    : reader.ids(cells, offset, rows);
        }
    }

    QuestionPage questions(ShopId shop, QuestionFilter filter, long offset, int limit) {
        if (filter.words().isPresent()) {
            return questions(shop, filter, filter.words().get(), offset, limit);
        }
        View view = view(filter, CountedListsSql.counts(searches, shop, CountedList.QUESTION));
        List<Long> ids = view.page(
                offset,
                limit,
                (cells, fromNewest, rows) -> place(CountedList.QUESTION, shop, view, fromNewest)
                        .map(place -> QuestionSearchSql.questions(searches, shop, cells, place, rows))
                        .orElse(List.of()));
        return page(shop, view, ids);
    }

    /** By counts where the words are counted; else by an index, and the next time perhaps by counts. */
    private QuestionPage questions(ShopId shop, QuestionFilter filter, String words, long offset, int limit) {
        Optional<Counted> counted = CommonWordsSql.find(searches, shop, words, CountedList.QUESTIONS);
        if (counted.isEmpty()) {
            Found found = QuestionSearchSql.questionsByWords(searches, shop, filter, words, offset, limit);
            countIfCommon(shop, words, found);
            return page(shop, view(filter, found.counts()), found.ids());
        }
        CountedList list = CountedList.ofWords(counted.get().wordsId());
        View view = view(filter, counted.get().counts());
        List<Long> ids = view.page(
                offset,
                limit,
                (cells, fromNewest, rows) -> QuestionSearchSql.questionsWithWords(
                        searches, shop, words, cells, range(list, shop, cells, fromNewest, rows), rows));
        return page(shop, view, ids);
    }

    ThreadPage threads(ShopId shop, ThreadFilter filter, long offset, int limit) {
        if (filter.isOfOne()) {
            return narrowThreads(shop, filter, QuestionSearchSql.narrowThreads(searches, shop, filter, offset, limit));
        }
        if (filter.words().isPresent()) {
            return threads(shop, filter, filter.words().get(), offset, limit);
        }
        View view = view(filter, CountedListsSql.counts(searches, shop, CountedList.THREAD));
        List<Long> ids = view.page(
                offset,
                limit,
                (cells, fromNewest, rows) -> place(CountedList.THREAD, shop, view, fromNewest)
                        .map(place -> QuestionSearchSql.threads(searches, shop, cells, place, rows))
                        .orElse(List.of()));
        // Each unanswered question is of an unanswered thread.
        return page(shop, view, unanswered(shop, filter, CountedList.QUESTION), ids);
    }

    private ThreadPage threads(ShopId shop, ThreadFilter filter, String words, long offset, int limit) {
        Optional<Counted> counted = CommonWordsSql.find(searches, shop, words, CountedList.THREADS);
        if (counted.isEmpty()) {
            Found found = QuestionSearchSql.narrowThreads(searches, shop, filter, offset, limit);
            countIfCommon(shop, words, found);
            return narrowThreads(shop, filter, found);
        }
        long wordsId = counted.get().wordsId();
        CountedList list = CountedList.ofThreads(wordsId);
        View view = view(filter, counted.get().counts());
        List<Long> ids = view.page(
                offset,
                limit,
                (cells, fromNewest, rows) -> QuestionSearchSql.threadsWithWords(
                        searches, shop, wordsId, cells, range(list, shop, cells, fromNewest, rows), rows));
        return page(shop, view, unanswered(shop, filter, CountedList.ofWaiting(wordsId)), ids);
    }

    private ThreadPage narrowThreads(ShopId shop, ThreadFilter filter, Found found) {
        return page(shop, view(filter, found.counts()), found.unanswered(), found.ids());
    }

    private void countIfCommon(ShopId shop, String words, Found found) {
        if (found.total() >= commonFrom) {
            database.transaction(tx -> CommonWordsSql.count(tx, shop, words), begun -> begun);
        }
    }

    /** Only unanswered threads have unanswered questions. */
    private long unanswered(ShopId shop, ThreadFilter filter, CountedList waiting) {
        return filter.state().filter(state -> state != QuestionState.UNANSWERED).isPresent()
                ? 0
                : CountedListsSql.counts(searches, shop, waiting)
                        .of(filter.channel(), Optional.of(QuestionState.UNANSWERED));
    }

    private static View view(QuestionFilter filter, Counts counts) {
        return new View(counts, filter.channel(), filter.state(), filter.oldestFirst());
    }

    private static View view(ThreadFilter filter, Counts counts) {
        return new View(counts, filter.channel(), filter.state(), filter.oldestFirst());
    }

    private QuestionPage page(ShopId shop, View view, List<Long> ids) {
        return new QuestionPage(
                view.counts(), view.total(), ids.isEmpty() ? List.of() : QuestionRowsSql.list(searches, shop, ids));
    }

    private ThreadPage page(ShopId shop, View view, long unanswered, List<Long> ids) {
        return new ThreadPage(
                view.counts(),
                view.total(),
                unanswered,
                ids.isEmpty() ? List.of() : QuestionRowsSql.listThreads(searches, shop, ids));
    }

    private Optional<Place> place(CountedList kind, ShopId shop, View view, long fromNewest) {
        if (fromNewest <= PASSED_OVER_AT_MOST) {
            return Optional.of(new Place(LAST_MOMENT, fromNewest));
        }
        RankedList.Position position =
                CountedList.LISTS.position(searches, shop.value(), kind.name(view.channel(), view.state()), fromNewest);
        return Optional.ofNullable(position.fromId())
                .map(second -> new Place(Instant.ofEpochSecond(second + 1), position.skip()));
    }

    private RankedList.Range range(CountedList kind, ShopId shop, List<Counts.Cell> cells, long fromNewest, long rows) {
        List<String> lists = cells.stream()
                .map(cell -> kind.name(Optional.of(cell.channel()), Optional.of(cell.state())))
                .toList();
        return CountedList.LISTS.range(searches, shop.value(), lists, fromNewest, rows, QUARTERS_BRIDGED);
    }
}
