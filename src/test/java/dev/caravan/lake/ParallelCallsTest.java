package dev.caravan.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelCallsTest {

    private final ThreadPoolExecutor helpers =
            new ThreadPoolExecutor(0, 4, 1, TimeUnit.SECONDS, new SynchronousQueue<>());

    @AfterEach
    void stop() {
        helpers.shutdownNow();
    }

    @Test
    void asManyCallsAsAllowedRunAtOnceAndResultsKeepTheirOrder() throws Exception {
        // Given: no call returns before three run
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Callable<Integer>> calls = IntStream.range(0, 12)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    three.await();
                    running.decrementAndGet();
                    return i;
                })
                .toList();

        // When
        List<Integer> results = new ParallelCalls(helpers, 3).all(calls);

        // Then
        assertThat(results).isEqualTo(IntStream.range(0, 12).boxed().toList());
        assertThat(most).hasValue(3);
    }

    @Test
    void aStoppedExecutorLeavesAllCallsToTheCaller() throws Exception {
        // Given
        helpers.shutdown();
        Thread caller = Thread.currentThread();

        // When
        List<Thread> threads = new ParallelCalls(helpers, 3).all(List.of(Thread::currentThread, Thread::currentThread));

        // Then
        assertThat(threads).containsOnly(caller);
    }

    @Test
    void afterAFailureNoFurtherCallBegins() {
        // Given
        AtomicInteger begun = new AtomicInteger();
        List<Callable<Integer>> calls = IntStream.range(0, 5)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    begun.incrementAndGet();
                    throw new IllegalStateException("call " + i);
                })
                .toList();

        // When, Then
        assertThatThrownBy(() -> new ParallelCalls(helpers, 1).all(calls)).hasMessage("call 0");
        assertThat(begun).hasValue(1);
    }
}
