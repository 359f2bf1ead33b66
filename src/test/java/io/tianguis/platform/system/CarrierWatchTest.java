package io.tianguis.platform.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.Eventually;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CarrierWatchTest {

    /** More than there are carriers. */
    private static final int WAITERS = 200;

    private static final CountDownLatch INITIALIZING = new CountDownLatch(1);
    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    /** Takes its time to be initialized, and needs another virtual thread to come to an end. */
    private static final class SlowToInitialize {

        private static final int VALUE = value();

        private static int value() {
            INITIALIZING.countDown();
            try {
                RELEASED.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return 1;
        }
    }

    @Test
    void virtualThreadsGoOnWhenAllCarriersWaitForAClass() throws InterruptedException {
        AtomicInteger finished = new AtomicInteger();
        try (CarrierWatch _ = CarrierWatch.start()) {
            // Started by as many threads, they fill all queues of the scheduler, which calls nobody for who comes last.
            for (int waiter = 0; waiter < WAITERS; waiter++) {
                Thread.ofPlatform()
                        .start(() -> Thread.startVirtualThread(() -> finished.addAndGet(SlowToInitialize.VALUE)))
                        .join();
            }
            Eventually.await("the class is being initialized", () -> INITIALIZING.getCount() == 0);
            Thread.startVirtualThread(RELEASED::countDown);
            Eventually.await("all go on", () -> finished.get() == WAITERS);
        } finally {
            // Or no test after a failure of this one had a virtual thread.
            RELEASED.countDown();
        }
        assertThat(finished).hasValue(WAITERS);
    }
}
