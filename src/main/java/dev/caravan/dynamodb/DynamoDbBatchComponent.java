package dev.caravan.dynamodb;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code dynamodb-batch:TABLE}. */
@Component("dynamodb-batch")
public class DynamoDbBatchComponent extends DefaultComponent {

    private final Map<String, KeysInFlight> keysInFlight = new ConcurrentHashMap<>();

    /** One for each table, whatever routes and steps write to it: all use the one client of the registry. */
    KeysInFlight keysInFlight(String table) {
        return keysInFlight.computeIfAbsent(table, name -> new KeysInFlight());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DynamoDbBatchEndpoint endpoint = new DynamoDbBatchEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
