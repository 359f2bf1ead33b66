package io.tianguis.questions;

import static io.tianguis.questions.Curiosity.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.questions.NewQuestion.OnMercadoLibre;
import io.tianguis.questions.NewQuestion.OnStorefront;
import io.tianguis.questions.NewQuestion.Visitor.Known;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestBackend;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counts, facets and pages of random questions and threads, compared with what a walk over all of them finds: while changes
 * wait to be summed up, and when they are.
 */
class QuestionListsTest {

    private static final Instant NOW = MovableClock.START;
    /** Words that so many questions have are counted, once they were looked for. */
    private static final int COMMON_FROM = 30;

    private static final int QUESTIONS = 200;
    private static final int SEARCHES = 80;
    private static final List<String> WORDS =
            List.of("¿Tenés", "STOCK?", "campera", "Camperas", "única", "100%", "_a_", "ñandú", "en", "envío");
    private static final List<String> SOUGHT =
            List.of("campera", "stock", "UNICA", "tenes en", "nandu", "a", "envi", "zz", "100%", "era s");

    private final TestBackend backend = new TestBackend();
    private final Curiosity people = new Curiosity(backend);
    private final Questions door = new Questions(
            backend.database(),
            backend.get().customers(),
            backend.get().catalog(),
            backend.get().outbox(),
            backend.clock(),
            COMMON_FROM);

    @AfterEach
    void close() {
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void everyCountAndPageIsWhatAWalkFinds(long seed) {
        Random random = new Random(seed);
        List<Long> ids = new ArrayList<>();
        for (int each = 0; each < QUESTIONS; each++) {
            ids.add(people.ask(question(random, each)));
            change(random, ids);
            if (random.nextInt(60) == 0) {
                fold();
            }
        }
        SOUGHT.forEach(words -> door.search(people.shop(), Curiosity.of(words), 0, 0));
        assertThat(backend.database().list(Words.class, "SELECT words_id FROM question_words"))
                .hasSizeBetween(3, SOUGHT.size() - 1);
        for (int search = 0; search < SEARCHES; search++) {
            compareQuestions(random, ids);
            compareThreads(random, ids);
            if (search % 4 == 0) {
                change(random, ids);
                ids.add(people.ask(question(random, ids.size())));
            }
            if (search == SEARCHES / 2) {
                fold();
            }
        }
    }

    private record Words(long wordsId) {}

    private NewQuestion question(Random random, int each) {
        String text = random.ints(1 + random.nextInt(4), 0, WORDS.size())
                .mapToObj(WORDS::get)
                .collect(Collectors.joining(" "));
        if (random.nextBoolean()) {
            backend.clock().advance(Duration.ofMinutes(random.nextInt(3)));
            return new OnStorefront(
                    new Known(300_001 + random.nextInt(2)),
                    random.nextBoolean() ? Optional.empty() : Optional.of(PRODUCT + random.nextInt(3)),
                    text);
        }
        // Many within the same second, others months away.
        Instant askedAt = NOW.minus(
                Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(3_000) : 1_000L * random.nextInt(9_000_000)));
        return new OnMercadoLibre(
                1 + each,
                7 + random.nextInt(6),
                null,
                null,
                null,
                "MLA" + random.nextInt(3),
                Optional.empty(),
                text,
                askedAt);
    }

