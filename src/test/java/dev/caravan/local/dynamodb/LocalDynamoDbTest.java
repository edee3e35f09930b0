package dev.caravan.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.local.process.LocalDirectory;
import dev.caravan.local.process.LocalStartException;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.testing.ListeningSockets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

@Timeout(120)
class LocalDynamoDbTest {
    private static final LocalDirectory LOCAL = LocalDirectory.find();

    @TempDir
    Path directory;

    @Test
    void itemsOutliveARestartAndEveryRegionAndKeySeesThem() {
        // Given
        try (LocalDynamoDb service = LocalDynamoDb.start(LOCAL, directory, 0);
                DynamoDbClient client = client(service, "one", Region.EU_WEST_1)) {
            createTable(client);
            client.putItem(put -> put.tableName("users").item(Map.of("id", AttributeValue.fromS("7"))));
        }

        // When
        try (LocalDynamoDb service = LocalDynamoDb.start(LOCAL, directory, 0);
                DynamoDbClient client = client(service, "two", Region.US_EAST_2)) {

            // Then
            assertThat(client.scan(scan -> scan.tableName("users")).items())
                    .containsExactly(Map.of("id", AttributeValue.fromS("7")));
            assertThatThrownBy(() -> client.putItem(put -> put.tableName("users")
                            .item(Map.of("id", AttributeValue.fromS("7")))
                            .conditionExpression("attribute_not_exists(id)")))
                    .isInstanceOf(ConditionalCheckFailedException.class);
        }
    }

    @Test
    void theWriteAheadLogBeginsAnewAfterAPause() throws IOException {
        Path database = directory.resolve("tables/shared-local-instance.db");
        Path log = directory.resolve("tables/shared-local-instance.db-wal");
        try (LocalDynamoDb service = LocalDynamoDb.start(LOCAL, directory, 0);
                DynamoDbClient client = client(service, "one", Region.EU_WEST_1)) {
            createTable(client);

            // When: 14 KB of log an item, 17 MB in all
            for (int burst = 1; burst <= 3; burst++) {
                long before = Files.size(database);
                putItems(client, 400);
                await().during(Duration.ofSeconds(1)).until(() -> Files.size(database), size -> size > before);
            }

            // Then
            assertThat(Files.size(log)).isLessThan(9_000_000);
        }
        try (LocalDynamoDb service = LocalDynamoDb.start(LOCAL, directory, 0);
                DynamoDbClient client = client(service, "one", Region.EU_WEST_1)) {
            assertThat(Files.size(log)).isLessThan(9_000_000);
            assertThat(client.scan(scan -> scan.tableName("users")).items()).hasSize(1_200);
        }
    }

    private static void putItems(DynamoDbClient client, int count) {
        for (int i = 0; i < count; i++) {
            String id = UUID.randomUUID().toString();
            client.putItem(put -> put.tableName("users").item(Map.of("id", AttributeValue.fromS(id))));
        }
    }

    @Test
    void writesGoToAWriteAheadLogSinceAJournalForEachItemIsSeveralTimesSlower() throws IOException {
        // Given
        try (LocalDynamoDb service = LocalDynamoDb.start(LOCAL, directory, 0);
                DynamoDbClient client = client(service, "one", Region.EU_WEST_1)) {

            // When
            createTable(client);

            // Then
            assertThat(directory.resolve("tables/shared-local-instance.db-wal")).isNotEmptyFile();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itListensOnLoopbackOnly() {
        try (LocalDynamoDb service = LocalDynamoDb.start(LOCAL, directory, 0)) {
            assertThat(ListeningSockets.of(service.pid()))
                    .singleElement()
                    .asString()
                    .endsWith(String.format(
                            Locale.ROOT, ":%04X", service.endpoint().getPort()));
            assertThat(ListeningSockets.beyondLoopback(service.pid())).isEmpty();
        }
    }

    @Test
    void closingEndsTheChildAndFreesItsPortAndWhatItUnpackedLiesInItsDirectory() throws Exception {
        // Given
        LocalDynamoDb service = LocalDynamoDb.start(LOCAL, directory, 0);
        ProcessHandle child = ProcessHandle.of(service.pid()).orElseThrow();
        assertThat(directory.resolve("dynamodb.tmp")).isNotEmptyDirectory();

        // When
        service.close();
        service.close();

        // Then
        child.onExit().get(1, TimeUnit.SECONDS);
        assertThat(LoopbackPort.isFree(service.endpoint().getPort())).isTrue();
    }

    @Test
    void aTakenPortIsNamed() {
        try (LocalDynamoDb service = LocalDynamoDb.start(LOCAL, directory.resolve("one"), 0)) {
            assertThatThrownBy(() -> LocalDynamoDb.start(
                            LOCAL, directory.resolve("two"), service.endpoint().getPort()))
                    .isInstanceOf(LocalStartException.class)
                    .hasMessageContaining("Port " + service.endpoint().getPort() + " for DynamoDB is taken")
                    .hasMessageContaining("process " + service.pid());
        }
    }

    @Test
    void aChildThatFailsIsReportedWithItsLog() throws IOException {
        // Given
        Path empty = Files.createDirectories(directory.resolve("local/dynamodb"));
        Files.copy(LOCAL.path().resolve("caravan-child.jar"), empty.resolveSibling("caravan-child.jar"));
        Files.copy(LOCAL.path().resolve("caravan-child.jar"), empty.resolve("not-dynamodb.jar"));

        // Then
        assertThatThrownBy(() -> LocalDynamoDb.start(new LocalDirectory(empty.getParent()), directory, 0))
                .isInstanceOf(LocalStartException.class)
                .hasMessageContaining("ended before it was ready")
                .hasMessageContaining("ClassNotFoundException");
    }

    private static DynamoDbClient client(LocalDynamoDb service, String accessKey, Region region) {
        return DynamoDbClient.builder()
                .endpointOverride(service.endpoint())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    private static void createTable(DynamoDbClient client) {
        client.createTable(table -> table.tableName("users")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()));
    }
}
