package io.tianguis.platform.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a PostgreSQL server is and who asks. Several hosts are one highly available server: the driver looks for the
 * one that accepts writes.
 *
 * @param hosts at least one, in the order in which they are tried
 * @param password empty when the server asks for none
 * @param parameters what stood after the question mark, under libpq's or the driver's names, in the same order
 */
public record PostgresAddress(
        List<Host> hosts, String database, String user, String password, Map<String, String> parameters) {

    private static final int STANDARD_PORT = 5432;
    private static final int LONGEST_URL = 8_192;
    private static final String SHAPE = "a database URL looks like postgres://user:password@host:5432/name";
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "application_name", "ApplicationName",
            "connect_timeout", "connectTimeout",
            "channel_binding", "channelBinding",
            "target_session_attrs", "targetServerType");
    private static final Map<String, String> DRIVER_SERVER_TYPES = Map.of(
            "read-write", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    /**
     * One server of an address.
     *
     * @param name a host name, an IPv4 address, or an IPv6 address without brackets
     * @param port 1 to 65535
     */
    public record Host(String name, int port) {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,255}|[0-9A-Fa-f:.]{2,45}");

        public Host {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(SHAPE + ": the host must be a name or an IP address");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException(SHAPE + ": the port must be a number from 1 to 65535");
            }
        }

        @Override
        public String toString() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }
    }

    public PostgresAddress {
        hosts = List.copyOf(hosts);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException(SHAPE + ": it names no host");
        }
        if (user.isEmpty()) {
            throw new IllegalArgumentException(SHAPE + ": it names no user");
        }
        if (database.isEmpty()) {
            throw new IllegalArgumentException(SHAPE + ": it names no database");
        }
        if (parameters.containsKey("user") || parameters.containsKey("password")) {
            throw new IllegalArgumentException(SHAPE + ": user and password stand before the host");
        }
    }

    /**
     * Reads {@code postgres://user:password@host:port,host:port/name?sslmode=require}, the form that libpq and hosting
     * providers use; {@code postgresql://} too. The port may be left out (5432), so may the password. Everything but
     * hosts and ports is percent-decoded as UTF-8.
     *
     * @throws IllegalArgumentException with a sentence that tells what is wrong and repeats nothing of the URL, since any
     *     part of it may be a piece of an unescaped password
     */
    public static PostgresAddress parse(String url) {
        if (url.length() > LONGEST_URL) {
            throw new IllegalArgumentException("a database URL has at most " + LONGEST_URL + " characters");
        }
        String rest = withoutScheme(url);
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        String server = question < 0 ? rest : rest.substring(0, question);
        int slash = server.indexOf('/');
        String authority = slash < 0 ? server : server.substring(0, slash);
        String database = slash < 0 ? "" : server.substring(slash + 1);
        int at = authority.lastIndexOf('@');
        String login = at < 0 ? "" : authority.substring(0, at);
        int colon = login.indexOf(':');
        return new PostgresAddress(
                parseHosts(authority.substring(at + 1)),
                decode(database),
                decode(colon < 0 ? login : login.substring(0, colon)),
                decode(colon < 0 ? "" : login.substring(colon + 1)),
                parseParameters(query));
    }

    /** The same server and user, another database. */
    public PostgresAddress withDatabase(String otherDatabase) {
        return new PostgresAddress(hosts, otherDatabase, user, password, parameters);
    }

    /**
     * The driver's URL. It carries neither user nor password, so that it can be logged: hand {@link #user} and
     * {@link #password} to the driver beside it. With several hosts the driver is told to look for the primary, unless
     * the parameters say otherwise.
     */
    public String jdbcUrl() {
        Map<String, String> driverParameters = new LinkedHashMap<>();
        parameters.forEach((name, value) -> driverParameters.put(
                DRIVER_NAMES.getOrDefault(name, name),
                name.equals("target_session_attrs") ? DRIVER_SERVER_TYPES.getOrDefault(value, value) : value));
        if (hosts.size() > 1) {
            driverParameters.putIfAbsent("targetServerType", "primary");
        }
        return "jdbc:postgresql://" + hostList() + "/" + formEncode(database) + query(driverParameters);
    }

    /**
     * The URL that {@link #parse} reads, password included: for the environment of a child process or a file that only
     * its owner may read, never for a log.
     */
    public String url() {
        return render(encode(password), parameters);
    }

    /** The URL without any password. */
    @Override
    public String toString() {
        Map<String, String> shown = new LinkedHashMap<>(parameters);
        shown.replaceAll((name, value) -> name.toLowerCase(Locale.ROOT).contains("password") ? "***" : value);
        return render("***", shown);
    }

    private String render(String shownPassword, Map<String, String> shownParameters) {
        String login = encode(user) + (password.isEmpty() ? "" : ":" + shownPassword);
        String query = shownParameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return "postgres://" + login + "@" + hostList() + "/" + encode(database) + (query.isEmpty() ? "" : "?" + query);
    }

    private String hostList() {
        return hosts.stream().map(Host::toString).collect(Collectors.joining(","));
    }

    private static String withoutScheme(String url) {
        for (String scheme : List.of("postgres://", "postgresql://")) {
            if (url.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return url.substring(scheme.length());
            }
        }
        throw new IllegalArgumentException(SHAPE + ": it begins with postgres:// or postgresql://");
    }

    private static List<Host> parseHosts(String hosts) {
        List<Host> parsed = new ArrayList<>();
        for (String host : hosts.split(",", -1)) {
            int bracket = host.startsWith("[") ? host.indexOf(']') : -1;
            int colon = host.indexOf(':', bracket + 1);
            String name = colon < 0 ? host : host.substring(0, colon);
            if (bracket > 0 && bracket != name.length() - 1) {
                throw new IllegalArgumentException(
                        SHAPE + ": an IPv6 address stands in brackets, then a colon, then the port");
            }
            parsed.add(new Host(
                    bracket > 0 ? name.substring(1, bracket) : name,
                    colon < 0 ? STANDARD_PORT : parsePort(host.substring(colon + 1))));
        }
        return parsed;
    }

    private static int parsePort(String port) {
        return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    }

    private static Map<String, String> parseParameters(String query) {
        Map<String, String> parsed = new LinkedHashMap<>();
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        SHAPE + ": what follows the question mark is name=value, joined by &");
            }
            parsed.put(decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
        }
        return parsed;
    }

    /** {@link java.net.URLDecoder} would turn a plus sign, legal in a password, into a space. */
    private static String decode(String encoded) {
        String decoded;
        try {
            decoded = java.net.URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            // Its message repeats the text around the sign, which may be the password.
            throw new IllegalArgumentException(
                    SHAPE + ": a percent sign is followed by two hexadecimal digits; the sign itself is %25");
        }
        if (decoded.indexOf('\0') >= 0 || decoded.indexOf('\uFFFD') >= 0) {
            throw new IllegalArgumentException(SHAPE + ": what is percent-encoded must be UTF-8 text without %00");
        }
        return decoded;
    }

    private static String encode(String text) {
        return formEncode(text).replace("+", "%20");
    }

    private static String formEncode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String query(Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> formEncode(parameter.getKey()) + "=" + formEncode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
