package dev.caravan.source.kafka;

import dev.caravan.failure.PermanentException;
import dev.caravan.source.BatchEndpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Read a Kafka topic in batches with pinned boundaries, or write a batch to a topic, in the transaction that read it.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "kafka-batch",
        title = "Kafka Batch",
        syntax = "kafka-batch:topic",
        category = {Category.MESSAGING},
        remote = true)
public class KafkaBatchEndpoint extends BatchEndpoint {

    /** Kafka: org.apache.kafka.common.internals.Topic. */
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    @UriPath(description = "The topic.")
    @Metadata(required = true)
    private final String topic;

    @UriParam(description = "Bootstrap brokers as host:port, separated by commas. Default: the component's.")
    private String brokers;

    @UriParam(label = "consumer", description = "Consumer group; required to consume.")
    private String groupId;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description =
                    "Threads, each with a KafkaConsumer of its own. More than the topic has partitions stay idle.")
    private int consumers = 1;

    @UriParam(
            label = "consumer",
            defaultValue = "4",
            description = "Threads that run the route; at most one batch of a partition at a time.")
    private int writers = 4;

    @UriParam(
            label = "consumer",
            enums = "earliest,latest",
            defaultValue = "earliest",
            description =
                    "Where a partition without a committed offset starts. The choice is committed at once. One that is added while the route runs starts at its beginning.")
    private String startPosition = "earliest";

    @UriParam(
            label = "consumer",
            enums = "read_committed,read_uncommitted",
            defaultValue = "read_committed",
            description = "Whether records of open and aborted transactions are hidden.")
    private String isolationLevel = "read_committed";

    @UriParam(
            label = "consumer,advanced",
            enums = "cooperative-sticky,range",
            defaultValue = "cooperative-sticky",
            description = "How the group's members share the partitions; the same in all of them.")
    private String assignor = "cooperative-sticky";

    @UriParam(
            label = "consumer,advanced",
            description =
                    "Static membership: prefix of the member ids, unique for each process. The consumer's ordinal is appended.")
    private String groupInstanceId;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "10000",
            javaType = "java.time.Duration",
            description = "After this time without a heartbeat another member takes over.")
    private long sessionTimeout = 10_000;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "300000",
            javaType = "java.time.Duration",
            description =
                    "Longest time the poll thread may be stuck before it loses its partitions; the route runs elsewhere.")
    private long maxPollInterval = 300_000;

    @UriParam(
            label = "consumer",
            description =
                    "Not empty: deliver each batch inside one Kafka transaction, which sends and acknowledges together. Unique for each process, the same after its restart; the group and the consumer's ordinal are appended.")
    private String transactionalId;

    @UriParam(
            label = "producer",
            enums = "required,none",
            defaultValue = "required",
            description =
                    "required: send inside the transaction of the route's source. none: send with an idempotent producer and wait for every record.")
    private String transactional = "required";

    @UriParam(
            label = "producer",
            description =
                    "Field of the JSON object whose text is the record's key. Default: the key that the source record has.")
    private String keyField;

    @UriParam(label = "producer", description = "Names of record headers to keep, separated by commas. Default: none.")
    private String headers;

    @UriParam(
            label = "advanced",
            prefix = "additional.",
            multiValue = true,
            description =
                    "Kafka client properties by their Kafka name, for example additional.security.protocol=SASL_SSL.")
    private Map<String, Object> additionalProperties = Map.of();

    private final KafkaBatchComponent component;

    public KafkaBatchEndpoint(String endpointUri, KafkaBatchComponent component, String topic) {
        super(endpointUri, component);
        this.component = component;
        this.topic = topic;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (!TOPIC.matcher(topic).matches()) {
            throw new PermanentException(
                    "A topic's name has 1 to 249 letters, digits, dots, underscores and hyphens," + " got " + topic);
        }
        requireAtLeast("consumers", 1, consumers);
        requireAtLeast("writers", 1, writers);
        requireTime("sessionTimeout", 1, sessionTimeout);
        requireTime("maxPollInterval", 1, maxPollInterval);
        startsAtEarliest();
        requiresTransaction();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (groupId == null || groupId.isBlank()) {
            throw new PermanentException("kafka-batch:" + topic + " needs the option groupId to consume");
        }
        KafkaBatchConsumer consumer = new KafkaBatchConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new KafkaBatchProducer(this);
    }

    /**
     * Everything that Kafka's own clients need.
     *
     * @throws PermanentException if the options contradict the delivery protocol
     */
    KafkaClientSettings clientSettings() {
        Map<String, Object> additional = new HashMap<>(component.getAdditionalProperties());
        additional.putAll(additionalProperties);
        return new KafkaClientSettings(
                brokers,
                groupId,
                groupInstanceId == null ? "" : groupInstanceId,
                oneOf("isolationLevel", isolationLevel, "read_committed", "read_uncommitted"),
                oneOf("assignor", assignor, "range", "cooperative-sticky"),
                getMaxRecords(),
                Duration.ofMillis(sessionTimeout),
                Duration.ofMillis(maxPollInterval),
                additional);
    }

    boolean startsAtEarliest() {
        return oneOf("startPosition", startPosition, "earliest", "latest");
    }

    boolean acceptsOtherSettings() {
        return oneOf("onSettingsMismatch", getOnSettingsMismatch(), "accept", "stop");
    }

    boolean requiresTransaction() {
        return oneOf("transactional", transactional, "required", "none");
    }

    boolean isTransactional() {
        return transactionalId != null && !transactionalId.isBlank();
    }

    /** The same after a restart, so that the transaction an earlier process left open is aborted at once. */
    String transactionalId(int ordinal) {
        return transactionalId + "-" + groupId + "-" + ordinal;
    }

    private boolean oneOf(String option, String value, String yes, String no) {
        if (!yes.equals(value) && !no.equals(value)) {
            throw new PermanentException("The option " + option + " of kafka-batch:" + topic + " is " + yes + " or "
                    + no + ", got " + value);
        }
        return yes.equals(value);
    }

    public String getTopic() {
        return topic;
    }

    public String getBrokers() {
        return brokers;
    }

    public void setBrokers(String brokers) {
        this.brokers = brokers;
    }

    public String getGroupId() {
        return groupId;
    }

    public void setGroupId(String groupId) {
        this.groupId = groupId;
    }

    public int getConsumers() {
        return consumers;
    }

    public void setConsumers(int consumers) {
        this.consumers = consumers;
    }

    public int getWriters() {
        return writers;
    }

    public void setWriters(int writers) {
        this.writers = writers;
    }

    public String getStartPosition() {
        return startPosition;
    }

    public void setStartPosition(String startPosition) {
        this.startPosition = startPosition;
    }

    public String getIsolationLevel() {
        return isolationLevel;
    }

    public void setIsolationLevel(String isolationLevel) {
        this.isolationLevel = isolationLevel;
    }

    public String getAssignor() {
        return assignor;
    }

    public void setAssignor(String assignor) {
        this.assignor = assignor;
    }

    public String getGroupInstanceId() {
        return groupInstanceId;
    }

    public void setGroupInstanceId(String groupInstanceId) {
        this.groupInstanceId = groupInstanceId;
    }

    public long getSessionTimeout() {
        return sessionTimeout;
    }

    public void setSessionTimeout(long sessionTimeout) {
        this.sessionTimeout = sessionTimeout;
    }

    public long getMaxPollInterval() {
        return maxPollInterval;
    }

    public void setMaxPollInterval(long maxPollInterval) {
        this.maxPollInterval = maxPollInterval;
    }

    public String getTransactionalId() {
        return transactionalId;
    }

    public void setTransactionalId(String transactionalId) {
        this.transactionalId = transactionalId;
    }

    public String getTransactional() {
        return transactional;
    }

    public void setTransactional(String transactional) {
        this.transactional = transactional;
    }

    public String getKeyField() {
        return keyField;
    }

    public void setKeyField(String keyField) {
        this.keyField = keyField;
    }

    public String getHeaders() {
        return headers;
    }

    public void setHeaders(String headers) {
        this.headers = headers;
    }

    public Map<String, Object> getAdditionalProperties() {
        return additionalProperties;
    }

    public void setAdditionalProperties(Map<String, Object> additionalProperties) {
        this.additionalProperties = additionalProperties;
    }
}
