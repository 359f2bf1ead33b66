package io.tianguis;

import io.tianguis.customers.CustomerKey;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.ParameterLimits;
import io.tianguis.platform.http.RackParameters;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.ShopId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Initializes the classes of the request path before the first requests come, one after the other on one thread.
 *
 * <p>A burst of first requests that meets classes nobody has used can hold every carrier of virtual threads; what
 * {@link io.tianguis.platform.system.CarrierWatch} then does takes half a second, which nobody should wait for at the start.
 */
final class Preparation {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final ShopId NO_SHOP = new ShopId(Long.MAX_VALUE);

    private final Thread thread;

    private Preparation(Thread thread) {
        this.thread = thread;
    }

    /** Begins with what needs no database, while that one starts. */
    static Preparation begin() {
        return new Preparation(Thread.ofPlatform().daemon().name("preparation").start(Preparation::withoutDatabase));
    }

    /** Waits for what was begun, and goes on with what needs the database. */
    void complete(Backend backend) {
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        backend.shops().find(NO_SHOP);
        backend.credentials().shopOfApiKey("nobody's");
        backend.credentials().seller("nobody's", "nobody");
        backend.credentials().shopOfAccessToken("nobody's");
        backend.stock().findAvailability(NO_SHOP, "none");
        backend.stock().findByWebId(NO_SHOP, "none");
        backend.stock().findProduct(NO_SHOP, "none");
        backend.orders().find(NO_SHOP, 0);
        backend.orders().findPackingSlip(NO_SHOP, "none", "none");
        backend.inbound().find(NO_SHOP, "none");
        backend.customers().find(NO_SHOP, new CustomerKey.ByPublicId("nobody1"));
    }

    /** Sends the server its first requests, so that its own classes are initialized before it is announced. */
    static void greet(String host, int port) {
        InetSocketAddress listening = new InetSocketAddress(host, port);
        // What listens on every address has none of its own to be asked at.
        InetSocketAddress address = listening.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : listening;
        for (String path :
                List.of("/health/live", "/nothing", "/items/get_stock", "/api/v1/variants/none", "/v1/shops/1")) {
            try (Socket socket = new Socket()) {
                socket.connect(address, TIMEOUT_MILLIS);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readAllBytes();
            } catch (IOException unreachable) {
                throw new UncheckedIOException("the server does not answer itself on " + address, unreachable);
            }
        }
    }

    private static void withoutDatabase() {
        Json.read("{}".getBytes(StandardCharsets.UTF_8));
        Json.readLeniently("{}".getBytes(StandardCharsets.UTF_8));
        Json.write(new Object[0]);
        CustomerKey.parse("+525512345678", "MX");
        try {
            RackParameters.parse("a[b][][c]=%20", ParameterLimits.QUERY);
        } catch (InvalidParameters impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
