package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.faults.proxy.Action;
import dev.caravan.faults.proxy.AwsErrors;
import dev.caravan.faults.proxy.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An S3 that is slower than Kafka's patience, and one that says no for good. */
@Tag("faults")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class SlowAndRefusingIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    /** Below 20 s an answer comes within the client's patience, so that there has to be progress; above it none can. */
    @Tag("F8")
    @ParameterizedTest
    @CsvSource({"15, true", "25, false"})
    void f8APutTakesLongerThanTheLongestPollInterval(int seconds, boolean progress) throws Exception {
        try (FaultRun run = new FaultRun("F8 " + seconds + " s", Seeds.one(), directory)) {
            // Given
            run.withKafkaOption("maxPollInterval", "10s");
            Product product = run.product();
            run.load(3000, 100);
            run.awaitDelivered(10);

            // When
            run.history().fault("PutObject takes " + seconds + " s, maxPollInterval is 10 s");
            int before = run.delivered();
            Rule slow = run.s3().on("PutObject", Action.delay(Duration.ofSeconds(seconds)));
            if (progress) {
                await().atMost(PATIENCE).until(() -> run.delivered() >= before + 1500);
            } else {
                run.pass(45_000);
            }
            slow.remove();

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }

    @Tag("F11")
    @ParameterizedTest
    @CsvSource({"403, AccessDenied", "404, NoSuchBucket"})
    void f11S3RefusesForGoodAndTheRoutesStop(int status, String code) throws Exception {
        try (FaultRun run = new FaultRun("F11 " + status + " " + code, Seeds.one(), directory)) {
            // Given
            Product product = run.product();
            run.load(3000, 100);
            run.awaitDelivered(300);

            // When
            run.history().fault("S3 answers " + status + " " + code);
            Rule refused = run.s3().on("PutObject", AwsErrors.s3(status, code, "planted"));
            await().atMost(PATIENCE)
                    .until(() -> product.output().contains("Route replica-to-s3 stops")
                            && product.output().contains("Route kinesis-to-s3 stops"));
            int delivered = run.delivered();
            run.pass(15_000);

            // Then
            assertThat(run.delivered()).isEqualTo(delivered);
            assertThat(product.output()).contains(code);

            // When
            run.history().fault("S3 takes objects again, and the product is restarted");
            product.stop();
            refused.remove();
            product.start();

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }
}
