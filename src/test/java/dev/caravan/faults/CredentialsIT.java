package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.faults.proxy.AwsErrors;
import dev.caravan.faults.proxy.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials of a role, which last for a session only. */
@Tag("faults")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class CredentialsIT {

    @TempDir
    private Path directory;

    /**
     * The SDK asks for the next session 15 minutes before the promised end: with 90 s at every call, with 15:30 after 30
     * s. Sessions that end before that are what a product has to live with when its machine sleeps, or a session is
     * revoked.
     */
    @Tag("F26")
    @ParameterizedTest
    @CsvSource({"90, 90, false", "930, 15, true"})
    void f26SessionsExpireWhileRecordsFlow(int promised, int kept, boolean refused) throws Exception {
        try (SessionCredentials sessions =
                        new SessionCredentials(Duration.ofSeconds(promised), Duration.ofSeconds(kept));
                FaultRun run = new FaultRun("F26 " + (refused ? "early" : "in time"), Seeds.one(), directory)) {
            // Given
            run.withEnvironment("AWS_CONTAINER_CREDENTIALS_FULL_URI", sessions.uri())
                    .withEnvironment("AWS_ACCESS_KEY_ID", "")
                    .withEnvironment("AWS_SECRET_ACCESS_KEY", "");
            run.history().fault("sessions last " + kept + " s, and are said to last " + promised + " s");
            Rule s3 = run.s3().on(sessions::isExpired, AwsErrors.s3(400, "ExpiredToken", "planted"));
            Rule dynamoDb =
                    run.dynamoDb().on(sessions::isExpired, AwsErrors.json(400, "ExpiredTokenException", "planted"));
            Rule kinesis =
                    run.kinesis().on(sessions::isExpired, AwsErrors.json(403, "ExpiredTokenException", "planted"));

            // When
            Product product = run.product();
            run.load(9000, 100);

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
            assertThat(sessions.issued()).isGreaterThan(2);
            assertThat(Stream.of(s3, dynamoDb, kinesis)).allMatch(rule -> rule.hits() > 0 == refused);
        }
    }
}
