package dev.caravan.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.measure.Measures;
import dev.caravan.record.BatchRecord;
import dev.caravan.source.AnsweringHttpClient.Refusal;
import dev.caravan.testing.SharedServices;
import dev.caravan.transform.CollectRecords;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultConsumer;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

@Timeout(120)
class BatchDeliveryTest {

    private static final int MAX_ATTEMPTS = 3;
    private static final int FAILURES = 20;

    @ParameterizedTest
    @CsvSource({
        "500, InternalServerError",
        "503, ServiceUnavailable",
        "400, ProvisionedThroughputExceededException",
        "400, ThrottlingException",
        "0, the connection breaks"
    })
    void aServiceThatCannotAnswerAStockStepIsAskedAgainWithoutALimit(int status, String code) throws Exception {
        // Given
        String table = createTable();
        AnsweringHttpClient network = new AnsweringHttpClient("PutItem", new Refusal(status, code), FAILURES);

        // When
        BatchInDelivery batch = deliver(network, route -> stockPut(route, table));

        // Then
        assertThat(batch.failure()).isNull();
        assertThat(batch.isWritten()).isTrue();
        assertThat(network.calls()).isEqualTo(FAILURES + 1);
        assertThat(items(table)).isEqualTo(1);
    }

    @Test
    void aServiceThatCannotAnswerAStepInsideASplitIsAskedAgainWithoutALimit() throws Exception {
        // Given
        String table = createTable();
        AnsweringHttpClient network =
                new AnsweringHttpClient("PutItem", new Refusal(500, "InternalServerError"), FAILURES);

        // When
        BatchInDelivery batch = deliver(
                network, route -> stockPut(route.split().body().aggregationStrategy(new CollectRecords()), table)
                        .end());

        // Then
        assertThat(batch.failure()).isNull();
        assertThat(batch.isWritten()).isTrue();
        assertThat(items(table)).isEqualTo(3);
    }

    @Test
    void aStockStepThatIsDeniedStopsAtOnceAndSaysWhatToDo() throws Exception {
        // Given
        String table = createTable();
        AnsweringHttpClient network =
                new AnsweringHttpClient("PutItem", new Refusal(403, "AccessDeniedException"), FAILURES);

        // When
        BatchInDelivery batch = deliver(network, route -> stockPut(route, table));

        // Then
        assertThat(network.calls()).isEqualTo(1);
        assertThat(batch.isWritten()).isFalse();
        assertThat(batch.failure())
                .isInstanceOf(PermanentException.class)
                .hasMessageContainingAll("0 to 2", "403", "AccessDeniedException", "permissions");
    }

    static Stream<Exception> lostConnections() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new NoRouteToHostException("No route to host"),
                new SocketException("Connection reset"),
                new SocketTimeoutException("Read timed out"),
                new UnknownHostException("mail.example"),
                new HttpTimeoutException("request timed out"),
                new RuntimeCamelException(new ConnectException("Connection refused")),
                new NotLeaderOrFollowerException("The leader has moved"),
                new org.apache.kafka.common.errors.TimeoutException("Expiring 1 record(s)"));
    }

    @ParameterizedTest
    @MethodSource("lostConnections")
    void aConnectionThatAStockStepLosesIsRetryable(Exception failure) throws Exception {
        // Given
        AtomicInteger attempts = new AtomicInteger();

        // When
        BatchInDelivery batch = deliver(
                null,
                route -> route.process(exchange -> {
                    if (attempts.incrementAndGet() <= FAILURES) {
                        throw failure;
                    }
                }));

        // Then
        assertThat(batch.failure()).isNull();
        assertThat(batch.isWritten()).isTrue();
    }

    static Stream<Exception> unclear() {
        return Stream.of(
                new IOException("No space left on device"),
                new IllegalStateException("Something else"),
                new UnknownTopicOrPartitionException("This server does not host this topic-partition."),
                new RecordTooLargeException("The message is larger than max.request.size"));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void whatMayNeverPassIsTriedSomeTimesOnly(Exception failure) throws Exception {
        // Given
        AtomicInteger attempts = new AtomicInteger();

        // When
        BatchInDelivery batch = deliver(
                null,
                route -> route.process(exchange -> {
                    attempts.incrementAndGet();
                    throw failure;
                }));

        // Then
        assertThat(attempts).hasValue(MAX_ATTEMPTS);
        assertThat(batch.failure()).hasMessageContainingAll("after 3 attempts", failure.getMessage());
    }

    @Test
    void anExchangeThatAStepMarksToBeRolledBackIsNotAcknowledged() throws Exception {
        // Given
        AtomicInteger attempts = new AtomicInteger();

        // When
        BatchInDelivery batch = deliver(null, route -> route.process(exchange -> attempts.incrementAndGet())
                .markRollbackOnly());

        // Then
        assertThat(batch.isWritten()).isFalse();
        assertThat(attempts).hasValue(MAX_ATTEMPTS);
        assertThat(batch.failure()).hasMessageContaining("rolled back");
    }

    private static ProcessorDefinition<?> stockPut(ProcessorDefinition<?> steps, String table) {
        return steps.process(BatchDeliveryTest::item)
                .to("aws2-ddb:" + table + "?operation=PutItem&amazonDDBClient=#client");
    }

    /** The item that PutItem writes: of one record inside a split, of the batch otherwise. */
    private static void item(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        String id = body instanceof BatchRecord record
                ? new String(record.bytes(), StandardCharsets.UTF_8)
                : exchange.getProperty(BatchProperties.BATCH_ID, String.class);
        exchange.getMessage().setHeader(Ddb2Constants.ITEM, Map.of("id", AttributeValue.fromS(id)));
    }

    private static BatchInDelivery deliver(AnsweringHttpClient network, Consumer<RouteDefinition> steps)
            throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            if (network != null) {
                context.getRegistry().bind("client", client(network));
            }
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    steps.accept(from("direct:batches").routeId("r"));
                }
            });
            context.start();
            BatchInDelivery batch = Batches.pinned(3);
            new BatchDelivery(
                            (DefaultConsumer) context.getRoute("r").getConsumer(),
                            "r",
                            (letters, abandonment) -> {},
                            MAX_ATTEMPTS,
                            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 1),
                            System::nanoTime,
                            Measures.NONE)
                    .deliver(batch, AttemptScope.NONE);
            return batch;
        }
    }

    private static DynamoDbClient client(AnsweringHttpClient network) {
        return DynamoDbClient.builder()
                .endpointOverride(SharedServices.dynamoDb().endpoint())
                .region(SharedServices.REGION)
                .credentialsProvider(SharedServices.credentialsProvider())
                .httpClient(network)
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static String createTable() {
        String table = SharedServices.uniqueName("table");
        SharedServices.dynamoDbClient().createTable(create -> create.tableName(table)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
        return table;
    }

    private static int items(String table) {
        return SharedServices.dynamoDbClient()
                .scan(scan -> scan.tableName(table))
                .count();
    }
}
