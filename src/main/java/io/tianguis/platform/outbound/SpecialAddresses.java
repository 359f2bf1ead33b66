package io.tianguis.platform.outbound;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the addresses that lead to some public host from those with a special purpose, after the registries of IANA. Of IPv6
 * everything outside of what is handed out for the Internet counts as special. An IPv4 address within an IPv6 one, mapped or
 * behind a translator (NAT64), counts as that IPv4 address; within the tunnels that nobody uses any more, 6to4 and Teredo,
 * everything is special.
 */
final class SpecialAddresses {

    private static final List<Range> IPV4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final List<Range> IPV6_ON_THE_INTERNET = ranges("2000::/3");

    private static final List<Range> IPV6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    /** In front of the 32 bits of an IPv4 address; {@link InetAddress} itself unwraps the mapped ones of ::ffff:0:0/96. */
    private static final Range NAT64 = Range.of("64:ff9b::/96");

    private SpecialAddresses() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return isOutside(IPV4, bytes);
        }
        if (NAT64.holds(bytes)) {
            return isOutside(IPV4, Arrays.copyOfRange(bytes, 12, 16));
        }
        return !isOutside(IPV6_ON_THE_INTERNET, bytes) && isOutside(IPV6, bytes);
    }

    private static boolean isOutside(List<Range> ranges, byte[] address) {
        return ranges.stream().noneMatch(range -> range.holds(address));
    }

    private static List<Range> ranges(String... notations) {
        return Stream.of(notations).map(Range::of).toList();
    }

    /** A network, as its first address and the bits that all its addresses share. */
    private static final class Range {

        private final byte[] first;
        private final int bits;

        private Range(byte[] first, int bits) {
            this.first = first;
            this.bits = bits;
        }

        static Range of(String notation) {
            int slash = notation.indexOf('/');
            return new Range(
                    InetAddress.ofLiteral(notation.substring(0, slash)).getAddress(),
                    Integer.parseInt(notation, slash + 1, notation.length(), 10));
        }

        boolean holds(byte[] address) {
            int whole = bits / Byte.SIZE;
            if (!Arrays.equals(first, 0, whole, address, 0, whole)) {
                return false;
            }
            int rest = bits % Byte.SIZE;
            return rest == 0 || ((first[whole] ^ address[whole]) & 0xFF) >>> (Byte.SIZE - rest) == 0;
        }
    }
}
