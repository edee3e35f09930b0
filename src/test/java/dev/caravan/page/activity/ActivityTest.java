package dev.caravan.page.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.measure.Answer;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private final SettableClock clock = new SettableClock();
    private final Activity activity = new Activity(clock);

    @Test
    void theNewestObjectsAreKeptAndNoMore() {
        // When
        for (int at = 0; at < 60; at++) {
            activity.stored("orders", "s3://lake/" + at, at, 10);
        }

        // Then
        assertThat(activity.objects()).hasSize(50);
        assertThat(activity.objects().get(0))
                .isEqualTo(new StoredObject(clock.instant(), "orders", "s3://lake/59", 59, 10));
        assertThat(activity.objects().get(49).object()).isEqualTo("s3://lake/10");
    }

    @Test
    void callsAndRetriesAreCountedByTheirNames() {
        // When
        activity.answered("s3", "PutObject", Answer.OK);
        activity.answered("s3", "PutObject", Answer.THROTTLED);
        activity.answered("dynamodb", "BatchWriteItem", Answer.FAILED);
        activity.retried("s3://lake/orders/");
        activity.retried("s3://lake/orders/");

        // Then
        assertThat(activity.calls()).containsOnlyKeys("dynamodb BatchWriteItem", "s3 PutObject");
        assertThat(activity.calls().get("s3 PutObject").total(Answer.OK)).isEqualTo(1);
        assertThat(activity.calls().get("s3 PutObject").throttled().lately(60)).isEqualTo(1);
        assertThat(activity.calls().get("dynamodb BatchWriteItem").total(Answer.FAILED))
                .isEqualTo(1);
        assertThat(activity.retries()).containsEntry("s3://lake/orders/", 2L).hasSize(1);
    }
}
