package dev.caravan.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepetitionsTest {

    private final Repetitions filter = new Repetitions();
    private final LoggerContext context = new LoggerContext();

    @Test
    void aComplaintEverySecondIsHeardAtDoublingIntervals() {
        // When
        int[] heard = IntStream.rangeClosed(1, 100)
                .filter(second -> passes("kinesis", Level.ERROR, "The lease table does not answer", second))
                .toArray();

        // Then
        assertThat(heard).containsExactly(1, 2, 4, 8, 16, 32, 64);
    }

    @Test
    void aComplaintThatWasForgottenCountsFromOneAgain() {
        // Given
        IntStream.rangeClosed(1, 4).forEach(second -> passes("kinesis", Level.ERROR, "Away", second));

        // When / Then
        assertThat(passes("kinesis", Level.ERROR, "Away", 5)).isFalse();
        assertThat(passes("kinesis", Level.ERROR, "Away", 5 + 60)).isFalse();
        assertThat(passes("kinesis", Level.ERROR, "Away", 65 + 61)).isTrue();
    }

    @Test
    void othersComplaintsOtherWordsAndLowerLevelsAreNotHeldBack() {
        // Given
        IntStream.rangeClosed(1, 3).forEach(second -> passes("kinesis", Level.WARN, "Away", second));

        // When / Then
        assertThat(passes("kinesis", Level.WARN, "Away", 4)).isTrue();
        assertThat(passes("kinesis", Level.WARN, "Away", 5)).isFalse();
        assertThat(passes("kafka", Level.WARN, "Away", 5)).isTrue();
        assertThat(passes("kinesis", Level.WARN, "Refused", 5)).isTrue();
        assertThat(IntStream.rangeClosed(1, 10).filter(i -> passes("kinesis", Level.INFO, "Away", 5)))
                .hasSize(10);
    }

    private boolean passes(String logger, Level level, String message, long second) {
        LoggingEvent event = new LoggingEvent("", context.getLogger(logger), level, message, null, new Object[0]);
        event.setTimeStamp(second * 1000);
        return filter.decide(event) == FilterReply.NEUTRAL;
    }
}
