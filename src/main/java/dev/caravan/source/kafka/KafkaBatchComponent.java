package dev.caravan.source.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;

/** Makes {@code kafka-batch:TOPIC} endpoints; brokers and security may be set here once for all of them. */
@Component("kafka-batch")
public class KafkaBatchComponent extends DefaultComponent {

    private static final String ADDITIONAL = "additional.";

    @Metadata(description = "Bootstrap brokers as host:port, separated by commas, for endpoints that name none.")
    private String brokers;

    @Metadata(
            label = "advanced",
            description = "Kafka client properties for every endpoint, for example security.protocol. An endpoint's own"
                    + " properties win.")
    private Map<String, Object> additionalProperties = new HashMap<>();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        KafkaBatchEndpoint endpoint = new KafkaBatchEndpoint(uri, this, remaining);
        endpoint.setBrokers(brokers);
        endpoint.setAdditionalProperties(PropertiesHelper.extractProperties(parameters, ADDITIONAL));
        setProperties(endpoint, parameters);
        endpoint.clientSettings();
        return endpoint;
    }

    public String getBrokers() {
        return brokers;
    }

    public void setBrokers(String brokers) {
        this.brokers = brokers;
    }

    public Map<String, Object> getAdditionalProperties() {
        return additionalProperties;
    }

    public void setAdditionalProperties(Map<String, Object> additionalProperties) {
        this.additionalProperties = new HashMap<>(additionalProperties);
    }
}
