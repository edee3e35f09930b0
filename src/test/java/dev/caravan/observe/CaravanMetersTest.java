package dev.caravan.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.measure.Answer;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordBatch;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaravanMetersTest {

    private static final Instant NOW = Instant.parse("2026-01-19T12:00:00Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CaravanMeters meters = new CaravanMeters(registry, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aDeliveredBatchIsCountedByWhatBecameOfItsRecords() {
        // Given
        BatchInDelivery batch = Batches.of(10, NOW.minusSeconds(7));
        RecordBatch body = batch.attempt();
        List<BatchRecord> records = body.left();
        body.reject(records.get(0), Reason.NOT_JSON, "of the test");
        body.reject(records.get(1), Reason.NOT_JSON, "of the test");
        body.reject(records.get(2), Reason.TOO_LARGE, "of the test");
        body.filter(records.get(3));

        // When
        meters.begun("pump", batch);
        meters.delivered("pump", batch, body.outcome());

        // Then
        assertThat(lines())
                .contains(
                        "caravan_records_in_total{route=\"pump\",source=\"orders\"} 10.0",
                        "caravan_records_dead_lettered_total{reason=\"not-json\",route=\"pump\"} 2.0",
                        "caravan_records_dead_lettered_total{reason=\"too-large\",route=\"pump\"} 1.0",
                        "caravan_records_filtered_total{route=\"pump\"} 1.0",
                        "caravan_batch_records_bucket{route=\"pump\",le=\"1.0\"} 0",
                        "caravan_batch_records_bucket{route=\"pump\",le=\"10.0\"} 1",
                        "caravan_batch_bytes_sum{route=\"pump\"} 50.0",
                        "caravan_end_to_end_latency_seconds_bucket{route=\"pump\",le=\"5.0\"} 0",
                        "caravan_end_to_end_latency_seconds_bucket{route=\"pump\",le=\"10.0\"} 1",
                        "caravan_end_to_end_latency_seconds_sum{route=\"pump\"} 7.0")
                .anyMatch(line -> line.startsWith("caravan_last_success_timestamp_seconds{route=\"pump\"} 1.768"));
    }

    @Test
    void aRecordFromTheFutureHasNoNegativeLatency() {
        // Given
        BatchInDelivery batch = Batches.of(1, NOW.plusSeconds(60));

        // When
        meters.delivered("pump", batch, batch.attempt().outcome());

        // Then
        assertThat(lines())
                .contains(
                        "caravan_end_to_end_latency_seconds_count{route=\"pump\"} 1",
                        "caravan_end_to_end_latency_seconds_sum{route=\"pump\"} 0.0");
    }

    @Test
    void sinksAreCountedByPlaceAndCallsByTheirAnswer() {
        // When
        meters.written("pump", "s3://lake/", 40, Duration.ofMillis(300));
        meters.written("pump", "s3://lake/", 2, Duration.ofMillis(20));
        meters.retried("s3://lake/");
        meters.repeated("pump", Batches.of(1, NOW), 1, new IllegalStateException("of the test"));
        meters.answered("s3", "PutObject", Answer.OK);
        meters.answered("s3", "PutObject", Answer.THROTTLED);
        meters.answered("s3", "PutObject", Answer.THROTTLED);

        // Then
        assertThat(lines())
                .contains(
                        "caravan_records_out_total{route=\"pump\",sink=\"s3://lake/\"} 42.0",
                        "caravan_flush_duration_seconds_bucket{sink=\"s3://lake/\",le=\"0.25\"} 1",
                        "caravan_flush_duration_seconds_bucket{sink=\"s3://lake/\",le=\"0.5\"} 2",
                        "caravan_sink_retries_total{sink=\"s3://lake/\"} 1.0",
                        "caravan_batch_retries_total{route=\"pump\"} 1.0",
                        "caravan_sink_requests_total{op=\"PutObject\",outcome=\"ok\",sink=\"s3\"} 1.0",
                        "caravan_sink_requests_total{op=\"PutObject\",outcome=\"throttled\",sink=\"s3\"} 2.0");
    }

    private List<String> lines() {
        return registry.scrape().lines().toList();
    }
}
