package io.tianguis.dialects.mercadoshops;

import io.tianguis.dialects.mercadoshops.SearchMenu.Filter;
import io.tianguis.dialects.mercadoshops.SearchMenu.Order;
import io.tianguis.dialects.mercadoshops.SearchMenu.Value;
import io.tianguis.questions.Answer;
import io.tianguis.questions.Channel;
import io.tianguis.questions.Counts;
import io.tianguis.questions.QuestionState;
import io.tianguis.questions.ThreadKey;
import io.tianguis.shops.ShopId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How this dialect names channels, states and threads of questions (S14), and the two searches of them. */
final class QuestionWords {

    private static final String STATUS = "status";
    private static final String CHANNEL = "channel";
    private static final String CONTACT_PAGE = "shop";
    private static final Pattern THREAD_ID =
            Pattern.compile("(mshops|meli)-([0-9]{1,18})-([0-9]{1,18})-([A-Za-z0-9]{1,64})");

    private static final List<Filter> FILTERS = List.of(
            new Filter(
                    STATUS,
                    "Status",
                    List.of(
                            new Value(word(QuestionState.ANSWERED), "Answered questions"),
                            new Value(word(QuestionState.UNANSWERED), "Unanswered questions"),
                            new Value(word(QuestionState.CLOSED_UNANSWERED), "Closed unanswered questions"))),
            new Filter(
                    CHANNEL,
                    "Channel",
                    List.of(
                            new Value(word(Channel.STOREFRONT), "MercadoShops questions"),
                            new Value(word(Channel.MERCADOLIBRE), "MercadoLibre questions"))));

    private static final Order OLDEST_FIRST = new Order("question_date_asc", "Order by question date ascending");
    private static final Order OLDEST_LAST_QUESTION_FIRST =
            new Order("last_question_date_asc", "Order by question date ascending");

    private static final Order NEWEST_FIRST = new Order("question_date_desc", "Order by question date descending");
    private static final Order NEWEST_LAST_QUESTION_FIRST =
            new Order("last_question_date_desc", "Order by question date descending");

    static final SearchMenu QUESTIONS =
            new SearchMenu(List.of(OLDEST_FIRST, NEWEST_FIRST), NEWEST_FIRST, FILTERS, List.of("q"));

    static final SearchMenu THREADS = new SearchMenu(
            List.of(OLDEST_LAST_QUESTION_FIRST, NEWEST_LAST_QUESTION_FIRST),
            NEWEST_LAST_QUESTION_FIRST,
            FILTERS,
            List.of("query"));

    /** Of one thread, for which the source has the orders of questions in one place and those of threads in another. */
    static final SearchMenu THREAD = new SearchMenu(
            List.of(OLDEST_LAST_QUESTION_FIRST, NEWEST_LAST_QUESTION_FIRST, OLDEST_FIRST, NEWEST_FIRST),
            NEWEST_LAST_QUESTION_FIRST,
            FILTERS,
            List.of());

    private QuestionWords() {}

    static String word(QuestionState state) {
        return MercadoShopsFormats.word(state);
    }

    static String word(Channel channel) {
        return switch (channel) {
            case STOREFRONT -> "mshops";
            case MERCADOLIBRE -> "meli";
        };
    }

    /** The source's {@code ML} is what was answered on MercadoLibre itself. */
    static String source(Answer answer) {
        return switch (answer.source()) {
            case CHANNEL -> "ML";
            case HERE -> "MS";
        };
    }

    static Optional<QuestionState> state(SearchMenu.Search search) {
        return chosen(search, STATUS)
                .flatMap(word -> List.of(QuestionState.values()).stream()
                        .filter(state -> word(state).equals(word))
                        .findFirst());
    }

    static Optional<Channel> channel(SearchMenu.Search search) {
        return chosen(search, CHANNEL).flatMap(QuestionWords::channelOf);
    }

    static boolean oldestFirst(SearchMenu.Search search) {
        return search.order().equals(OLDEST_FIRST) || search.order().equals(OLDEST_LAST_QUESTION_FIRST);
    }

    /** The counts of the filters' values, each filter's own choice left aside. */
    static Map<String, Map<String, Long>> facets(Counts counts, SearchMenu.Search search) {
        Map<String, Long> states = new HashMap<>();
        for (QuestionState state : QuestionState.values()) {
            states.put(word(state), counts.of(channel(search), Optional.of(state)));
        }
        Map<String, Long> channels = new HashMap<>();
        for (Channel channel : Channel.values()) {
            channels.put(word(channel), counts.of(Optional.of(channel), state(search)));
        }
        return Map.of(STATUS, states, CHANNEL, channels);
    }

    /** {@code meli-158424724-94306809-MLA576205014}, or {@code mshops-215-300001-shop} from the contact page. */
    static String threadId(ShopId shop, ThreadKey key) {
        return word(key.channel()) + "-" + shop.value() + "-" + key.askerId() + "-"
                + key.listing().orElse(CONTACT_PAGE);
    }

    /** The thread of an id; nothing when the shop cannot have it. */
    static Optional<ThreadKey> thread(ShopId shop, String threadId) {
        Matcher parts = THREAD_ID.matcher(threadId);
        if (!parts.matches() || Long.parseLong(parts.group(2)) != shop.value()) {
            return Optional.empty();
        }
        return channelOf(parts.group(1))
                .map(channel -> new ThreadKey(
                        channel,
                        Long.parseLong(parts.group(3)),
                        Optional.of(parts.group(4)).filter(listing -> !listing.equals(CONTACT_PAGE))));
    }

    private static Optional<Channel> channelOf(String word) {
        return List.of(Channel.values()).stream()
                .filter(channel -> word(channel).equals(word))
                .findFirst();
    }

    private static Optional<String> chosen(SearchMenu.Search search, String filter) {
        return Optional.ofNullable(search.filters().get(filter));
    }
}
