package dev.caravan.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.source.SourceStatus;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SourceMetersTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CamelContext context = new DefaultCamelContext();
    private final AtomicLong nanos = new AtomicLong(Duration.ofHours(1).toNanos());
    private final StandInEndpoint endpoint = new StandInEndpoint(context);
    private final SourceMeters meters = new SourceMeters(registry, context, nanos::get);

    @BeforeEach
    void startRoute() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(endpoint).routeId("pump").to("mock:sink");
                from("direct:other").routeId("other").to("mock:sink");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @Test
    void theOldestOfThePartitionsThatWaitForAnAcknowledgementCounts() {
        // Given
        endpoint.source().status = List.of(status(0, 0, 500), status(1, 3, 40), status(2, 4, 20));

        // When / Then
        assertThat(lines())
                .contains(
                        "caravan_source_pending_records{route=\"pump\",source=\"orders\"} 7.0",
                        "caravan_checkpoint_age_seconds{route=\"pump\",source=\"orders\"} 40.0");
    }

    @Test
    void whatWasNeverAcknowledgedCountsFromTheStart() {
        // Given
        nanos.addAndGet(Duration.ofSeconds(90).toNanos());
        endpoint.source().status = List.of(StandInSource.status(0, 1, OptionalLong.empty()));

        // When / Then
        assertThat(lines()).contains("caravan_checkpoint_age_seconds{route=\"pump\",source=\"orders\"} 90.0");
    }

    @Test
    void aSourceReadsWhenItHasPartitionsAndAsksForTheirRecords() {
        // Given
        String reading = "caravan_source_reading{route=\"pump\",source=\"orders\"} ";
        endpoint.source().status = List.of(status(0, 3, 40));

        // When / Then
        assertThat(lines()).contains(reading + "0.0");
        endpoint.source().reading = true;
        assertThat(lines()).contains(reading + "1.0");
        endpoint.source().status = List.of();
        assertThat(lines()).contains(reading + "0.0");
    }

    @Test
    void aRouteThatIsGoneIsShownNoMore() throws Exception {
        // Given
        endpoint.source().status = List.of(status(0, 3, 40));
        assertThat(lines()).isNotEmpty();
        context.getRouteController().stopRoute("pump");

        // When
        context.removeRoute("pump");

        // Then
        assertThat(lines()).isEmpty();
    }

    private SourceStatus status(int partition, long pending, int acknowledgedSecondsAgo) {
        return StandInSource.status(
                partition,
                pending,
                OptionalLong.of(
                        nanos.get() - Duration.ofSeconds(acknowledgedSecondsAgo).toNanos()));
    }

    private List<String> lines() {
        meters.refresh();
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith("caravan_"))
                .toList();
    }
}
