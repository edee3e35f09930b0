package dev.caravan.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Ends the process at its first OutOfMemoryError, with 1 and one line. A thread that lost its work to one leaves a
 * process that looks alive; what is not acknowledged is replayed by the next.
 *
 * <p>The JVM's own {@code -XX:+ExitOnOutOfMemoryError} does the same, but a jar cannot ask for it. Most threads are those
 * of libraries, which catch the error and go on; but they log it, so that the log is where all of them pass, also where
 * the level lets nothing through.
 */
final class OutOfMemory extends TurboFilter {

    private static final int FAILED = 1;
    private static final int MAX_CAUSES = 50;
    private static final String ADVICE =
            "caravan: out of memory, the process ends: give it more (-Xmx), or less to hold (batch.memory-budget)";

    private OutOfMemory() {}

    /** For this process, from now on. */
    static void endsTheProcess() {
        OutOfMemory filter = new OutOfMemory();
        filter.start();
        ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(filter);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            check(failure);
            LoggerFactory.getLogger(OutOfMemory.class)
                    .error("Thread {} ended with an error that nobody expected", thread.getName(), failure);
        });
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable thrown) {
        check(thrown);
        if (arguments != null && arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable last) {
            check(last);
        }
        return FilterReply.NEUTRAL;
    }

    private static void check(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof OutOfMemoryError) {
                end();
            }
            cause = cause.getCause();
        }
    }

    /** Without shutdown hooks: a drain needs the memory that is not there. */
    private static void end() {
        try {
            System.err.println(ADVICE);
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
