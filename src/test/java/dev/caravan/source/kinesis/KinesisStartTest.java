package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.failure.PermanentException;
import dev.caravan.faults.proxy.AwsErrors;
import dev.caravan.faults.proxy.HttpProxy;
import dev.caravan.faults.proxy.Rule;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.ServiceStatus;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A start while Kinesis or DynamoDB does not answer, or answers with a refusal. */
@Timeout(120)
class KinesisStartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String application = SharedServices.uniqueName("app");
    private final Deliveries delivered = new Deliveries(application);
    private HttpProxy kinesis;
    private HttpProxy dynamoDb;
    private AwsClients clients;

    @BeforeEach
    void startProxies() throws IOException {
        kinesis = HttpProxy.start(KinesisServices.kinesisEndpoint());
        dynamoDb = HttpProxy.start(SharedServices.dynamoDb().endpoint());
        clients = clients(kinesis.endpoint(), dynamoDb.endpoint());
    }

    @AfterEach
    void stopProxies() throws IOException {
        clients.close();
        kinesis.close();
        dynamoDb.close();
    }

    @Test
    void aStreamThatDoesNotAnswerYetIsWaitedForAndThenRead() throws Exception {
        // Given
        String stream = KinesisServices.createStream(1);
        KinesisServices.put(stream, 1, 3);
        Rule away = kinesis.on("DescribeStreamSummary", AwsErrors.json(503, "ServiceUnavailable", "Not now"));

        // When
        try (SourceRig process = start(stream)) {
            assertThat(process.context().getRouteController().getRouteStatus(SourceRig.ROUTE))
                    .isEqualTo(ServiceStatus.Started);
            assertThat(health(process)).isEqualTo(HealthCheck.State.DOWN);
            away.remove();

            // Then
            await().atMost(PATIENCE).until(() -> delivered.records().size() == 3);
            await().atMost(PATIENCE).until(() -> health(process) == HealthCheck.State.UP);
        }
        assertThat(delivered.records()).isEqualTo(Written.records(1, 3));
    }

    @Test
    void aSourceThatIsSuspendedWhileItWaitsReadsOnlyAfterItIsResumed() throws Exception {
        // Given
        String stream = KinesisServices.createStream(1);
        KinesisServices.put(stream, 1, 3);
        Rule away = dynamoDb.on("DescribeTable", AwsErrors.json(500, "InternalServerError", "Not now"));

        // When
        try (SourceRig process = start(stream)) {
            process.context().getRouteController().suspendRoute(SourceRig.ROUTE);
            away.remove();
            await().atMost(PATIENCE).until(() -> health(process) == HealthCheck.State.UP);
            assertThat(delivered.records()).isEmpty();
            process.context().getRouteController().resumeRoute(SourceRig.ROUTE);

            // Then
            await().atMost(PATIENCE).until(() -> delivered.records().size() == 3);
        }
    }

    @Test
    void aStreamThatTurnsOutToBeUnknownStopsTheWaitingRoute() throws Exception {
        // Given
        Rule away = kinesis.on("DescribeStreamSummary", AwsErrors.json(503, "ServiceUnavailable", "Not now"));

        // When
        try (SourceRig process = start("no-such-stream")) {
            away.remove();

            // Then
            await().atMost(PATIENCE)
                    .until(() -> process.context().getRouteController().getRouteStatus(SourceRig.ROUTE)
                            == ServiceStatus.Stopped);
            assertThat(process.source().failure().orElseThrow()).contains("There is no stream no-such-stream");
            assertThat(health(process)).isEqualTo(HealthCheck.State.DOWN);
        }
    }

    @Test
    void aRefusalFailsTheStartAtOnce() {
        // Given
        String stream = KinesisServices.createStream(1);
        dynamoDb.on("DescribeTable", AwsErrors.json(400, "AccessDeniedException", "Not you"));

        // When, Then
        assertThatThrownBy(() -> start(stream))
                .hasCauseInstanceOf(PermanentException.class)
                .hasStackTraceContaining("Preparing the lease table " + application + " was answered with status 400"
                        + " AccessDeniedException");
    }

    @Test
    void aRefusalToCreateLeasesFailsTheStartAtOnce() {
        // Given
        String stream = KinesisServices.createStream(1);
        dynamoDb.on("PutItem", AwsErrors.json(400, "AccessDeniedException", "Not you"));

        // When, Then
        assertThatThrownBy(() -> start(stream))
                .hasCauseInstanceOf(PermanentException.class)
                .hasStackTraceContaining("Creating leases in the table " + application + " was answered with status 400"
                        + " AccessDeniedException")
                .hasStackTraceContaining("Check the credentials, the permissions of their principal");
    }

    /** KCL 3.5.1 then fails at every further attempt of its own, so that one of two workers that start at once never reads. */
    @Test
    void aWorkerThatAnotherOvertakesAtTheFirstStartOfAllBeginsAgain() throws Exception {
        // Given
        String stream = KinesisServices.createStream(1);
        KinesisServices.put(stream, 1, 3);
        Rule overtaken = dynamoDb.on(
                        request -> request.operation().equals("PutItem")
                                && new String(request.body(), StandardCharsets.UTF_8).contains("Migration3.0"),
                        AwsErrors.json(400, "ConditionalCheckFailedException", "The conditional request failed"))
                .times(1);

        // When
        try (SourceRig process = start(stream)) {
            await().atMost(PATIENCE).until(() -> delivered.records().size() == 3);
            assertThat(process.source().failure()).isEmpty();
        }

        // Then
        assertThat(overtaken.hits()).isOne();
    }

    @Test
    void aStopEndsTheWait() throws Exception {
        // Given
        Rule away = kinesis.on("DescribeStreamSummary", AwsErrors.json(503, "ServiceUnavailable", "Not now"));
        SourceRig process = start("orders");

        // When
        Instant begin = Instant.now();
        process.close();

        // Then
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
        AtomicInteger asked = new AtomicInteger();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> asked.getAndSet(away.hits()) == away.hits());
    }

    @Test
    void aStopDoesNotWaitForAKclThatCannotBegin() throws Exception {
        // Given
        String stream = KinesisServices.createStream(1);
        dynamoDb.on("GetItem", AwsErrors.json(500, "InternalServerError", "Not now"));
        SourceRig process = start(stream);
        await().atMost(PATIENCE).until(() -> dynamoDb.count("GetItem") > 0);

        // When
        Instant begin = Instant.now();
        process.close();

        // Then
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    private SourceRig start(String stream) throws Exception {
        return new SourceRig(
                clients,
                stream,
                new HashMap<>(Map.of(
                        "applicationName", application,
                        "maxAge", 200,
                        "idleTimeBetweenReads", 200)),
                delivered);
    }

    private static HealthCheck.State health(SourceRig process) {
        return HealthCheckRegistry.get(process.context())
                .getCheck("source-" + SourceRig.ROUTE)
                .orElseThrow()
                .call()
                .getState();
    }

    private static AwsClients clients(URI kinesis, URI dynamoDb) {
        return new AwsClients(new AwsAccess(
                SharedServices.REGION,
                Map.of(AwsService.KINESIS, kinesis, AwsService.DYNAMODB, dynamoDb),
                SharedServices.credentialsProvider()));
    }
}
