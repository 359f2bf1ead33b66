package io.tianguis.platform.system;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that virtual threads always get a carrier. A virtual thread that waits for a class to be initialized keeps its
 * carrier; when all are kept that way while the one that initializes waits for a virtual thread without a carrier, nothing
 * moves any more. So a thread of the operating system asks a virtual thread for a sign of life now and then, adds carriers
 * while none comes, and takes them back when all is calm: on few cores, more carriers than cores cost throughput.
 */
public final class CarrierWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CarrierWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MOST_CARRIERS = 256;
    /** As many as a queue of the scheduler may have room for after a burst of as many connections. */
    private static final int MOST_CALLS = 16_384;

    private static final int CALM_LOOKS = 120;

    private final Thread thread;

    private CarrierWatch(Thread thread) {
        this.thread = thread;
    }

    /** Watches until it is closed or the program ends. */
    public static CarrierWatch start() {
        return new CarrierWatch(
                Thread.ofPlatform().daemon().name("carrier-watch").start(CarrierWatch::watch));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private static void watch() {
        int calm = 0;
        boolean raised = false;
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                if (!showsLife()) {
                    raise();
                    raised = true;
                    calm = 0;
                } else if (raised && ++calm == CALM_LOOKS) {
                    scheduler().setParallelism(Runtime.getRuntime().availableProcessors());
                    raised = false;
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean showsLife() throws InterruptedException {
        CountDownLatch sign = new CountDownLatch(1);
        Thread.startVirtualThread(sign::countDown);
        return sign.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void raise() {
        VirtualThreadSchedulerMXBean scheduler = scheduler();
        int carriers = Math.min(MOST_CARRIERS, 4 * scheduler.getParallelism());
        LOG.warn("no virtual thread ran within {} ms, going on with {} carriers", PATIENCE.toMillis(), carriers);
        scheduler.setParallelism(carriers);
        callCarriers(scheduler);
    }

    /**
     * Brings the scheduler to make or wake one more carrier, which calls the next one itself while there is something to run.
     * To be allowed more is not enough: the scheduler looks whether it has too few only when something is put into a queue
     * that seems to be empty, or that has no room and has to grow. When all of its queues hold virtual threads that wait, only
     * the latter is left, so a queue is filled until it grows.
     */
    private static void callCarriers(VirtualThreadSchedulerMXBean scheduler) {
        int busy = scheduler.getMountedVirtualThreadCount();
        if (busy >= scheduler.getParallelism()) {
            return;
        }
        for (int calls = 0; calls < MOST_CALLS && scheduler.getMountedVirtualThreadCount() <= busy; calls++) {
            Thread.startVirtualThread(() -> {});
        }
    }

    private static VirtualThreadSchedulerMXBean scheduler() {
        return ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    }
}
