package dev.caravan.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets the first, second, fourth, eighth and so on of the same warning or error through: libraries say every second that
 * a service is away. A complaint that was not heard for a minute counts from one again. The same are events of one logger
 * whose messages begin alike. Thread-safe; for appenders of logback.xml.
 */
public final class Repetitions extends Filter<ILoggingEvent> {

    private static final long FORGOTTEN_MILLIS = 60_000;
    private static final int BEGINNING = 30;
    private static final int MOST_COMPLAINTS = 1_000;

    private record Complaint(String logger, String beginning) {}

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
        String message = String.valueOf(event.getMessage());
        Complaint complaint =
                new Complaint(event.getLoggerName(), message.substring(0, Math.min(BEGINNING, message.length())));
        Heard before = heard.get(complaint);
        boolean isFresh = before == null || event.getTimeStamp() - before.atMillis() > FORGOTTEN_MILLIS;
        long count = isFresh ? 1 : before.count() + 1;
        heard.put(complaint, new Heard(count, event.getTimeStamp()));
        return Long.bitCount(count) == 1 ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
