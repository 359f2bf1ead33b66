package io.tianguis.catalog;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the pictures that are wanted, two at a time, on threads of the operating system: decoding would hold the carriers of
 * virtual ones. A hundred are copied as fast as they come and from then on one a second, so that a search engine that looks at
 * every product does not take the processor from those who buy. Several processes may copy at once.
 */
public final class ImageCopier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImageCopier.class);
    private static final int AT_ONCE = 100;
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);

    private final ImageCopies copies;
    private final Semaphore allowance = new Semaphore(AT_ONCE);
    private final List<Thread> threads;

    public ImageCopier(ImageCopies copies) {
        this.copies = copies;
        this.threads = Stream.<Runnable>of(this::copy, this::copy, this::allow)
                .map(work -> Thread.ofPlatform()
                        .daemon()
                        .priority(Thread.MIN_PRIORITY)
                        .name("image-copier")
                        .unstarted(work))
                .toList();
    }

    /** Begins to copy; once in its life. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** Begins nothing more. What is not done some seconds later comes again another time. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE_AT_CLOSE);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                allowance.acquire();
                copyNext();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void copyNext() throws InterruptedException {
        try {
            copies.copyNext();
        } catch (RuntimeException fault) {
            LOG.warn("a picture could not be copied and may be tried again later", fault);
        }
    }

    private void allow() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(BETWEEN);
                if (allowance.availablePermits() < AT_ONCE) {
                    allowance.release();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
