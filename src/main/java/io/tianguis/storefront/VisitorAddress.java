package io.tianguis.storefront;

import io.tianguis.platform.http.Request;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The address by which a visitor is counted. A proxy on this machine is believed when it names another one; an address of
 * IPv6 counts by its network, of which one subscriber has all.
 */
final class VisitorAddress {

    private static final int NETWORK_BYTES = 8;

    private VisitorAddress() {}

    static String of(Request request) {
        return literal(request.peer())
                .map(peer -> peer.isLoopbackAddress() ? forwarded(request).orElse(peer) : peer)
                .map(VisitorAddress::network)
                .orElse("");
    }

    /** The last one is the proxy's own word; those before it are the visitor's. */
    private static Optional<InetAddress> forwarded(Request request) {
        return request.header("X-Forwarded-For")
                .map(chain -> chain.substring(chain.lastIndexOf(',') + 1).strip())
                .flatMap(VisitorAddress::literal);
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
