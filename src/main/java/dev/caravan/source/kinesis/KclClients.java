package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import java.util.Optional;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * The clients that KCL works with. They belong to whoever bound them: nobody here closes them.
 *
 * @param cloudWatch for KCL's own metrics only
 */
record KclClients(
        KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb, Optional<CloudWatchAsyncClient> cloudWatch) {

    KclClients {
        requireNonNull(kinesis, "kinesis");
        requireNonNull(dynamoDb, "dynamoDb");
        requireNonNull(cloudWatch, "cloudWatch");
    }

    /** Finds each by its type; {@link PermanentException} names the one that is missing, or bound more than once. */
    static KclClients boundIn(Registry registry, boolean metrics) {
        return new KclClients(
                bound(registry, KinesisAsyncClient.class),
                bound(registry, DynamoDbAsyncClient.class),
                metrics ? Optional.of(bound(registry, CloudWatchAsyncClient.class)) : Optional.empty());
    }

    private static <T> T bound(Registry registry, Class<T> type) {
        T client = registry.findSingleByType(type);
        if (client == null) {
            throw new PermanentException("kinesis-batch: needs exactly one " + type.getSimpleName()
                    + " in the registry and found " + registry.findByType(type).size() + ": bind one");
        }
        return client;
    }
}
