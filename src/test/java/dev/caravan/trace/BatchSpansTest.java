package dev.caravan.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.measure.EachMeasure;
import dev.caravan.source.AttemptScope;
import dev.caravan.source.BatchDelivery;
import dev.caravan.trace.OtlpReceiver.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@Timeout(60)
class BatchSpansTest {

    private static final Processor WELL = exchange -> {};

    private OtlpReceiver receiver;

    @BeforeEach
    void receive() throws IOException {
        receiver = new OtlpReceiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aBatchIsOneSpanWithWhatTheConventionsSayOfIt() throws Exception {
        // When
        Received span = spanOf(TracedBatches.of(List.of("", "")), WELL);

        // Then
        assertThat(span.name()).isEqualTo("process orders");
        assertThat(span.kind()).as("consumer").isEqualTo(5);
        assertThat(span.status()).as("unset").isZero();
        assertThat(span.links()).isEmpty();
        assertThat(span.attributes())
                .containsAllEntriesOf(Map.of(
                        "messaging.system", "kafka",
                        "messaging.operation.type", "process",
                        "messaging.destination.name", "orders",
                        "messaging.destination.partition.id", "0",
                        "messaging.batch.message_count", "2",
                        "caravan.route", "r",
                        "caravan.batch", "orders-0-00000000000000000000-0123abcd"));
    }

    @Test
    void itIsLinkedToEachSampledProducerOnce() throws Exception {
        // Given
        BatchInDelivery batch = TracedBatches.of(List.of(
                TracedBatches.sampled(1),
                TracedBatches.sampled(1),
                TracedBatches.notSampled(2),
                "",
                "not a traceparent",
                TracedBatches.sampled(3)));

        // When
        Received span = spanOf(batch, WELL);

        // Then
        assertThat(span.links()).containsExactly(TracedBatches.link(1), TracedBatches.link(3));
        assertThat(span.traceId()).isNotEqualTo(TracedBatches.link(1).substring(0, 32));
    }

    @Test
    void itHasSoManyLinksAndNoMore() throws Exception {
        // Given
        BatchInDelivery batch = TracedBatches.of(IntStream.rangeClosed(1, ProducerLinks.MOST + 8)
                .mapToObj(TracedBatches::sampled)
                .toList());

        // When
        Received span = spanOf(batch, WELL);

        // Then
        assertThat(span.links())
                .hasSize(ProducerLinks.MOST)
                .startsWith(TracedBatches.link(1))
                .endsWith(TracedBatches.link(ProducerLinks.MOST));
    }

    @Test
    void theFirstSecondAndFourthFailedAttemptAreEventsOfTheOneSpan() throws Exception {
        // Given
        List<Integer> attempts = new ArrayList<>();

        // When
        Received span = spanOf(TracedBatches.of(List.of("")), exchange -> {
            attempts.add(attempts.size() + 1);
            if (attempts.size() < 6) {
                throw new RetryableException("S3 is away, " + attempts.size(), null);
            }
        });

        // Then
        assertThat(attempts).hasSize(6);
        assertThat(span.events())
                .containsExactly("exception S3 is away, 1", "exception S3 is away, 2", "exception S3 is away, 4");
        assertThat(span.status()).as("unset").isZero();
    }

    @Test
    void aBatchThatCannotBeDeliveredIsAnError() throws Exception {
        // When
        Received span = spanOf(TracedBatches.of(List.of("")), exchange -> {
            throw new PermanentException("no such bucket");
        });

        // Then
        assertThat(span.status()).as("error").isEqualTo(2);
        assertThat(span.attributes()).containsEntry("error.type", PermanentException.class.getName());
    }

    @Test
    void whatIsLoggedMeanwhileHasTheIdsOfTheSpan() throws Exception {
        // Given
        List<String> seen = Collections.synchronizedList(new ArrayList<>());

        // When
        Received span = spanOf(
                TracedBatches.of(List.of("")),
                exchange -> seen.addAll(List.of(MDC.get("trace.id"), MDC.get("span.id"))));

        // Then
        assertThat(seen).containsExactly(span.traceId(), span.spanId());
        assertThat(MDC.get("trace.id")).isNull();
        assertThat(MDC.get("span.id")).isNull();
    }

    private Received spanOf(BatchInDelivery batch, Processor step) throws Exception {
        try (Tracing tracing = new Tracing(receiver.endpoint(), "1.2.3")) {
            deliver(batch, step, tracing);
        }
        await().until(() -> !receiver.spans().isEmpty());
        assertThat(receiver.spans()).hasSize(1);
        return receiver.spans().get(0);
    }

    static void deliver(BatchInDelivery batch, Processor step, Tracing tracing) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:batches").routeId("r").process(step);
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
                            new EachMeasure(List.of(tracing.measures())))
                    .deliver(batch, AttemptScope.NONE);
        }
    }
}
