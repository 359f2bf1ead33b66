package io.tianguis.platform.outbound;

import io.tianguis.kernel.Outcome;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a call goes.
 *
 * <p>Hosts are read more narrowly than programs usually do. A name is letters, digits and hyphens, international ones after
 * conversion. An IPv4 address has four decimal numbers without leading zeros: whatever else ends in a number, such as
 * {@code 0x7f.1}, {@code 0177.0.0.1} or {@code 2130706433}, means different hosts to different readers and is malformed.
 *
 * @param host a name in lower case, or an address without brackets
 * @param target path and query
 */
record Destination(String scheme, String host, int port, String target) {

    private static final String ANY_HOST = "http://host";
    private static final int LONGEST = 2_048;
    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*", Pattern.DOTALL);
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.|$)){4}(?<!\\.)");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]+");

    /** Reads an address; one without a scheme is of https. Nobody is asked for the host. */
    static Outcome<Destination, DestinationFault> parse(String url, Reach reach) {
        if (url.length() > LONGEST) {
            return Outcome.rejected(DestinationFault.TOO_LONG);
        }
        String absolute = SCHEME.matcher(url).matches() ? url : "https://" + url;
        String scheme = absolute.substring(0, absolute.indexOf(':')).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Outcome.rejected(DestinationFault.SCHEME);
        }
        Authority authority = Authority.of(absolute);
        if (authority.credentials()) {
            return Outcome.rejected(DestinationFault.CREDENTIALS);
        }
        Optional<String> host = authority.host().flatMap(Destination::host);
        Optional<Integer> port = port(authority.port(), scheme);
        Optional<String> target = target(authority.rest());
        if (host.isEmpty() || port.isEmpty() || target.isEmpty()) {
            return Outcome.rejected(DestinationFault.MALFORMED);
        }
        Destination destination = new Destination(scheme, host.get(), port.get(), target.get());
        return destination.isKnownToBeOutOf(reach)
                ? Outcome.rejected(DestinationFault.OUT_OF_REACH)
                : Outcome.ok(destination);
    }

    /** The host as an address, when it is one. */
    Optional<InetAddress> literal() {
        return IPV4.matcher(host).matches() || host.contains(":")
                ? Optional.of(InetAddress.ofLiteral(host))
                : Optional.empty();
    }

    /** The address that a redirect of this destination leads to; to be read and judged like any other. */
    String resolved(String location) {
        if (SCHEME.matcher(location).matches()) {
            return location;
        }
        if (location.startsWith("//")) {
            return scheme + ":" + location;
        }
        String path = target.replaceAll("\\?.*", "");
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port
                + (location.startsWith("/") ? location : path.substring(0, path.lastIndexOf('/') + 1) + location);
    }

    private boolean isKnownToBeOutOf(Reach reach) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return !reach.covers(InetAddress.getLoopbackAddress());
        }
        return literal().filter(address -> !reach.covers(address)).isPresent();
    }

    /**
     * The parts of an address, cut by hand: {@link URI} knows no international hosts.
     *
     * @param host empty when what stands there cannot be one
     * @param port empty without one
     * @param rest from the path on
     */
    private record Authority(Optional<String> host, String port, boolean credentials, String rest) {

        static Authority of(String url) {
            int start = url.indexOf("://") + 3;
            int end = start;
            while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
                end++;
            }
            String authority = url.substring(start, end);
            boolean credentials = authority.indexOf('@') >= 0;
            int colon = authority.lastIndexOf(':');
            boolean withPort = colon > authority.lastIndexOf(']');
            String host = withPort ? authority.substring(0, colon) : authority;
            String port = withPort ? authority.substring(colon + 1) : "";
            return new Authority(
                    Optional.of(host).filter(text -> !text.isEmpty()), port, credentials, url.substring(end));
        }
    }

    private static Optional<String> host(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            String address = text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT);
            return IPV6.matcher(address).matches() && address.contains(":") && isLiteral(address)
                    ? Optional.of(address)
                    : Optional.empty();
        }
        String name;
        try {
            name = IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        boolean usable = ENDS_IN_A_NUMBER.matcher(name).matches()
                ? IPV4.matcher(name).matches()
                : name.length() <= LONGEST_HOST && NAME.matcher(name).matches();
        return usable ? Optional.of(name) : Optional.empty();
    }

    private static boolean isLiteral(String address) {
        try {
            InetAddress.ofLiteral(address);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Optional<Integer> port(String text, String scheme) {
        if (text.isEmpty()) {
            return Optional.of(scheme.equals("http") ? 80 : 443);
        }
        if (text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(text)).filter(port -> port > 0 && port <= HIGHEST_PORT);
    }

    /** Path and query with what is not ASCII in them encoded, without a fragment. */
    private static Optional<String> target(String rest) {
        try {
            URI uri = new URI(ANY_HOST + rest);
            String ascii = uri.toASCIIString().substring(ANY_HOST.length()).replaceAll("#.*", "");
            String target = ascii.startsWith("/") ? ascii : "/" + ascii;
            return Optional.of(target).filter(path -> !path.startsWith("//"));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
