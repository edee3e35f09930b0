package dev.caravan.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.record.SourcePartition;
import dev.caravan.source.BatchSource;
import dev.caravan.source.SourceStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LagTest {

    private static final Source CAUGHT_UP = new Source(true, List.of(status(0, OptionalLong.of(0))), Optional.empty());
    private static final Source PENDING = new Source(true, List.of(status(7, OptionalLong.of(0))), Optional.empty());

    private final Abandonment stopped = new Abandonment();
    private final List<String> progress = new ArrayList<>();

    @Test
    void noLagCountsOnlyWhenItIsSeenFourTimesInARow() {
        // Given
        Deque<BatchSource> first = new ArrayDeque<>(List.of(CAUGHT_UP, CAUGHT_UP, PENDING));
        AtomicInteger looks = new AtomicInteger();
        Lag lag = new Lag(
                () -> {
                    looks.incrementAndGet();
                    return List.of(CAUGHT_UP, first.isEmpty() ? CAUGHT_UP : first.remove());
                },
                Duration.ofMinutes(1),
                stopped);

        // When
        lag.awaitNone(progress::add);

        // Then
        assertThat(looks).hasValue(7);
        assertThat(progress).containsExactly("2 of 2 sources read, 7 records in batches");
    }

    @Test
    void aLagThatStaysIsAnErrorThatSaysWhatIsLeft() {
        assertThatThrownBy(() -> lag(PENDING, Duration.ZERO).awaitNone(progress::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The sources still lag after 0 s: 1 of 1 sources read, 7 records in batches");
    }

    @Test
    void recordsThatAreNotReadYetAreALag() {
        assertLags(new Source(true, List.of(status(0, OptionalLong.of(3))), Optional.empty()));
    }

    @Test
    void whatASourceDoesNotKnowYetIsALag() {
        assertLags(new Source(true, List.of(status(0, OptionalLong.empty())), Optional.empty()));
    }

    @Test
    void aSourceThatDoesNotReadYetLags() {
        assertLags(new Source(false, List.of(status(0, OptionalLong.of(0))), Optional.empty()));
    }

    @Test
    void aSourceThatOwnsNothingYetLags() {
        assertLags(new Source(true, List.of(), Optional.empty()));
    }

    @Test
    void aSourceThatStoppedForGoodEndsTheWaitWithItsReason() {
        // Given
        Source failed = new Source(false, List.of(), Optional.of("no such bucket"));

        // When / Then
        assertThatThrownBy(() -> lag(failed, Duration.ofMinutes(1)).awaitNone(progress::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A route stopped: no such bucket");
    }

    @Test
    void aDemoThatIsStoppedWaitsNoLonger() {
        // Given
        stopped.abandon();

        // When / Then
        assertThatThrownBy(() -> lag(PENDING, Duration.ofMinutes(1)).awaitNone(progress::add))
                .isInstanceOf(AbandonedException.class);
    }

    private void assertLags(Source source) {
        assertThatThrownBy(() -> lag(source, Duration.ZERO).awaitNone(progress::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The sources still lag");
    }

    private Lag lag(BatchSource source, Duration timeout) {
        return new Lag(() -> List.of(source), timeout, stopped);
    }

    private static SourceStatus status(long pending, OptionalLong behind) {
        return new SourceStatus(new SourcePartition("topic", "0", "00c0ffee"), pending, behind, OptionalLong.empty());
    }

    /** A source that says always the same. */
    private record Source(boolean isReading, List<SourceStatus> status, Optional<String> failure)
            implements BatchSource {

        @Override
        public Optional<String> delay() {
            return Optional.empty();
        }

        @Override
        public boolean isDrained() {
            return true;
        }
    }
}
