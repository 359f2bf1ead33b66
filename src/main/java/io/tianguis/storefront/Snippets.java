package io.tianguis.storefront;

import io.tianguis.shops.TrackingCode;
import io.tianguis.shops.TrackingCode.Event;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tracking codes of a shop as pages carry them, and what a page's policy has to allow for them (decision 0034): inline
 * scripts by the digest of their text, and the hosts that the snippet itself names, or that its provider is known to use. A
 * script that came into the page in any other way does not run.
 */
final class Snippets {

    /** What is placed on a page. */
    private record Placed(String html, Set<String> digests, Set<String> hosts) {

        static final Placed NOTHING = new Placed("", Set.of(), Set.of());

        Placed and(Placed other) {
            return new Placed(html + other.html, union(digests, other.digests), union(hosts, other.hosts));
        }

        private static Set<String> union(Set<String> some, Set<String> more) {
            return Stream.of(some, more)
                    .flatMap(Set::stream)
                    .distinct()
                    .limit(MOST_ON_PAGE)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /** A page's end, and its policy. */
    private record Composed(String html, String policy) {}

    /** The text of a script that is in the page; browsers end it at the first closing tag, and so does this. */
    private static final Pattern SCRIPT =
            Pattern.compile("<script(?:\\s[^>]*)?>(.*?)</script\\s*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Hosts without port and path, as the snippet's addresses have them. */
    private static final Pattern HOST = Pattern.compile(
            "(?:https?:)?//((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,})(?=[/?#\"'\\s:]|$)",
            Pattern.CASE_INSENSITIVE);

    /** So many scripts and so many hosts of one tracking code count. */
    private static final int MOST_OF_CODE = 20;

    /** So many of all on a page do, the oldest tracking codes first: browsers and proxies bound what a header may hold. */
    private static final int MOST_ON_PAGE = 40;

    /** What nothing is said of is allowed to nobody. */
    private static final String ALWAYS =
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Map<Event, Placed> placed = new EnumMap<>(Event.class);
    private final Map<Set<Event>, Composed> composed = new ConcurrentHashMap<>();

    /** @param codes the active ones, in the order in which they are placed */
    Snippets(List<TrackingCode> codes) {
        codes.forEach(code -> placed.merge(code.event(), read(code), Placed::and));
    }

    /** How many characters there are. */
    int length() {
        return placed.values().stream().mapToInt(each -> each.html().length()).sum();
    }

    /** What stands at the end of a page on which these events happen. */
    String html(Set<Event> events) {
        return on(events).html();
    }

    /** The content policy of that page. */
    String policy(Set<Event> events) {
        return on(events).policy();
    }

    private Composed on(Set<Event> events) {
        return composed.computeIfAbsent(Set.copyOf(events), this::compose);
    }

    private Composed compose(Set<Event> events) {
        Placed all = Placed.NOTHING;
        for (Event event : Event.values()) {
            all = events.contains(event) ? all.and(placed.getOrDefault(event, Placed.NOTHING)) : all;
        }
        Stream<String> scripts = all.digests().stream().map(digest -> "'sha256-" + digest + "'");
        return new Composed(
                all.html(),
                ALWAYS
                        + directive("img-src", Stream.of("'self'"), all.hosts())
                        + directive("script-src", scripts, all.hosts())
                        + directive("connect-src", Stream.empty(), all.hosts())
                        + directive("frame-src", Stream.empty(), all.hosts()));
    }

    private static String directive(String name, Stream<String> sources, Set<String> hosts) {
        String allowed = Stream.concat(sources, hosts.stream()).collect(Collectors.joining(" "));
        return allowed.isEmpty() ? "" : "; " + name + " " + allowed;
    }

    private static Placed read(TrackingCode code) {
        if (code.code().isBlank()) {
            return Placed.NOTHING;
        }
        Stream<String> digests = SCRIPT.matcher(code.code())
                .results()
                .map(script -> script.group(1))
                .filter(text -> !text.isEmpty())
                .map(Snippets::digest);
        Stream<String> hosts = HOST.matcher(code.code()).results().map(Snippets::origin);
        return new Placed(code.code() + "\n", some(digests), some(Stream.concat(known(code).stream(), hosts)));
    }

    private static Set<String> some(Stream<String> sources) {
        return sources.distinct().limit(MOST_OF_CODE).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Of the text as browsers read it, whatever ends its lines. */
    private static String digest(String script) {
        return Digests.inPolicy(script.replace("\r\n", "\n").replace('\r', '\n').getBytes(StandardCharsets.UTF_8));
    }

    private static String origin(MatchResult address) {
        return "https://" + address.group(1).toLowerCase(Locale.ROOT);
    }

    /** Where a provider's script loads from and reports to, which the snippet need not say. */
    private static List<String> known(TrackingCode code) {
        return switch (code.provider()) {
            case GOOGLE_ANALYTICS, GOOGLE_ADS ->
                List.of(
                        "https://*.googletagmanager.com",
                        "https://*.google-analytics.com",
                        "https://*.analytics.google.com",
                        "https://*.googleadservices.com",
                        "https://*.doubleclick.net",
                        "https://www.google.com");
            case FACEBOOK_ADS -> List.of("https://connect.facebook.net", "https://www.facebook.com");
            case EBIT_SURVEY, EBIT_STAMP -> List.of("https://*.ebit.com.br");
            case MERCADO_CLICS, OTHER -> List.of();
        };
    }
}
