package dev.caravan.observe;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The message on one line, whatever a record, a service or a file name put into it. For patterns of logback.xml. */
public final class OneLineMessage extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return Escapes.of(super.convert(event));
    }
}
