package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.faults.proxy.Action;
import dev.caravan.faults.proxy.ProxiedRequest;
import dev.caravan.faults.proxy.Rule;
import dev.caravan.testing.CaravanProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine whose clock is wrong, whose disk is full, or whose memory is too small. */
@Tag("faults")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class MachineFaultsIT {

    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @TempDir
    private Path mountPoint;

    /** The embedded S3 and Kinesis refuse such signatures as AWS does; the SDK learns the time from their answers. */
    @Tag("F20")
    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void f20TheClockIsOneHourOff(int hours) throws Exception {
        try (FaultRun run = new FaultRun("F20 " + hours + " h", Seeds.one(), directory)) {
            // Given
            WrongClock.offBy(Duration.ofHours(hours), directory).forEach(run::withEnvironment);
            Rule wrong = run.s3().on(MachineFaultsIT::isSkewed, Action.forward());

            // When
            run.history().fault("the product's clock is off by " + hours + " h");
            Product product = run.product();
            run.load(4000, 100);

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
            assertThat(wrong.hits()).isPositive();
        }
    }

    @Tag("F21")
    @Test
    void f21TheDiskIsFull() throws Exception {
        try (FullDisk disk = new FullDisk(mountPoint);
                FaultRun run = new FaultRun("F21", Seeds.one(), directory)) {
            // Given
            run.withJvm(disk.command(CaravanProcess.JVM, directory));
            Product product = run.product();
            run.load(6000, 100);
            run.awaitDelivered(300);

            // When
            run.history().fault("working directory and temporary directory have no byte left");
            disk.fill();
            run.pass(20_000);
            run.history().fault("kill -9, and a start with the disk full");
            product.kill();
            product.start();

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }

    /** What is buffered may be larger than the heap, which is the user's mistake; the process must not live on half-dead. */
    @Tag("F22")
    @Test
    void f22MemoryRunsOut() throws Exception {
        try (FaultRun run = new FaultRun("F22", Seeds.one(), directory)) {
            // Given
            run.with("batch.memory-budget", "1GB")
                    .with("batch.max-records", "1000000")
                    .with("batch.max-bytes", "1000000000")
                    .with("batch.max-age", "60s")
                    .withJvm(List.of(CaravanProcess.JVM.get(0), "-Xmx40m"));
            Product small = run.product();

            // When
            run.history().fault("a heap of 40 MB");
            run.load(12_000, 1_000);
            await().atMost(PATIENCE).until(() -> !small.isAlive());

            // Then
            assertThat(small.exitCode()).as(small.output()).isEqualTo(1);
            assertThat(small.output()).contains("out of memory");

            // When
            run.history().fault("a heap that is large enough");
            Product large = run.withJvm(CaravanProcess.JVM)
                    .with("batch.memory-budget", "64MB")
                    .with("batch.max-records", "10000")
                    .with("batch.max-age", "1s")
                    .with("kafka.transaction-records", "5000")
                    .product();

            // Then
            assertThat(run.verdict().kept()).as(large.output()).isTrue();
        }
    }

    private static boolean isSkewed(ProxiedRequest request) {
        return request.header("X-Amz-Date")
                .map(date -> Duration.between(AMZ_DATE.parse(date, Instant::from), Instant.now())
                        .abs())
                .filter(off -> off.toMinutes() > 15)
                .isPresent();
    }
}
