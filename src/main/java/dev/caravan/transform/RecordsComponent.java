package dev.caravan.transform;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code records:OPERATION}: whole-batch steps that work on each record. */
@Component("records")
public class RecordsComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        RecordsEndpoint endpoint = new RecordsEndpoint(uri, this, RecordsOperation.parse(remaining));
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
