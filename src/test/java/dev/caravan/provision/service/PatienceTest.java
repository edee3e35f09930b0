package dev.caravan.provision.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.RetryableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void itAsksAgainUntilItIsSo() {
        // Given
        AtomicInteger asked = new AtomicInteger();

        // When
        new Patience(Duration.ofSeconds(30)).until("the third time", () -> asked.incrementAndGet() == 3);

        // Then
        assertThat(asked).hasValue(3);
    }

    @Test
    void afterTheTimeItSaysWhatItWaitedFor() {
        assertThatThrownBy(() -> new Patience(Duration.ofMillis(150)).until("the stream s being ACTIVE", () -> false))
                .isInstanceOf(RetryableException.class)
                .hasMessage(
                        "the stream s being ACTIVE was waited for in vain for 150 ms (setup.timeout). Run the command"
                                + " again: it goes on from there");
    }
}
