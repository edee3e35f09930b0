package dev.caravan.dynamodb;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the sink logs while this is open. */
final class SinkLog implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger(DynamoDbBatchProducer.class);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    SinkLog() {
        events.start();
        logger.addAppender(events);
    }

    List<String> warnings() {
        return events.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(events);
    }
}
