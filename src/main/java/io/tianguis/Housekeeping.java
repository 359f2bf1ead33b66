package io.tianguis;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Throws away what has outlived its promise, a bounded number of rows at a time, every few minutes. */
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int BATCHES = 100;

    private final Thread thread;

    private Housekeeping(Thread thread) {
        this.thread = thread;
    }

    static Housekeeping start(Backend backend) {
        return new Housekeeping(Thread.ofVirtual().name("housekeeping").start(() -> run(backend)));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Backend backend) {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                tidy(backend);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tidy(Backend backend) {
        try {
            int batch = 0;
            while (batch++ < BATCHES && backend.idempotentAnswers().forgetOld(backend.database()) > 0) {
                LOG.debug("forgot some idempotent answers");
            }
            backend.credentials().forgetExpired();
        } catch (RuntimeException fault) {
            LOG.warn("housekeeping failed and goes on later", fault);
        }
    }
}
