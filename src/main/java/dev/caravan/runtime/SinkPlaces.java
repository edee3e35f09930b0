package dev.caravan.runtime;

import dev.caravan.aws.AwsClients;
import dev.caravan.dynamodb.DynamoDbBatchEndpoint;
import dev.caravan.lake.LakeEndpoint;
import dev.caravan.settings.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The buckets and tables that the routes write to. One that is not there is told before anything is read: once a batch
 * is pinned, a corrected name is another setting, under which it is not replayed without being told so.
 */
final class SinkPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(SinkPlaces.class);
    private static final AwsRequestOverrideConfiguration SHORT = AwsRequestOverrideConfiguration.builder()
            .apiCallTimeout(Duration.ofSeconds(15))
            .build();

    private final AwsClients clients;
    /** Who writes there, by bucket. */
    private final TreeMap<String, String> buckets = new TreeMap<>();
    /** Who writes there, by table. */
    private final TreeMap<String, String> tables = new TreeMap<>();

    SinkPlaces(AwsClients clients) {
        this.clients = clients;
    }

    void add(Endpoint endpoint) {
        if (endpoint instanceof LakeEndpoint lake) {
            buckets.putIfAbsent(lake.getBucket(), "lake:" + lake.getBucket() + " writes to it");
        } else if (endpoint instanceof DynamoDbBatchEndpoint table) {
            tables.putIfAbsent(table.getTable(), "dynamodb-batch:" + table.getTable() + " writes to it");
        }
    }

    void addDeadLetters(String bucket) {
        buckets.putIfAbsent(bucket, "the setting dead-letters.bucket names it");
    }

    /** @throws SettingsException with every place that is not there; one that cannot be asked about counts as there */
    void require() {
        List<String> missing = Stream.concat(
                        buckets.entrySet().stream()
                                .filter(entry -> !bucketExists(entry.getKey()))
                                .map(entry -> missing("bucket " + entry.getKey(), entry.getValue(), s3())),
                        tables.entrySet().stream()
                                .filter(entry -> !tableExists(entry.getKey()))
                                .map(entry -> missing("table " + entry.getKey(), entry.getValue(), dynamoDb())))
                .toList();
        if (!missing.isEmpty()) {
            throw new SettingsException(missing);
        }
    }

    private boolean bucketExists(String bucket) {
        try {
            clients.s3().headBucket(request -> request.bucket(bucket).overrideConfiguration(SHORT));
            return true;
        } catch (S3Exception e) {
            return e.statusCode() != 404;
        } catch (SdkException e) {
            LOG.debug("Whether there is a bucket {} will be seen when it is written to", bucket, e);
            return true;
        }
    }

    private boolean tableExists(String table) {
        try {
            clients.dynamoDb().describeTable(request -> request.tableName(table).overrideConfiguration(SHORT));
            return true;
        } catch (ResourceNotFoundException e) {
            return false;
        } catch (SdkException e) {
            LOG.debug("Whether there is a table {} will be seen when it is written to", table, e);
            return true;
        }
    }

    private static String missing(String what, String writer, String place) {
        return "There is no " + what + " at " + place + ", and " + writer
                + ": create it, or correct its name, the region or the endpoint";
    }

    private String s3() {
        return place(
                clients.s3().serviceClientConfiguration().endpointOverride().map(Object::toString));
    }

    private String dynamoDb() {
        return place(clients.dynamoDb()
                .serviceClientConfiguration()
                .endpointOverride()
                .map(Object::toString));
    }

    private String place(Optional<String> endpoint) {
        return endpoint.orElseGet(
                () -> String.valueOf(clients.s3().serviceClientConfiguration().region()));
    }
}
