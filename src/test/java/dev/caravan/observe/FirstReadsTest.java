package dev.caravan.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(30)
class FirstReadsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(FirstReads.class);
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.add(event.getFormattedMessage());
        }
    };
    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setLevel(null);
    }

    @Test
    void eachSourceIsNamedOnceWhenItReads() {
        // Given
        StandInSource source = new StandInSource();
        StandInSource idle = new StandInSource();
        StandInSource failed = new StandInSource();
        FirstReads.watch(Map.of("pump", source, "spare", idle, "broken", failed), nanos::get);

        // When
        nanos.set(Duration.ofMillis(12_340).toNanos());
        source.status = List.of(
                StandInSource.status(0, 0, OptionalLong.empty()), StandInSource.status(1, 0, OptionalLong.empty()));
        source.reading = true;
        idle.reading = true;
        failed.failure = Optional.of("of the test");

        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("caravan-first-reads")));
        assertThat(log)
                .containsExactlyInAnyOrder(
                        "Route pump reads: it has 2 partitions or shards, 12.3 s after the start",
                        "Route spare reads: others have all partitions or shards, 12.3 s after the start");
    }
}
