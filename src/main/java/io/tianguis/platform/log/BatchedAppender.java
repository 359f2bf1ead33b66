package io.tianguis.platform.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Writes lines on a thread of its own, those of some milliseconds in one go: a busy server logs a line a request, and
 * waking a thread and calling the system for each would cost more than the line. A warning is written at once. While the
 * queue is nearly full, lines below a warning are left out rather than making anybody wait.
 */
final class BatchedAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private static final int QUEUE = 8_192;
    private static final int KEPT_FOR_WARNINGS = QUEUE / 5;
    private static final long GATHERING_MILLIS = 10;
    private static final long PATIENCE_AT_STOP_MILLIS = 1_000;

    private final Encoder<ILoggingEvent> encoder;
    private final OutputStream out;
    private final BlockingQueue<ILoggingEvent> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread writer = new Thread(this::writeAll, "log");

    /** @param out written to in whole lines, and not closed */
    BatchedAppender(Encoder<ILoggingEvent> encoder, OutputStream out) {
        this.encoder = encoder;
        this.out = out;
        writer.setDaemon(true);
    }

    @Override
    public void start() {
        super.start();
        writer.start();
    }

    /** Writes what is queued, then stops. */
    @Override
    public void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        writer.interrupt();
        try {
            writer.join(PATIENCE_AT_STOP_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN) || queue.remainingCapacity() > KEPT_FOR_WARNINGS) {
            event.prepareForDeferredProcessing();
            queue.offer(event);
        }
    }

    private void writeAll() {
        List<ILoggingEvent> events = new ArrayList<>();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        while (isStarted()) {
            try {
                events.add(queue.take());
                if (events.getFirst().getLevel().toInt() < Level.WARN_INT) {
                    TimeUnit.MILLISECONDS.sleep(GATHERING_MILLIS);
                }
            } catch (InterruptedException stopping) {
                // What is queued is written below, and the loop ends.
            }
            write(events, lines);
        }
        write(events, lines);
    }

    private void write(List<ILoggingEvent> events, ByteArrayOutputStream lines) {
        queue.drainTo(events);
        for (ILoggingEvent event : events) {
            lines.writeBytes(encoder.encode(event));
        }
        try {
            out.write(lines.toByteArray());
            out.flush();
        } catch (IOException gone) {
            addError("cannot write the log", gone);
        }
        events.clear();
        lines.reset();
    }
}
