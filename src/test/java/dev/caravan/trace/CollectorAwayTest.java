package dev.caravan.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.caravan.batch.BatchInDelivery;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class CollectorAwayTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Logger logger = (Logger) LoggerFactory.getLogger(CountedExport.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void batchesAreDeliveredAndTheirSpansCountedAndOneLineSaysSo() throws Exception {
        // Given
        try (OtlpReceiver receiver = new OtlpReceiver();
                Tracing tracing = new Tracing(receiver.endpoint(), "1.2.3")) {
            receiver.answer(400);

            // When
            for (long lost = 1; lost <= 3; lost++) {
                assertThat(deliver(tracing).isWritten()).isTrue();
                long expected = lost;
                await().atMost(LONG).until(() -> tracing.lost() == expected);
            }
            receiver.answer(200);
            deliver(tracing);
            await().atMost(LONG).until(() -> tracing.sent() == 1);

            // Then
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .filteredOn(line -> line.startsWith(receiver.endpoint().toString()))
                    .satisfiesExactly(
                            away -> assertThat(away).contains("does not take spans (it answers with an error)"),
                            back -> assertThat(back).endsWith("takes spans again, after 3 were lost"));
            assertThat(receiver.spans()).hasSize(1);
        }
    }

    @Test
    void aStopIsNotHeldUpByACollectorThatNeverAnswers() throws Exception {
        // Given
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Tracing tracing = new Tracing(URI.create("http://127.0.0.1:" + silent.getLocalPort()), "1.2.3");
            deliver(tracing);
            long begin = System.nanoTime();

            // When
            tracing.close();

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void whatEndsBehindAFullQueueIsLostAndCounted() {
        // Given
        SpanCounts counts = new SpanCounts(2);

        // When
        boolean first = counts.enter();
        boolean second = counts.enter();
        boolean third = counts.enter();
        counts.left(2, true);

        // Then
        assertThat(List.of(first, second, third)).containsExactly(true, true, false);
        assertThat(counts.sent()).isEqualTo(2);
        assertThat(counts.lost()).isEqualTo(1);
        assertThat(counts.enter()).isTrue();
    }

    private static BatchInDelivery deliver(Tracing tracing) throws Exception {
        BatchInDelivery batch = TracedBatches.of(List.of(""));
        BatchSpansTest.deliver(batch, exchange -> {}, tracing);
        return batch;
    }
}
