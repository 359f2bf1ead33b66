package io.tianguis.platform.http;

import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cuts off clients that take too long for one request. A timeout of the socket ends a pause only, and a client that sends a
 * byte now and then never pauses for long. A connection has a thread of its own, and interrupting a virtual thread that
 * reads from a socket closes the socket.
 */
final class SlowClients implements Http1ConnectionListener, AutoCloseable {

    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final ConcurrentHashMap<Thread, Long> deadlines = new ConcurrentHashMap<>();
    private final long patienceNanos;
    private final Thread watch;

    /** @param patience from the first line of a request to the end of its body */
    SlowClients(Duration patience) {
        this.patienceNanos = patience.toNanos();
        long pauseMillis = Math.clamp(patience.toMillis() / 4, 1, LONGEST_PAUSE_MILLIS);
        this.watch = Thread.ofVirtual().name("slow-clients").start(() -> watch(pauseMillis));
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        deadlines.put(Thread.currentThread(), System.nanoTime() + patienceNanos);
    }

    /** Tells that the request of this thread is here as a whole; false when it came too late and the socket is closed. */
    boolean arrived() {
        return deadlines.remove(Thread.currentThread()) != null;
    }

    private void watch(long pauseMillis) {
        try {
            while (true) {
                Thread.sleep(pauseMillis);
                long now = System.nanoTime();
                deadlines.forEach((thread, deadline) -> {
                    if (now - deadline > 0 && deadlines.remove(thread, deadline)) {
                        thread.interrupt();
                    }
                });
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
