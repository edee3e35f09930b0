package dev.caravan.dynamodb;

import dev.caravan.failure.PermanentException;
import dev.caravan.record.ParseLimits;
import dev.caravan.record.RecordParser;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Write every record of a batch as an item of a DynamoDB table. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "dynamodb-batch",
        title = "DynamoDB Batch",
        syntax = "dynamodb-batch:table",
        producerOnly = true,
        category = {Category.CLOUD, Category.DATABASE})
public class DynamoDbBatchEndpoint extends DefaultEndpoint {

    @UriPath(description = "Name of the table; its key attributes are fields of the records.")
    @Metadata(required = true)
    private final String table;

    @UriParam(defaultValue = "8", description = "Calls in flight at most, 1 or more; more batches and items wait.")
    private int maxParallelCalls = 8;

    @UriParam(
            description =
                    "Attribute that holds the record's topic or stream, partition, lineage and position. With it every"
                            + " item is a conditional single write: an older record never overwrites a newer item of"
                            + " the same partition, and a record without a value becomes a tombstone item. Records of"
                            + " different partitions, or of a recreated topic, have no order: the last writer wins,"
                            + " with a warning. Without it items are written 25 a call, and the last writer wins.")
    private String versionAttribute;

    @UriParam(
            defaultValue = "expires_at",
            label = "advanced",
            description = "With versionAttribute: attribute of a tombstone item that the table's TTL looks at.")
    private String ttlAttribute = "expires_at";

    @UriParam(
            defaultValue = "604800000",
            javaType = "java.time.Duration",
            label = "advanced",
            description = "With versionAttribute: how long a tombstone item stays, counted from the record's arrival.")
    private long tombstoneAge = Duration.ofDays(7).toMillis();

    private final KeysInFlight keysInFlight;

    DynamoDbBatchEndpoint(String uri, DynamoDbBatchComponent component, String table) {
        super(uri, component);
        this.keysInFlight = component.keysInFlight(table);
        this.table = table;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (maxParallelCalls < 1) {
            throw new IllegalArgumentException(
                    getEndpointUri() + ": maxParallelCalls is 1 or more, got " + maxParallelCalls);
        }
        if (tombstoneAge < 0) {
            throw new IllegalArgumentException(
                    getEndpointUri() + ": tombstoneAge is 0 or more milliseconds, got " + tombstoneAge);
        }
        versioning();
    }

    @Override
    public Producer createProducer() {
        DynamoDbClient client = getCamelContext().getRegistry().findSingleByType(DynamoDbClient.class);
        if (client == null) {
            throw new PermanentException(getEndpointUri() + " found no DynamoDbClient in Camel's registry: bind one");
        }
        return new DynamoDbBatchProducer(this, client, keysInFlight, new RecordParser(ParseLimits.DEFAULT));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException("dynamodb-batch: is a sink, not a source");
    }

    Optional<Versioning> versioning() {
        return Optional.ofNullable(versionAttribute)
                .map(attribute -> new Versioning(attribute, ttlAttribute, Duration.ofMillis(tombstoneAge)));
    }

    public String getTable() {
        return table;
    }

    public int getMaxParallelCalls() {
        return maxParallelCalls;
    }

    public void setMaxParallelCalls(int maxParallelCalls) {
        this.maxParallelCalls = maxParallelCalls;
    }

    public String getVersionAttribute() {
        return versionAttribute;
    }

    public void setVersionAttribute(String versionAttribute) {
        this.versionAttribute = versionAttribute;
    }

    public String getTtlAttribute() {
        return ttlAttribute;
    }

    public void setTtlAttribute(String ttlAttribute) {
        this.ttlAttribute = ttlAttribute;
    }

    public long getTombstoneAge() {
        return tombstoneAge;
    }

    public void setTombstoneAge(long tombstoneAge) {
        this.tombstoneAge = tombstoneAge;
    }
}
