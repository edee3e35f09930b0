package dev.caravan.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.net.ConnectException;
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
    void allClassesOfALibraryComplainTogetherOfOneCause() {
        // Given
        Exception refused = new IllegalStateException("wrapped", new ConnectException("Connection refused"));
        String[] loggers = {
            "software.amazon.kinesis.leases.Renewer", "software.amazon.kinesis.Scheduler", "com.amazonaws.services.Lock"
        };

        // When
        long heard = IntStream.range(0, 60)
                .filter(i -> passes(loggers[i % 3], Level.ERROR, "Complaint " + i, i, refused))
                .count();

        // Then
        assertThat(heard)
                .as("1, 2, 4, 8, 16, 32 of 40 and 1, 2, 4, 8, 16 of 20")
                .isEqualTo(11);
        assertThat(passes(loggers[0], Level.ERROR, "Complaint", 60, new IllegalStateException("another")))
                .isTrue();
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
        return passes(logger, level, message, second, null);
    }

    private boolean passes(String logger, Level level, String message, long second, Exception failure) {
        LoggingEvent event = new LoggingEvent("", context.getLogger(logger), level, message, failure, new Object[0]);
        event.setTimeStamp(second * 1000);
        return filter.decide(event) == FilterReply.NEUTRAL;
    }
}
