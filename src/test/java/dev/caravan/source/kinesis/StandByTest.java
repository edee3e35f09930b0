package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandByTest {

    private final Deque<CompletableFuture<Boolean>> questions = new ArrayDeque<>();
    private final AtomicLong nanoTime = new AtomicLong();
    private final StandBy standBy = new StandBy(this::ask, nanoTime::get);

    @Test
    void theLastAnswerHoldsUntilTheNextOne() {
        // Given
        assertThat(standBy.isOne()).as("nobody has answered").isFalse();

        // When, Then
        questions.getLast().complete(true);
        assertThat(standBy.isOne()).isTrue();
        nanoTime.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(standBy.isOne()).isTrue();
        questions.getLast().complete(false);
        assertThat(standBy.isOne()).isFalse();
        assertThat(questions).hasSize(2);
    }

    @Test
    void aTableThatDoesNotAnswerMakesNoStandBy() {
        // Given
        standBy.isOne();
        questions.getLast().complete(true);
        nanoTime.addAndGet(Duration.ofSeconds(6).toNanos());

        // When
        standBy.isOne();
        questions.getLast().completeExceptionally(new IllegalStateException("no connection"));

        // Then
        assertThat(standBy.isOne()).isFalse();
    }

    private CompletableFuture<Boolean> ask() {
        questions.add(new CompletableFuture<>());
        return questions.getLast();
    }
}
