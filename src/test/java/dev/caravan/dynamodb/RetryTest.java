package dev.caravan.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.record.RecordBatch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the sink does when the table does not take everything at once. */
@Timeout(120)
class RetryTest {

    @Test
    void unprocessedItemsAreSentAgainUntilNoneIsLeft() throws Exception {
        try (TableRoute route = TableRoute.start("")) {
            // Given
            route.network.processOnly(10, 1, 5);

            // When
            route.send(records("r", 25));

            // Then
            assertThat(route.network.sizes()).containsExactly(10, 1, 5, 9);
            assertThat(route.items()).hasSize(25);
        }
    }

    @Test
    void throttlesAreRetriedUntilTheTableTakesTheItems() throws Exception {
        try (TableRoute route = TableRoute.start("?maxParallelCalls=2")) {
            // Given
            route.network.throttle(5);

            // When
            route.send(records("r", 60));

            // Then
            assertThat(route.network.calls()).isEqualTo(8);
            assertThat(route.items()).hasSize(60);
        }
    }

    @Test
    void singleWritesAreRetriedAsWell() throws Exception {
        try (TableRoute route = TableRoute.start("?versionAttribute=version")) {
            // Given
            route.network.throttle(3);

            // When
            route.send(records("r", 10));

            // Then
            assertThat(route.network.calls()).isEqualTo(13);
            assertThat(route.items()).hasSize(10);
        }
    }

    @Test
    void abandonmentEndsTheRetries() {
        try (TableRoute route = TableRoute.start("")) {
            // Given
            route.network.throttle(Integer.MAX_VALUE);
            Abandonment abandonment = new Abandonment();
            CompletableFuture<RecordBatch> sent = route.sendAside(abandonment, records("r", 60));
            await().until(() -> route.network.calls() > 5);

            // When
            abandonment.abandon();

            // Then
            assertThatThrownBy(() -> sent.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(AbandonedException.class);
        }
    }

    @Test
    void twoBatchesWithOneKeyAreNeverInFlightTogether() throws Exception {
        try (TableRoute route = TableRoute.start("")) {
            // Given
            Semaphore gate = route.network.hold();
            CompletableFuture<RecordBatch> first =
                    route.sendAside(new Abandonment(), "{\"id\":\"a\",\"n\":1}", "{\"id\":\"b\"}");
            await().until(() -> route.network.calls() == 1);

            // When: the second shares a key, the third does not
            CompletableFuture<RecordBatch> second =
                    route.sendAside(new Abandonment(), "{\"id\":\"a\",\"n\":2}", "{\"id\":\"c\"}");
            CompletableFuture<RecordBatch> third = route.sendAside(new Abandonment(), "{\"id\":\"d\"}");

            // Then
            await().until(() -> route.network.calls() == 2);
            await().during(300, TimeUnit.MILLISECONDS).until(() -> route.network.calls() == 2);
            gate.release(100);
            CompletableFuture.allOf(first, second, third).get(20, TimeUnit.SECONDS);
            assertThat(route.network.collisions()).isEmpty();
            assertThat(route.network.calls()).isEqualTo(3);
            assertThat(route.items().get("a").get("n").n()).isEqualTo("2");
        }
    }

    @Test
    void twoStepsThatWriteOneTableNeverHoldOneKeyTogether() throws Exception {
        try (TableRoute route = TableRoute.start("")) {
            // Given: two endpoints, each with its own producer
            Semaphore gate = route.network.hold();
            CompletableFuture<RecordBatch> first = route.sendAside(new Abandonment(), "{\"id\":\"a\",\"n\":1}");
            await().until(() -> route.network.calls() == 1);

            // When
            CompletableFuture<RecordBatch> second =
                    route.sendAside("?maxParallelCalls=2", new Abandonment(), "{\"id\":\"a\",\"n\":2}");

            // Then
            await().during(500, TimeUnit.MILLISECONDS).until(() -> route.network.calls() == 1);
            gate.release(100);
            CompletableFuture.allOf(first, second).get(20, TimeUnit.SECONDS);
            assertThat(route.network.collisions()).isEmpty();
            assertThat(route.items().get("a").get("n").n()).isEqualTo("2");
        }
    }

    @Test
    void moreThanAThousandWaitingCallsStillRunNoMoreThanAllowedAtOnce() throws Exception {
        try (TableRoute route = TableRoute.start("?maxParallelCalls=2&versionAttribute=version")) {
            // Given
            Semaphore gate = route.network.hold();

            // When
            CompletableFuture<RecordBatch> sent = route.sendAside(new Abandonment(), records("r", 1_100));
            await().until(() -> route.network.calls() == 2);

            // Then
            await().during(500, TimeUnit.MILLISECONDS).until(() -> route.network.calls() == 2);
            gate.release(1_100);
            sent.get(60, TimeUnit.SECONDS);
            assertThat(route.items()).hasSize(1_100);
        }
    }

    @Test
    void abandonmentEndsTheWaitForAnotherBatchsKeys() throws Exception {
        try (TableRoute route = TableRoute.start("")) {
            // Given
            Semaphore gate = route.network.hold();
            CompletableFuture<RecordBatch> first = route.sendAside(new Abandonment(), "{\"id\":\"a\"}");
            await().until(() -> route.network.calls() == 1);
            Abandonment abandonment = new Abandonment();
            CompletableFuture<RecordBatch> second = route.sendAside(abandonment, "{\"id\":\"a\"}");

            // When
            abandonment.abandon();

            // Then
            assertThatThrownBy(() -> second.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(AbandonedException.class);
            gate.release(100);
            first.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void stoppingTheSinkLeavesNobodyWaitingForCallsThatNeverBegan() {
        try (TableRoute route = TableRoute.start("?maxParallelCalls=1")) {
            // Given: one call retries, the others are queued behind it
            route.network.throttle(Integer.MAX_VALUE);
            CompletableFuture<RecordBatch> sent = route.sendAside(new Abandonment(), records("r", 100));
            await().until(() -> route.network.calls() > 2);

            // When
            route.stop();

            // Then
            assertThatThrownBy(() -> sent.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(AbandonedException.class);
        }
    }

    private static String[] records(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"" + prefix + i + "\"}")
                .toArray(String[]::new);
    }
}
