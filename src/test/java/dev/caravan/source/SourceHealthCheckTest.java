package dev.caravan.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.record.SourcePartition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

class SourceHealthCheckTest {

    private static final long NOW = Duration.ofHours(1).toNanos();

    @Test
    void aSourceThatReadsSaysWhenItLastAcknowledgedSomething() {
        // When
        HealthCheck.Result health = check(source(true, Optional.empty(), status(3, 90), status(4, 12)));

        // Then
        assertThat(health.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health.getMessage()).contains("last acknowledgement 12 s ago, 7 records pending");
    }

    @Test
    void aSourceThatHasAcknowledgedNothingSaysSo() {
        // When
        HealthCheck.Result health = check(source(true, Optional.empty()));

        // Then
        assertThat(health.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health.getMessage()).contains("nothing acknowledged yet, 0 records pending");
    }

    @Test
    void aDelaySaysWhyAndSinceWhen() {
        // When
        HealthCheck.Result health = check(source(true, Optional.of("The table is throttled"), status(5, 61)));

        // Then
        assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health.getMessage())
                .contains("The table is throttled; last acknowledgement 61 s ago, 5 records pending");
    }

    private static HealthCheck.Result check(BatchSource source) {
        return new SourceHealthCheck("pump", source, () -> NOW).call();
    }

    private static SourceStatus status(long pending, int acknowledgedSecondsAgo) {
        return new SourceStatus(
                new SourcePartition("orders", Long.toString(pending), "0123abcd"),
                pending,
                OptionalLong.empty(),
                OptionalLong.of(NOW - Duration.ofSeconds(acknowledgedSecondsAgo).toNanos()));
    }

    private static BatchSource source(boolean reading, Optional<String> delay, SourceStatus... status) {
        return new BatchSource() {
            @Override
            public List<SourceStatus> status() {
                return List.of(status);
            }

            @Override
            public boolean isReading() {
                return reading;
            }

            @Override
            public Optional<String> failure() {
                return Optional.empty();
            }

            @Override
            public Optional<String> delay() {
                return delay;
            }

            @Override
            public boolean isDrained() {
                return true;
            }
        };
    }
}
