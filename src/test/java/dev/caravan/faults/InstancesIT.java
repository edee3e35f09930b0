package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several instances that share the work, and leave it in every way. */
@Tag("faults")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class InstancesIT {

    @TempDir
    private Path directory;

    @Tag("F5")
    @ParameterizedTest
    @MethodSource("dev.caravan.faults.Seeds#three")
    void f5PausesFor90SecondsWhileAnotherInstanceTakesOver(long seed) throws Exception {
        try (FaultRun run = new FaultRun("F5", seed, directory)) {
            // Given
            Product zombie = run.product();
            run.load(14_000, 100);
            run.awaitDelivered(10);
            Product other = run.product();

            // When
            run.pass(5_000);
            run.history().fault("SIGSTOP");
            zombie.pause();
            run.pass(90_000);
            run.history().fault("SIGCONT");
            zombie.resume();

            // Then
            assertThat(run.verdict().kept())
                    .as(zombie.output() + other.output())
                    .isTrue();
        }
    }

    static Stream<Arguments> assignors() {
        return Stream.of("cooperative-sticky", "range")
                .flatMap(assignor -> Seeds.three().mapToObj(seed -> Arguments.of(assignor, seed)));
    }

    @Tag("F7")
    @ParameterizedTest
    @MethodSource("assignors")
    void f7AnInstanceJoinsAndLeavesEveryFewSeconds(String assignor, long seed) throws Exception {
        try (FaultRun run = new FaultRun("F7 " + assignor, seed, directory)) {
            // Given
            run.withKafkaOption("assignor", assignor);
            Product steady = run.product();
            run.load(8_000, 100);
            run.awaitDelivered(10);
            Product guest = run.product();

            // When
            for (int visit = 0; visit < 5; visit++) {
                guest.awaitPartitions();
                run.pass(5_000);
                run.history().fault("leaves with " + guest.stop());
                run.pass(5_000);
                run.history().fault("joins");
                guest.start();
            }
            // A process that has not begun yet ends with 143 when it is told to stop.
            guest.awaitPartitions();

            // Then
            assertThat(run.verdict().kept())
                    .as(steady.output() + guest.output())
                    .isTrue();
        }
    }

    @Tag("F30")
    @Test
    void f30OneOfTwoInstancesIsKilledAndTheOtherHasItAllWithin30Seconds() throws Exception {
        try (FaultRun run = new FaultRun("F30", Seeds.one(), directory)) {
            // Given
            Product killed = run.product();
            Product other = run.product();
            run.load(6_000, 100);
            run.awaitDelivered(1_000);

            // When
            run.history().fault("kill -9");
            killed.kill();

            // Then
            Verdict verdict = run.verdict();
            assertThat(verdict.kept()).as(killed.output() + other.output()).isTrue();
            assertThat(verdict.recoverySeconds()).isLessThan(30);
        }
    }
}
