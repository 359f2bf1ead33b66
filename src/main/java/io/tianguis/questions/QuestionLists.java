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
import java.util.function.Function;

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
    private final long commonFrom;

    /** @param commonFrom words that so many questions have are counted as questions change, once somebody looked for them */
    QuestionLists(Database database, long commonFrom) {
        this.database = database;
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

    /**
     * What one search lists, in one turn (decision 0040).
     *
     * @param found how many have its words, when these are not counted
     */
    private record Listed<P>(P page, Optional<Found> found) {}

    QuestionPage questions(ShopId shop, QuestionFilter filter, long offset, int limit) {
        return listed(shop, filter.words(), listing -> listing.questions(filter, offset, limit));
    }

    ThreadPage threads(ShopId shop, ThreadFilter filter, long offset, int limit) {
        return listed(shop, filter.words(), listing -> listing.threads(filter, offset, limit));
    }

    /** Words that many have are counted for the next who look for them. */
    private <P> P listed(ShopId shop, Optional<String> words, Function<Listing, Listed<P>> search) {
        Listed<P> listed = database.search(statements -> search.apply(new Listing(statements, shop)));
        if (listed.found().filter(found -> found.total() >= commonFrom).isPresent()) {
            database.transaction(tx -> CommonWordsSql.count(tx, shop, words.orElseThrow()), begun -> begun);
        }
        return listed.page();
    }

    private static View view(QuestionFilter filter, Counts counts) {
        return new View(counts, filter.channel(), filter.state(), filter.oldestFirst());
    }

    private static View view(ThreadFilter filter, Counts counts) {
        return new View(counts, filter.channel(), filter.state(), filter.oldestFirst());
    }

    /** What one search reads. */
    private record Listing(Statements statements, ShopId shop) {

        Listed<QuestionPage> questions(QuestionFilter filter, long offset, int limit) {
            if (filter.words().isPresent()) {
                return questions(filter, filter.words().get(), offset, limit);
            }
            View view = view(filter, CountedListsSql.counts(statements, shop, CountedList.QUESTION));
            List<Long> ids = view.page(
                    offset,
                    limit,
                    (cells, fromNewest, rows) -> place(CountedList.QUESTION, view, fromNewest)
                            .map(place -> QuestionSearchSql.questions(statements, shop, cells, place, rows))
                            .orElse(List.of()));
            return new Listed<>(page(view, ids), Optional.empty());
        }

        /** By counts where the words are counted, else by an index. */
        private Listed<QuestionPage> questions(QuestionFilter filter, String words, long offset, int limit) {
            Optional<Counted> counted = CommonWordsSql.find(statements, shop, words, CountedList.QUESTIONS);
            if (counted.isEmpty()) {
                Found found = QuestionSearchSql.questionsByWords(statements, shop, filter, words, offset, limit);
                return new Listed<>(page(view(filter, found.counts()), found.ids()), Optional.of(found));
            }
            CountedList list = CountedList.ofWords(counted.get().wordsId());
            View view = view(filter, counted.get().counts());
            List<Long> ids = view.page(
                    offset,
                    limit,
                    (cells, fromNewest, rows) -> QuestionSearchSql.questionsWithWords(
                            statements, shop, words, cells, range(list, cells, fromNewest, rows), rows));
            return new Listed<>(page(view, ids), Optional.empty());
        }

        Listed<ThreadPage> threads(ThreadFilter filter, long offset, int limit) {
            if (filter.isOfOne()) {
                Found found = QuestionSearchSql.narrowThreads(statements, shop, filter, offset, limit);
                return new Listed<>(narrowThreads(filter, found), Optional.empty());
            }
            if (filter.words().isPresent()) {
                return threads(filter, filter.words().get(), offset, limit);
            }
            View view = view(filter, CountedListsSql.counts(statements, shop, CountedList.THREAD));
            List<Long> ids = view.page(
                    offset,
                    limit,
                    (cells, fromNewest, rows) -> place(CountedList.THREAD, view, fromNewest)
                            .map(place -> QuestionSearchSql.threads(statements, shop, cells, place, rows))
                            .orElse(List.of()));
            // Each unanswered question is of an unanswered thread.
            return new Listed<>(page(view, unanswered(filter, CountedList.QUESTION), ids), Optional.empty());
        }

        private Listed<ThreadPage> threads(ThreadFilter filter, String words, long offset, int limit) {
            Optional<Counted> counted = CommonWordsSql.find(statements, shop, words, CountedList.THREADS);
            if (counted.isEmpty()) {
                Found found = QuestionSearchSql.narrowThreads(statements, shop, filter, offset, limit);
                return new Listed<>(narrowThreads(filter, found), Optional.of(found));
            }
            long wordsId = counted.get().wordsId();
            CountedList list = CountedList.ofThreads(wordsId);
            View view = view(filter, counted.get().counts());
            List<Long> ids = view.page(
                    offset,
                    limit,
                    (cells, fromNewest, rows) -> QuestionSearchSql.threadsWithWords(
                            statements, shop, wordsId, cells, range(list, cells, fromNewest, rows), rows));
            return new Listed<>(page(view, unanswered(filter, CountedList.ofWaiting(wordsId)), ids), Optional.empty());
        }

        private ThreadPage narrowThreads(ThreadFilter filter, Found found) {
            return page(view(filter, found.counts()), found.unanswered(), found.ids());
        }

        /** Only unanswered threads have unanswered questions. */
        private long unanswered(ThreadFilter filter, CountedList waiting) {
            return filter.state()
                            .filter(state -> state != QuestionState.UNANSWERED)
                            .isPresent()
                    ? 0
                    : CountedListsSql.counts(statements, shop, waiting)
                            .of(filter.channel(), Optional.of(QuestionState.UNANSWERED));
        }

        private QuestionPage page(View view, List<Long> ids) {
            return new QuestionPage(
                    view.counts(),
                    view.total(),
                    ids.isEmpty() ? List.of() : QuestionRowsSql.list(statements, shop, ids));
        }

        private ThreadPage page(View view, long unanswered, List<Long> ids) {
            return new ThreadPage(
                    view.counts(),
                    view.total(),
                    unanswered,
                    ids.isEmpty() ? List.of() : QuestionRowsSql.listThreads(statements, shop, ids));
        }

        private Optional<Place> place(CountedList kind, View view, long fromNewest) {
            if (fromNewest <= PASSED_OVER_AT_MOST) {
                return Optional.of(new Place(LAST_MOMENT, fromNewest));
            }
            RankedList.Position position = CountedList.LISTS.position(
                    statements, shop.value(), kind.name(view.channel(), view.state()), fromNewest);
            return Optional.ofNullable(position.fromId())
                    .map(second -> new Place(Instant.ofEpochSecond(second + 1), position.skip()));
        }

        private RankedList.Range range(CountedList kind, List<Counts.Cell> cells, long fromNewest, long rows) {
            List<String> lists = cells.stream()
                    .map(cell -> kind.name(Optional.of(cell.channel()), Optional.of(cell.state())))
                    .toList();
            return CountedList.LISTS.range(statements, shop.value(), lists, fromNewest, rows, QUARTERS_BRIDGED);
        }
    }
}
