package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes that end without warning, or are told to end under load. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class KillIT {

    @TempDir
    private Path directory;

    @Test
    @Tag("smoke")
    @Tag("faults")
    void f1SmokeTwoKillsAtRandomInstants() throws Exception {
        killAtRandom("F1 smoke", Seeds.one(), 2, 3000);
    }

    @Tag("F1")
    @ParameterizedTest
    @MethodSource("dev.caravan.faults.Seeds#three")
    @Tag("faults")
    void f1TenKillsAtRandomInstants(long seed) throws Exception {
        killAtRandom("F1", seed, 10, 12_000);
    }

    private void killAtRandom(String fault, long seed, int kills, int records) throws Exception {
        Random random = new Random(seed);
        try (FaultRun run = new FaultRun(fault, seed, directory)) {
            // Given
            Product product = run.product();
            run.load(records, 100);
            run.awaitDelivered(10);

            // When
            for (int kill = 0; kill < kills; kill++) {
                run.pass(random.nextInt(kill % 2 == 0 ? 3_000 : 12_000));
                run.history().fault("kill -9");
                product.kill();
                product.start();
            }

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }

    @Tag("F3")
    @Test
    @Tag("faults")
    void f3IsToldToEndUnderLoad() throws Exception {
        try (FaultRun run = new FaultRun("F3", Seeds.one(), directory)) {
            // Given
            Product product = run.product();
            run.load(6000, 100);
            run.awaitDelivered(10);

            // When
            for (int stop = 0; stop < 3; stop++) {
                // A process that has not begun yet ends with 143 when it is told to stop.
                product.awaitPartitions();
                run.pass(7_000);
                run.history().fault("SIGTERM");
                assertThat(product.stop()).as(product.output()).isZero();
                product.start();
            }

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }
}
