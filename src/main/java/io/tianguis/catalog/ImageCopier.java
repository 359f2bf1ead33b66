package io.tianguis.catalog;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the pictures that are wanted, two at a time, on threads of the operating system: decoding would hold the carriers of
 * virtual ones. Several processes may copy at once.
 */
public final class ImageCopier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImageCopier.class);
    private static final int THREADS = 2;
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);

    private final ImageCopies copies;
    private final List<Thread> threads;

    public ImageCopier(ImageCopies copies) {
        this.copies = copies;
        this.threads = IntStream.range(0, THREADS)
                .mapToObj(number -> Thread.ofPlatform()
                        .daemon()
                        .name("image-copier-" + number)
                        .unstarted(this::run))
                .toList();
    }

    /** Begins to copy; once in its life. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** Begins nothing more. What is under way is done within two seconds or comes again later. */
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

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                copies.copyNext();
            } catch (InterruptedException closed) {
                return;
            } catch (RuntimeException fault) {
                LOG.warn("a picture could not be copied and may be tried again later", fault);
            }
        }
    }
}
