package dev.caravan.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets the first, second, fourth, eighth and so on of the same warning or error through: libraries say every second, from
 * many of their classes, that a service is away. A complaint that was not heard for a minute counts from one again. The
 * same are events of one library with one innermost exception, and events without one whose messages begin alike.
 * Thread-safe; for appenders of logback.xml.
 */
public final class Repetitions extends Filter<ILoggingEvent> {

    private static final long FORGOTTEN_MILLIS = 60_000;
    private static final int BEGINNING = 30;
    private static final int MOST_COMPLAINTS = 1_000;
    private static final Pattern LIBRARY = Pattern.compile("(?:[^.]+\\.){0,2}[^.]+");

    private record Complaint(String where, String what) {}

    private record Heard(long count, long atMillis) {}

    private final Map<Complaint, Heard> heard = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Complaint, Heard> eldest) {
            return size() > MOST_COMPLAINTS;
        }
    };

    @Override
    public synchronized FilterReply decide(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        Complaint complaint = complaint(event);
        Heard before = heard.get(complaint);
        boolean isFresh = before == null || event.getTimeStamp() - before.atMillis() > FORGOTTEN_MILLIS;
        long count = isFresh ? 1 : before.count() + 1;
        heard.put(complaint, new Heard(count, event.getTimeStamp()));
        return Long.bitCount(count) == 1 ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private static Complaint complaint(ILoggingEvent event) {
        IThrowableProxy root = OneLineCause.root(event.getThrowableProxy());
        return root == null
                ? new Complaint(event.getLoggerName(), beginning(event.getMessage()))
                : new Complaint(library(event.getLoggerName()), root.getClassName() + beginning(root.getMessage()));
    }

    /** For example {@code software.amazon.kinesis}. */
    private static String library(String logger) {
        Matcher first = LIBRARY.matcher(logger);
        return first.lookingAt() ? first.group() : logger;
    }

    private static String beginning(String message) {
        return message == null ? "" : message.substring(0, Math.min(BEGINNING, message.length()));
    }
}