    private void change(Random random, List<Long> ids) {
        long id = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(4)) {
            case 0 -> door.answer(people.shop(), id, "Sí");
            case 1 -> backend.run(tx -> door.close(tx, people.shop(), id));
            case 2 -> {
                if (random.nextInt(3) == 0) {
                    door.delete(people.shop(), id);
                }
            }
            default -> {}
        }
    }

    private void fold() {
        while (door.foldLists()) {
            assertThat(door).isNotNull();
        }
    }

    private void compareQuestions(Random random, List<Long> ids) {
        QuestionFilter filter = new QuestionFilter(
                any(random, QuestionState.values()),
                any(random, Channel.values()),
                any(random, SOUGHT.toArray(String[]::new)),
                random.nextBoolean());
        long offset = random.nextInt(4) == 0 ? random.nextInt(QUESTIONS) : random.nextInt(8);
        int limit = random.nextInt(30);
        QuestionPage page = door.search(people.shop(), filter, offset, limit);

        List<Question> worded = questions(ids).stream()
                .filter(question ->
                        filter.words().map(words -> has(question, words)).orElse(true))
                .toList();
        assertThat(facets(page.counts()))
                .as(filter.toString())
                .isEqualTo(facets(worded, question -> question.thread().channel(), Question::state));
        List<Question> expected = worded.stream()
                .filter(matching(filter.channel(), question -> question.thread().channel()))
                .filter(matching(filter.state(), Question::state))
                .sorted(ordered(
                        filter.oldestFirst(),
                        Comparator.comparing(Question::askedAt).thenComparing(Question::questionId)))
                .toList();
        assertThat(page.total()).isEqualTo(expected.size());
        assertThat(page.questions())
                .as(filter + " from " + offset)
                .isEqualTo(expected.stream().skip(offset).limit(limit).toList());
    }

    private void compareThreads(Random random, List<Long> ids) {
        List<Question> all = questions(ids);
        ThreadFilter filter = new ThreadFilter(
                any(random, QuestionState.values()),
                any(random, Channel.values()),
                any(random, all.stream().map(Question::thread).toArray(ThreadKey[]::new))
                        .filter(key -> random.nextInt(3) == 0),
                Optional.of(300_001L + random.nextInt(4)).filter(id -> random.nextInt(4) == 0),
                any(random, SOUGHT.toArray(String[]::new)),
                random.nextBoolean());
        long offset = random.nextInt(random.nextInt(3) == 0 ? 40 : 5);
        int limit = random.nextInt(20);
        ThreadPage page = door.searchThreads(people.shop(), filter, offset, limit);

        List<Walked> found = walked(all).stream()
                .filter(thread -> filter.words()
                        .map(words -> thread.questions().stream().anyMatch(question -> has(question, words)))
                        .orElse(true))
                .filter(thread -> filter.thread().map(thread.key()::equals).orElse(true))
                .filter(thread -> filter.customerId()
                        .map(id -> thread.first().asker().customerId() == id)
                        .orElse(true))
                .toList();
        assertThat(facets(page.counts()))
                .as(filter.toString())
                .isEqualTo(facets(found, thread -> thread.key().channel(), Walked::state));
        List<Walked> expected = found.stream()
                .filter(matching(filter.channel(), thread -> thread.key().channel()))
                .filter(matching(filter.state(), Walked::state))
                .toList();
        assertThat(page.total()).isEqualTo(expected.size());
        assertThat(page.unanswered())
                .isEqualTo(expected.stream().mapToLong(Walked::unanswered).sum());
        // Threads of the same last moment have no order that a walk could know.
        assertThat(page.threads())
                .extracting(QuestionThread::lastQuestionAt)
                .as(filter + " from " + offset)
                .isEqualTo(expected.stream()
                        .map(Walked::lastQuestionAt)
                        .sorted(ordered(filter.oldestFirst(), Comparator.<Instant>naturalOrder()))
                        .skip(offset)
                        .limit(limit)
                        .toList());
        assertThat(page.threads())
                .allSatisfy(thread -> assertThat(expected)
                        .anySatisfy(walked -> assertThat(walked.isLike(thread)).isTrue()));
    }

    /** A thread as its questions tell it. */
    private record Walked(ThreadKey key, List<Question> questions) {

        QuestionState state() {
            return Stream.of(QuestionState.values())
                    .filter(state -> count(state) > 0)
                    .findFirst()
                    .orElseThrow();
        }

        long unanswered() {
            return count(QuestionState.UNANSWERED);
        }

        Question first() {
            return questions.stream()
                    .min(Comparator.comparing(Question::askedAt).thenComparing(Question::questionId))
                    .orElseThrow();
        }

        Instant lastQuestionAt() {
            return questions.stream()
                    .map(Question::askedAt)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        boolean isLike(QuestionThread thread) {
            return thread.equals(new QuestionThread(
                    key, state(), unanswered(), count(QuestionState.ANSWERED), lastQuestionAt(), first()));
        }

        private long count(QuestionState state) {
            return questions.stream()
                    .filter(question -> question.state() == state)
                    .count();
        }
    }

    private static List<Walked> walked(List<Question> questions) {
        return questions.stream().collect(Collectors.groupingBy(Question::thread)).entrySet().stream()
                .map(entry -> new Walked(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<Question> questions(List<Long> ids) {
        return QuestionRowsSql.list(backend.database(), people.shop(), ids);
    }

    private static boolean has(Question question, String words) {
        String text = plain(question.text());
        return Stream.of(plain(words).split(" "))
                        .filter(word -> !word.isEmpty())
                        .allMatch(text::contains)
                && !plain(words).isBlank();
    }

    /** In lower case, without accents, blanks for signs that stand between words. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[%_]", " ");
    }

    private static Map<String, Long> facets(Counts counts) {
        Map<String, Long> facets = new TreeMap<>();
        counts.cells().stream()
                .filter(cell -> cell.rows() != 0)
                .forEach(cell -> facets.put(cell.channel() + " " + cell.state(), cell.rows()));
        return facets;
    }

    private static <T> Map<String, Long> facets(
            List<T> rows, Function<T, Channel> channel, Function<T, QuestionState> state) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> channel.apply(row) + " " + state.apply(row), TreeMap::new, Collectors.counting()));
    }

    private static <T> Comparator<T> ordered(boolean oldestFirst, Comparator<T> order) {
        return oldestFirst ? order : order.reversed();
    }

    private static <T, V> Predicate<T> matching(Optional<V> wanted, Function<T, V> of) {
        return row -> wanted.map(of.apply(row)::equals).orElse(true);
    }

    private static <T> Optional<T> any(Random random, T[] choices) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(choices[random.nextInt(choices.length)]);
    }
}
