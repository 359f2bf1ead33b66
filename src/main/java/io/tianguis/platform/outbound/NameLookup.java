package io.tianguis.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the system for the addresses of a name. That call cannot be interrupted and holds the carrier of a virtual thread, so
 * it runs on threads of the operating system, 32 at the most: a name server that never answers costs nobody else more.
 */
final class NameLookup implements OutboundHttp.Names {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final int THREADS = 32;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("name-lookup-", 0).factory());

    /** @throws UnknownHostException if the name has no address, or none is known in time */
    @Override
    public InetAddress[] addresses(String name) throws UnknownHostException {
        Future<InetAddress[]> lookup;
        try {
            lookup = threads.submit(() -> InetAddress.getAllByName(name));
        } catch (RejectedExecutionException busy) {
            throw new UnknownHostException("too many names are being looked up");
        }
        try {
            return lookup.get(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException unknown) {
            throw new UnknownHostException(name + " is not known");
        } catch (TimeoutException late) {
            throw new UnknownHostException("no name server told of " + name + " in time");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("stopped while " + name + " was looked up");
        }
    }
}
