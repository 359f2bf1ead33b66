package io.tianguis.platform.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where people and programs outside reach this process, which may be a balancer's or a tunnel's address. Links in answers
 * begin with it; no header of a request has a say in them.
 *
 * @param url {@code http} or {@code https} with a host, without a slash at its end, without query and fragment
 */
public record PublicAddress(String url) {

    private static final Set<String> EVERY_INTERFACE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    public PublicAddress {
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (!isAddress(url)) {
            throw new IllegalArgumentException("not an address such as https://shop.example: " + url);
        }
    }

    /** The address of a process that nothing stands in front of. One that listens everywhere is reached at home. */
    public static PublicAddress listening(String host, int port) {
        String name = EVERY_INTERFACE.contains(host) ? "localhost" : host;
        return new PublicAddress("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port);
    }

    /** @param path begins with a slash, percent-encoded where needed */
    public String at(String path) {
        return url + path;
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
