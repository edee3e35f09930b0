package dev.caravan.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.EcsJsonSerializer;
import co.elastic.logging.logback.EcsEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.event.KeyValuePair;

/** The encoder of the Elastic Common Schema, and what a line says of itself as key and value. For appenders of logback.xml. */
public final class EventFields extends EcsEncoder {

    @Override
    protected void addCustomFields(ILoggingEvent event, StringBuilder json) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            Map<String, String> fields = pairs.stream()
                    .collect(Collectors.toMap(
                            pair -> pair.key, pair -> String.valueOf(pair.value), (first, again) -> again));
            EcsJsonSerializer.serializeMDC(json, fields);
        }
    }
}
