package io.tianguis;

import io.tianguis.platform.sql.RankedList;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Throws away what has outlived its promise, a bounded number of rows at a time, every few minutes; every second it sums up
 * how long the lists are, lets the planner see the tables that have outgrown what it knows of them, and has the ledger
 * watched.
 */
final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final int FOLDINGS_PER_TIDYING = 300;
    private static final int BATCHES = 100;

    private final Thread thread;

    private Housekeeping(Thread thread) {
        this.thread = thread;
    }

    static Housekeeping start(Backend backend, LedgerWatch ledgerWatch) {
        return new Housekeeping(Thread.ofVirtual().name("housekeeping").start(() -> run(backend, ledgerWatch)));
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

    private static void run(Backend backend, LedgerWatch ledgerWatch) {
        try {
            for (int folding = 1; ; folding++) {
                Thread.sleep(RankedList.FOLDING_PAUSE);
                fold(backend);
                look(ledgerWatch);
                refreshStatistics(backend);
                if (folding % FOLDINGS_PER_TIDYING == 0) {
                    tidy(backend);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fold(Backend backend) {
        fold(backend.orders()::foldLists);
        fold(backend.orderSearch()::fold);
        fold(backend.inbound()::foldLists);
        fold(backend.returns()::foldLists);
        fold(backend.catalog()::foldLists);
        fold(backend.customers()::foldLists);
        fold(backend.questions()::foldLists);
    }

    private static void refreshStatistics(Backend backend) {
        try {
            backend.database().refreshOutgrownStatistics();
        } catch (RuntimeException fault) {
            LOG.warn("the planner's statistics could not be refreshed", fault);
        }
    }

    /** @param some sums up some of a capability's lists, and tells whether there may be more */
    private static void fold(BooleanSupplier some) {
        try {
            int batch = 0;
            while (batch++ < BATCHES && some.getAsBoolean()) {
                LOG.debug("summed up some lists");
            }
        } catch (RuntimeException fault) {
            LOG.warn("summing up the lists failed and goes on later", fault);
        }
    }

    private static void look(LedgerWatch ledgerWatch) {
        try {
            ledgerWatch.look();
        } catch (RuntimeException fault) {
            LOG.warn("looking after the ledger failed and goes on later", fault);
        }
    }

    private static void tidy(Backend backend) {
        try {
            int batch = 0;
            while (batch++ < BATCHES && backend.idempotentAnswers().forgetOld(backend.database()) > 0) {
                LOG.debug("forgot some idempotent answers");
            }
            backend.tokenGrants().forgetExpired();
            backend.consents().forgetExpired();
            batch = 0;
            while (batch++ < BATCHES && backend.webhooks().tidy()) {
                LOG.debug("discarded or deleted some deliveries of webhooks");
            }
        } catch (RuntimeException fault) {
            LOG.warn("housekeeping failed and goes on later", fault);
        }
        cleanPictures(backend);
    }

    private static void cleanPictures(Backend backend) {
        try {
            LOG.debug("threw away {} files of pictures", backend.imageCleaning().cleanNext());
        } catch (RuntimeException fault) {
            LOG.warn("throwing away pictures failed and goes on later", fault);
        }
    }
}
