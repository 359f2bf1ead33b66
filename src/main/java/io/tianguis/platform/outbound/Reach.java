package io.tianguis.platform.outbound;

import java.net.InetAddress;

/** Which addresses of the network may be called. */
public enum Reach {
    /** Those that anybody on the Internet can be reached at. */
    PUBLIC {
        @Override
        boolean covers(InetAddress address) {
            return SpecialAddresses.isPublic(address);
        }
    },
    /** This machine and private networks too. */
    EVERYWHERE {
        @Override
        boolean covers(InetAddress address) {
            return true;
        }
    };

    abstract boolean covers(InetAddress address);
}
