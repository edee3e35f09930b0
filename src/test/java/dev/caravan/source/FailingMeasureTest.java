package dev.caravan.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.RetryableException;
import dev.caravan.measure.BoundMeasures;
import dev.caravan.measure.Measures;
import dev.caravan.record.BatchOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FailingMeasureTest {

    /** Hears the reports of one batch; a failing one then fails as a bug in it would. */
    private static final class Taker implements Measures {

        private final List<String> heard = new ArrayList<>();
        private final boolean failing;

        Taker(boolean failing) {
            this.failing = failing;
        }

        private void hear(String report) {
            heard.add(report);
            if (failing) {
                throw new IllegalStateException("a bug of a measure");
            }
        }

        @Override
        public void begun(String route, BatchInDelivery batch) {
            hear("begun");
        }

        @Override
        public void repeated(String route, BatchInDelivery batch, int attempt, Throwable failure) {
            hear("repeated after attempt " + attempt);
        }

        @Override
        public void delivered(String route, BatchInDelivery batch, BatchOutcome outcome) {
            hear("delivered");
        }

        @Override
        public void ended(String route, BatchInDelivery batch) {
            hear("ended");
        }
    }

    @Test
    void aBatchIsDeliveredOnceAndTheOtherMeasuresHearAllOfIt() throws Exception {
        // Given
        Taker failing = new Taker(true);
        Taker well = new Taker(false);
        AtomicInteger attempts = new AtomicInteger();
        BatchInDelivery batch = Batches.pinned(3);

        // When
        deliver(batch, attempts, failing, well);

        // Then
        assertThat(batch.isWritten()).isTrue();
        assertThat(batch.failure()).isNull();
        assertThat(attempts).hasValue(2);
        assertThat(well.heard).containsExactly("begun", "repeated after attempt 1", "delivered", "ended");
        assertThat(failing.heard).isEqualTo(well.heard);
    }

    private static void deliver(BatchInDelivery batch, AtomicInteger attempts, Taker... takers) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            for (Taker taker : takers) {
                context.getRegistry().bind("taker-" + taker.failing, Measures.class, taker);
            }
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:batches").routeId("r").process(exchange -> {
                        if (attempts.incrementAndGet() == 1) {
                            throw new RetryableException("of the test", null);
                        }
                    });
                }
            });
            context.start();
            new BatchDelivery(
                            (DefaultConsumer) context.getRoute("r").getConsumer(),
                            "r",
                            (letters, abandonment) -> {},
                            1,
                            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 1),
                            System::nanoTime,
                            BoundMeasures.in(context))
                    .deliver(batch, AttemptScope.NONE);
        }
    }
}
