package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.faults.proxy.AwsErrors;
import dev.caravan.faults.proxy.ProxiedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Credentials of a role, which last for a session of 90 s; whoever signs with an older one is refused. */
@Tag("faults")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class CredentialsIT {

    private static final Duration SESSION = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Tag("F26")
    @Test
    void f26SessionsExpireAndAreRefusedForAWhile() throws Exception {
        try (SessionCredentials sessions = new SessionCredentials(SESSION);
                FaultRun run = new FaultRun("F26 expired", Seeds.one(), directory)) {
            // Given
            refuse(run, sessions::isExpired);
            Product product = withSessions(run, sessions).product();
            run.load(6000, 100);
            run.awaitDelivered(300);

            // When
            run.history().fault("every session is called expired");
            refuse(run, request -> true);
            run.pass(20_000);
            run.history().fault("only those older than 90 s are");
            clear(run);
            refuse(run, sessions::isExpired);

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
            assertThat(sessions.issued()).isGreaterThan(2);
        }
    }

    /** The SDK uses no session in its last minute. */
    @Tag("F26")
    @Test
    void f26NobodyIssuesCredentialsForAMinute() throws Exception {
        try (SessionCredentials sessions = new SessionCredentials(SESSION);
                FaultRun run = new FaultRun("F26 none", Seeds.one(), directory)) {
            // Given
            refuse(run, sessions::isExpired);
            Product product = withSessions(run, sessions).product();
            run.load(6000, 100);
            run.awaitDelivered(300);

            // When
            run.history().fault("the endpoint for credentials answers 503");
            sessions.away(true);
            run.pass(60_000);
            run.history().fault("it issues credentials again");
            sessions.away(false);

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }

    private static FaultRun withSessions(FaultRun run, SessionCredentials sessions) {
        return run.withEnvironment("AWS_CONTAINER_CREDENTIALS_FULL_URI", sessions.uri())
                .withEnvironment("AWS_ACCESS_KEY_ID", "")
                .withEnvironment("AWS_SECRET_ACCESS_KEY", "");
    }

    private static void refuse(FaultRun run, Predicate<ProxiedRequest> which) {
        run.s3().on(which, AwsErrors.s3(400, "ExpiredToken", "planted"));
        run.dynamoDb().on(which, AwsErrors.json(400, "ExpiredTokenException", "planted"));
        run.kinesis().on(which, AwsErrors.json(403, "ExpiredTokenException", "planted"));
    }

    private static void clear(FaultRun run) {
        run.s3().clear();
        run.dynamoDb().clear();
        run.kinesis().clear();
    }
}
