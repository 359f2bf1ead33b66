package io.tianguis.storefront;

import io.tianguis.shops.TrackingCode;
import io.tianguis.shops.TrackingCode.Event;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    /** What is placed on a page for one event. */
    private record Placed(String html, Set<String> digests, Set<String> hosts) {

        static final Placed NOTHING = new Placed("", Set.of(), Set.of());

        Placed and(Placed other) {
            return new Placed(html + other.html, union(digests, other.digests), union(hosts, other.hosts));
        }

        private static Set<String> union(Set<String> some, Set<String> more) {
            Set<String> union = new TreeSet<>(some);
            union.addAll(more);
            return union;
        }
    }

    /** The text of a script that is in the page; browsers end it at the first closing tag, and so does this. */
    private static final Pattern SCRIPT =
            Pattern.compile("<script(?:\\s[^>]*)?>(.*?)</script\\s*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Hosts without port and path, as the snippet's addresses have them. */
    private static final Pattern HOST = Pattern.compile(
            "(?:https?:)?//((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,})(?=[/?#\"'\\s:]|$)",
            Pattern.CASE_INSENSITIVE);

    private static final int MOST_HOSTS = 20;

    /** What nothing is said of is allowed to nobody. */
    private static final String ALWAYS =
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Map<Event, Placed> placed = new EnumMap<>(Event.class);

    /** @param codes the active ones, in the order in which they are placed */
    Snippets(List<TrackingCode> codes) {
        codes.forEach(code -> placed.merge(code.event(), read(code), Placed::and));
    }

    /** What stands at the end of a page on which these events happen. */
    String html(Set<Event> events) {
        return on(events).html();
    }

    /** The content policy of that page. */
    String policy(Set<Event> events) {
        Placed all = on(events);
        Stream<String> scripts = all.digests().stream().map(digest -> "'sha256-" + digest + "'");
        return ALWAYS
                + directive("img-src", Stream.of("'self'"), all.hosts())
                + directive("script-src", scripts, all.hosts())
                + directive("connect-src", Stream.empty(), all.hosts())
                + directive("frame-src", Stream.empty(), all.hosts());
    }

    private static String directive(String name, Stream<String> sources, Set<String> hosts) {
        String allowed = Stream.concat(sources, hosts.stream()).collect(Collectors.joining(" "));
        return allowed.isEmpty() ? "" : "; " + name + " " + allowed;
    }

    private Placed on(Set<Event> events) {
        Placed all = Placed.NOTHING;
        for (Event event : events) {
            all = all.and(placed.getOrDefault(event, Placed.NOTHING));
        }
        return all;
    }

    private static Placed read(TrackingCode code) {
        if (code.code().isBlank()) {
            return Placed.NOTHING;
        }
        Set<String> digests = new TreeSet<>();
        SCRIPT.matcher(code.code())
                .results()
                .map(script -> script.group(1))
                .filter(text -> !text.isEmpty())
                .forEach(text -> digests.add(Digests.inPolicy(
                        text.replace("\r\n", "\n").replace('\r', '\n').getBytes(StandardCharsets.UTF_8))));
        Set<String> hosts = new TreeSet<>(known(code));
        HOST.matcher(code.code())
                .results()
                .map(Snippets::origin)
                .limit(MOST_HOSTS)
                .forEach(hosts::add);
        return new Placed(code.code() + "\n", digests, hosts);
    }

    private static String origin(MatchResult address) {
        return "https://" + address.group(1).toLowerCase(Locale.ROOT);
    }

    /** Where a provider's script loads from and reports to, which the snippet need not say. */
    private static Set<String> known(TrackingCode code) {
        return switch (code.provider()) {
            case GOOGLE_ANALYTICS, GOOGLE_ADS ->
                Set.of(
                        "https://*.googletagmanager.com",
                        "https://*.google-analytics.com",
                        "https://*.analytics.google.com",
                        "https://*.googleadservices.com",
                        "https://*.doubleclick.net",
                        "https://www.google.com");
            case FACEBOOK_ADS -> Set.of("https://connect.facebook.net", "https://www.facebook.com");
            case EBIT_SURVEY, EBIT_STAMP -> Set.of("https://*.ebit.com.br");
            case MERCADO_CLICS, OTHER -> Set.of();
        };
    }
}
