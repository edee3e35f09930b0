package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a signal does before, during and after the start. No service is asked. */
@Timeout(60)
class RoutesRunTest {

    @TempDir
    private Path directory;

    private final AtomicInteger released = new AtomicInteger();
    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));
    private final RoutesRun run = new RoutesRun(
            () -> {
                released.incrementAndGet();
                clients.close();
            },
            Duration.ofSeconds(30));

    @BeforeEach
    void writeRoute() throws IOException {
        Files.writeString(directory.resolve("greet.yaml"), """
                - route:
                    id: greet
                    from:
                      uri: "direct:greet"
                      steps:
                        - log: { message: "hello" }
                """);
    }

    @Test
    void aStopAfterTheStartDrainsAndReleases() {
        // Given
        CaravanRuntime runtime = run.start(this::start);

        // When
        int code = run.stop();

        // Then
        assertThat(code).isZero();
        assertThat(runtime.context().isStopped()).isTrue();
        assertThat(released).hasValue(1);
    }

    @Test
    void aStopDuringTheStartWaitsForItAndDrains() throws Exception {
        // Given
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayStart = new CountDownLatch(1);
        CompletableFuture<CaravanRuntime> starting = CompletableFuture.supplyAsync(() -> run.start(() -> {
            asked.countDown();
            awaitQuietly(mayStart);
            return start();
        }));
        asked.await();

        // When
        CompletableFuture<Integer> stopping = CompletableFuture.supplyAsync(run::stop);
        mayStart.countDown();

        // Then
        assertThat(stopping.get()).isZero();
        assertThat(starting.get().context().isStopped()).isTrue();
        assertThat(released).hasValue(1);
    }

    @Test
    void aStopLeavesAStartThatTakesTooLong() throws Exception {
        // Given
        RoutesRun impatient = new RoutesRun(released::incrementAndGet, Duration.ofMillis(50));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayStart = new CountDownLatch(1);
        CompletableFuture<CaravanRuntime> starting = CompletableFuture.supplyAsync(() -> impatient.start(() -> {
            asked.countDown();
            awaitQuietly(mayStart);
            return start();
        }));
        asked.await();

        // When
        int code = impatient.stop();

        // Then
        assertThat(code).isEqualTo(1);
        mayStart.countDown();
        starting.get().close();
        clients.close();
    }

    @Test
    void aStopAfterAFailedStartHasNothingToDrain() {
        // Given
        assertThatThrownBy(() -> run.start(() -> {
                    throw new SettingsException("no such stream");
                }))
                .isInstanceOf(SettingsException.class);

        // When
        int code = run.stop();

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(released).hasValue(1);
    }

    private CaravanRuntime start() {
        return CaravanRuntime.start(Settings.empty(), directory, clients);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
