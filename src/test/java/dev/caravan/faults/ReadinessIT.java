package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.faults.proxy.Action;
import dev.caravan.faults.proxy.AwsErrors;
import dev.caravan.faults.proxy.Hold;
import dev.caravan.faults.proxy.KafkaRule;
import dev.caravan.faults.proxy.Rule;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readiness is red within 30 s of a sink's outage and green within 30 s after it; liveness is never red for it. */
@Tag("faults")
@Tag("readiness")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ReadinessIT {

    private static final double LIMIT = 30;

    @TempDir
    private Path directory;

    @Test
    void readinessTellsOfS3ThatAnswersWithErrors() throws Exception {
        isTold("readiness, S3 503", "planted", run -> run.s3()
                .on("PutObject", AwsErrors.s3(503, "SlowDown", "planted")));
    }

    @Test
    void readinessTellsOfATableThatIsThrottled() throws Exception {
        isTold("readiness, DynamoDB throttled", "is not delivered after", run -> run.dynamoDb()
                .on("BatchWriteItem", AwsErrors.json(400, "ProvisionedThroughputExceededException", "planted")));
    }

    @Test
    void readinessTellsOfS3ThatDoesNotAnswer() throws Exception {
        Hold hold = new Hold();
        isTold("readiness, S3 silent", "is not delivered after", run -> run.s3().on("PutObject", Action.hold(hold)));
    }

    @Test
    void readinessTellsOfKafkaThatDoesNotAnswer() throws Exception {
        Hold hold = new Hold();
        try (ProxiedBroker broker = ProxiedBroker.start(directory.resolve("kafka"))) {
            isTold("readiness, Kafka silent", "its service does not answer", broker.broker(), run -> {
                KafkaRule silent = broker.proxy().hold(request -> request.api() != ApiKeys.PRODUCE, hold);
                return () -> {
                    silent.remove();
                    hold.release();
                };
            });
        }
    }

    private void isTold(String name, String reason, Function<FaultRun, Rule> fails) throws Exception {
        isTold(name, reason, Broker.shared(), run -> fails.apply(run)::remove);
    }

    /** @param fails begins the fault and returns what ends it */
    private void isTold(String name, String reason, Broker broker, Function<FaultRun, Runnable> fails)
            throws Exception {
        Health health = Health.onFreePort();
        try (FaultRun run = new FaultRun(name, Seeds.one(), directory.resolve("run"), broker)
                .with("management.port", health.port())) {
            // Given
            Product product = run.product();
            run.load(6000, 100);
            run.awaitDelivered(10);
            health.secondsUntil(true);

            // When
            run.history().fault(name);
            Runnable heal = fails.apply(run);
            double untilRed = health.secondsUntil(false);
            String reasons = health.reasons();
            heal.run();
            double untilGreen = health.secondsUntil(true);
            System.out.println(name + ": red after " + untilRed + " s, green after " + untilGreen + " s: " + reasons);

            // Then
            assertThat(untilRed).isLessThan(LIMIT);
            assertThat(reasons).contains(reason);
            assertThat(untilGreen).isLessThan(LIMIT);
            assertThat(health.livenessFailures()).isZero();
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }
}
