package dev.caravan.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Timeout(60)
class AwsErrorsTest {
    private HttpProxy proxy;

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "503, SlowDown, Please reduce your request rate.",
        "500, InternalError, We encountered an internal error. Please try again.",
        "403, AccessDenied, Access Denied",
        "404, NoSuchBucket, The specified bucket does not exist",
        "400, RequestTimeout, Your socket connection to the server was not read from."
    })
    void anS3ClientReadsCodeAndMessage(int status, String code, String message) throws Exception {
        // Given
        proxy = HttpProxy.start(SharedServices.s3().endpoint());
        proxy.on("PutObject", AwsErrors.s3(status, code, message));

        try (S3Client s3 = ProxiedClients.once(S3Client.builder().forcePathStyle(true), proxy.endpoint())) {
            // When
            S3Exception refused = catchThrowableOfType(
                    S3Exception.class,
                    () -> s3.putObject(put -> put.bucket("b").key("k"), RequestBody.fromBytes(new byte[3 << 20])));

            // Then
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(refused.requestId()).isNotBlank();
        }
    }

    @Test
    void aRefusedHeadHasAStatusOnlyAndTheConnectionGoesOn() throws Exception {
        // Given
        String bucket = SharedServices.createBucket();
        proxy = HttpProxy.start(SharedServices.s3().endpoint());
        proxy.on("HeadBucket", AwsErrors.s3(403, "AccessDenied", "Access Denied"))
                .times(1);

        try (S3Client s3 = ProxiedClients.once(S3Client.builder().forcePathStyle(true), proxy.endpoint())) {
            // When
            S3Exception refused =
                    catchThrowableOfType(S3Exception.class, () -> s3.headBucket(head -> head.bucket(bucket)));

            // Then
            assertThat(refused.statusCode()).isEqualTo(403);
            s3.headBucket(head -> head.bucket(bucket));
        }
    }

    @Test
    void aDynamoDbClientThrowsTheExceptionOfTheType() throws Exception {
        // Given
        proxy = HttpProxy.start(SharedServices.dynamoDb().endpoint());
        proxy.on("ListTables", AwsErrors.json(400, "ProvisionedThroughputExceededException", "Too fast"))
                .times(1);

        try (DynamoDbClient dynamoDb = ProxiedClients.once(DynamoDbClient.builder(), proxy.endpoint())) {
            // Then
            assertThat(catchThrowableOfType(ProvisionedThroughputExceededException.class, dynamoDb::listTables)
                            .awsErrorDetails()
                            .errorMessage())
                    .isEqualTo("Too fast");
            assertThat(dynamoDb.listTables().tableNames()).isNotNull();
        }
    }

    @Test
    void aKinesisClientReadsTheErrorInCbor() throws Exception {
        // Given
        String stream = SharedServices.createStream(1);
        proxy = HttpProxy.start(SharedServices.kinesis().endpoint());
        proxy.on("GetRecords", AwsErrors.json(400, "ExpiredIteratorException", "Iterator expired"));

        try (KinesisClient kinesis = ProxiedClients.once(KinesisClient.builder(), proxy.endpoint());
                KinesisAsyncClient async = ProxiedClients.async(KinesisAsyncClient.builder(), proxy.endpoint())) {
            // When
            kinesis.putRecord(
                    put -> put.streamName(stream).partitionKey("k").data(SdkBytes.fromByteArray(new byte[1 << 20])));

            // Then
            assertThat(catchThrowableOfType(
                                    ExpiredIteratorException.class,
                                    () -> kinesis.getRecords(get -> get.shardIterator("i")))
                            .awsErrorDetails()
                            .errorMessage())
                    .isEqualTo("Iterator expired");
            assertThat(catchThrowableOfType(
                            ExecutionException.class, () -> async.getRecords(get -> get.shardIterator("i"))
                                    .get(10, TimeUnit.SECONDS)))
                    .hasCauseInstanceOf(ExpiredIteratorException.class);
            assertThat(proxy.count("PutRecord")).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({"ONE, 1", "ALL, 5", "ALL_BUT_ONE, 4"})
    void unprocessedItemsAreNotWrittenAndTheOthersAre(Unprocessed which, int expected) throws Exception {
        // Given
        String table = createTable();
        proxy = HttpProxy.start(SharedServices.dynamoDb().endpoint());
        proxy.on("BatchWriteItem", AwsErrors.unprocessed(which)).times(1);

        try (DynamoDbClient dynamoDb = ProxiedClients.once(DynamoDbClient.builder(), proxy.endpoint())) {
            // When
            BatchWriteItemResponse answer =
                    dynamoDb.batchWriteItem(write -> write.requestItems(Map.of(table, puts(5))));

            // Then
            assertThat(answer.unprocessedItems().get(table)).isEqualTo(puts(5).subList(0, expected));
            assertThat(items(table)).isEqualTo(5 - expected);
            dynamoDb.batchWriteItem(write -> write.requestItems(answer.unprocessedItems()));
            assertThat(items(table)).isEqualTo(5);
        }
    }

    private static List<WriteRequest> puts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> WriteRequest.builder()
                        .putRequest(put -> put.item(Map.of("id", AttributeValue.fromS("item-" + i))))
                        .build())
                .toList();
    }

    private static int items(String table) {
        return SharedServices.dynamoDbClient()
                .scan(scan -> scan.tableName(table).consistentRead(true))
                .count();
    }

    private static String createTable() {
        String table = SharedServices.uniqueName("table");
        SharedServices.dynamoDbClient().createTable(create -> create.tableName(table)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
        return table;
    }
}
