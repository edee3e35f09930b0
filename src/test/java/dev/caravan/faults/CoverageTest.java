package dev.caravan.faults;

import static dev.caravan.reconcile.ReconciledBucket.range;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.reconcile.ReconciledBucket;
import org.junit.jupiter.api.Test;

/** That every run is covered means nothing if a hole is not seen. */
class CoverageTest {

    @Test
    void aRunWithAHoleIsNotCoveredNorOneThatBeginsInTheMiddle() throws Exception {
        // Given
        ReconciledBucket bucket = new ReconciledBucket();
        String first = bucket.put("user-activity-replica/dt=2025-01-19", range(0, 0, 9), 0, 10, 10);
        String second = bucket.put("user-activity-replica/dt=2025-01-19", range(0, 10, 14), 0, 5, 5);
        bucket.put("user-activity-replica/dt=2025-01-19", range(0, 15, 19), 0, 5, 5);

        // When / Then
        assertThatCode(() -> Coverage.require(bucket.name)).doesNotThrowAnyException();
        bucket.delete(second);
        assertThatThrownBy(() -> Coverage.require(bucket.name)).hasMessageContaining("after 9, up to 14");
        bucket.delete(first);
        assertThatThrownBy(() -> Coverage.require(bucket.name)).hasMessageContaining("starts at 15");
    }
}
