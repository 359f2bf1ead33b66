package io.tianguis.platform.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Locale;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Configures logback without a file, which is faster to start. Everything goes to the error stream, since the output
 * belongs to the commands. {@code TIANGUIS_LOG_FORMAT} is {@code text} (default) or {@code json}, {@code TIANGUIS_LOG_LEVEL}
 * a level, {@code TIANGUIS_ACCESS_LOG} is {@code on} or {@code off} (default on).
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {

    private static volatile @Nullable BatchedAppender writer;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        boolean json = "json".equalsIgnoreCase(System.getenv("TIANGUIS_LOG_FORMAT"));
        BatchedAppender lines =
                new BatchedAppender(json ? json(context) : text(context), new FileOutputStream(FileDescriptor.err));
        lines.setContext(context);
        lines.start();
        writer = lines;

        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(lines);
        context.getLogger("io.tianguis").setLevel(level());
        context.getLogger("access").setLevel(accessLevel());
        bridgeJavaLogging();
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Writes what has been logged and is still queued; nothing is logged after that. For the end of the process. */
    public static void close() {
        BatchedAppender lines = writer;
        if (lines != null) {
            lines.stop();
        }
    }

    private static Level level() {
        String level = System.getenv("TIANGUIS_LOG_LEVEL");
        return Level.toLevel(level == null ? "INFO" : level.toUpperCase(Locale.ROOT), Level.INFO);
    }

    private static Level accessLevel() {
        return "off".equalsIgnoreCase(System.getenv("TIANGUIS_ACCESS_LOG")) ? Level.OFF : Level.INFO;
    }

    private static EncoderBase<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5level %logger{0} %msg%n");
        encoder.start();
        return encoder;
    }

    private static EncoderBase<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        // The sentence itself, rather than its pattern and what goes into it.
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }

    /** Helidon and the driver log through the JDK's own logging. */
    private static void bridgeJavaLogging() {
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
    }
}
