package dev.caravan.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.failure.RetryableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeliveryWatchTest {

    private final AtomicLong nanos = new AtomicLong(5);
    private final DeliveryWatch watch = new DeliveryWatch(nanos::get);
    private final BatchInDelivery batch = Batches.pinned(3);

    @Test
    void aBatchThatIsUnderWayAsLongAsUsualIsNoDelay() {
        // Given
        watch.begin(batch);

        // When
        nanos.addAndGet(DeliveryWatch.PATIENCE.toNanos() - 1);

        // Then
        assertThat(watch.delay()).isEmpty();
    }

    @Test
    void aDelayNamesTheBatchTheTimeAndTheLastFailure() {
        // Given
        watch.begin(batch);
        batch.abandonment()
                .pauseAfter(new RetryableException("503 SlowDown", null), Duration.ZERO, "Writing s3://lake/object");

        // When
        nanos.addAndGet(Duration.ofSeconds(23).toNanos());

        // Then
        assertThat(watch.delay())
                .hasValue("Batch " + batch.range().id()
                        + " is not delivered after 23 s: Writing s3://lake/object: 503 SlowDown");
    }

    @Test
    void aFirstAttemptThatGetsNoAnswerIsADelayAsWell() {
        // Given
        watch.begin(batch);

        // When
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());

        // Then
        assertThat(watch.delay()).get().asString().endsWith("after 20 s: its first attempt still runs");
    }

    @Test
    void theOldestOfSeveralIsNamedAndNoneThatIsOver() {
        // Given
        BatchInDelivery later = Batches.pinned(2);
        watch.begin(batch);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        watch.begin(later);

        // When
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());

        // Then
        assertThat(watch.delay()).get().asString().contains("after 21 s");
        watch.end(batch);
        assertThat(watch.delay()).get().asString().contains("after 20 s");
        watch.end(later);
        assertThat(watch.delay()).isEmpty();
    }
}
