package dev.caravan.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.failure.Abandonment;
import dev.caravan.object.Batches;
import dev.caravan.record.RecordBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Which objects a batch leaves, under which names, with which content and metadata. */
@Timeout(120)
class LakeRouteTest {

    private static final String NAME = "clicks-3-00000000000000000100-0123abcd";

    @Test
    void aBatchBecomesGzippedLinesInHivePartitionsOfTheEventTime() throws Exception {
        try (LakeRoute route = LakeRoute.start("partitionBy", "event-time:timestamp")) {
            // Given
            RecordBatch batch = Batches.of(
                    "{\"timestamp\":\"2025-01-19T12:00:00Z\",\"n\":1}",
                    "{\"timestamp\":\"2025-01-20T00:59:59+01:00\",\"n\":2}",
                    "{\"timestamp\":\"2025-01-19T12:59:59.999Z\",\"n\":3}");

            // When
            Exchange exchange = route.send(batch);

            // Then
            String noon = "p/dt=2025-01-19/hour=12/" + NAME + ".json.gz";
            String night = "p/dt=2025-01-19/hour=23/" + NAME + ".json.gz";
            assertThat(route.texts())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(noon, """
                                {"timestamp":"2025-01-19T12:00:00Z","n":1}
                                {"timestamp":"2025-01-19T12:59:59.999Z","n":3}
                                """, night, "{\"timestamp\":\"2025-01-20T00:59:59+01:00\",\"n\":2}\n"));
            assertThat(exchange.getMessage().getBody()).isSameAs(batch);
            assertThat(exchange.getProperty(LakeProperties.OBJECTS)).isEqualTo(List.of(noon, night));
        }
    }

    @Test
    void anObjectCarriesRangeAndCountsOfItsBatch() throws Exception {
        try (LakeRoute route = LakeRoute.start("partitionBy", "field:action")) {
            // Given: one filtered, one rejected, two partitions
            RecordBatch batch = Batches.of(
                            "{\"action\":\"click\"}", "{\"action\":\"drop\"}", "[]", "{\"action\":\"click\"}", "{}")
                    .with(record -> new String(record.bytes(), StandardCharsets.UTF_8).contains("drop")
                            ? Optional.empty()
                            : Optional.of(record));

            // When
            route.send(batch);

            // Then
            HeadObjectResponse head = route.head("p/action=click/" + NAME + ".json.gz");
            assertThat(head.contentType()).isEqualTo("application/x-ndjson");
            assertThat(head.contentEncoding()).isEqualTo("gzip");
            assertThat(head.metadata())
                    .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                            Map.entry("source", "clicks"),
                            Map.entry("partition", "3"),
                            Map.entry("lineage", "0123abcd"),
                            Map.entry("start", "100"),
                            Map.entry("end", "104"),
                            Map.entry("previous-end", "99"),
                            Map.entry("records-in", "5"),
                            Map.entry("records-out", "3"),
                            Map.entry("records-rejected", "1"),
                            Map.entry("records-filtered", "1"),
                            Map.entry("rows", "2"),
                            Map.entry("settings", "00112233")));
            assertThat(route.texts()).containsKey("p/action=__HIVE_DEFAULT_PARTITION__/" + NAME + ".json.gz");
        }
    }

    @Test
    void aReplayWritesTheSameBytes() throws Exception {
        // Given
        String[] records = IntStream.range(0, 2000)
                .mapToObj(i -> "{\"action\":\"a" + i % 7 + "\",\"n\":" + i + "}")
                .toArray(String[]::new);
        try (LakeRoute first = LakeRoute.start("partitionBy", "field:action");
                LakeRoute second = LakeRoute.start("partitionBy", "field:action", "maxOpenPartitions", "2")) {

            // When
            first.send(Batches.of(records));
            first.send(Batches.of(records));
            second.send(Batches.of(records));

            // Then
            Map<String, byte[]> stored = first.stored();
            assertThat(stored).hasSize(7);
            assertThat(second.stored()).containsOnlyKeys(stored.keySet());
            second.stored().forEach((key, bytes) -> assertThat(bytes).isEqualTo(stored.get(key)));
        }
    }

    @Test
    void jsonArrayIsTheLayoutOfTheSeed() throws Exception {
        try (LakeRoute route = LakeRoute.start("format", "json-array", "compression", "none")) {
            // Given
            String click = "{\"user_id\":\"123\",\"action\":\"click\",\"timestamp\":\"2025-01-19T12:00:00Z\","
                    + "\"processed_at\":\"batch-7\"}";
            String nothing = "{\"user_id\":null,\"action\":null,\"timestamp\":null,\"processed_at\":\"batch-7\"}";

            // When
            RecordBatch batch = Batches.of(click, "{\"broken", nothing);
            route.send(batch);

            // Then
            String key = "p/" + NAME + ".json";
            JsonNode stored = new JsonMapper().readTree(route.texts().get(key));
            assertThat(stored).isEqualTo(new JsonMapper().readTree("[" + click + "," + nothing + "]"));
            assertThat(route.head(key).contentType()).isEqualTo("application/json");
            assertThat(batch.outcome().rejectedCount()).isEqualTo(1);
        }
    }

    @Test
    void aBatchThatLeavesNoObjectLeavesAManifest() throws Exception {
        try (LakeRoute route = LakeRoute.start()) {
            // Given
            RecordBatch batch = Batches.of("{}", "nonsense").with(record -> Optional.empty());

            // When
            Exchange exchange = route.send(batch);
            route.send(Batches.of("{}", "nonsense").with(record -> Optional.empty()));

            // Then
            String key = "p/_manifests/" + NAME + ".json";
            assertThat(route.texts())
                    .containsExactly(
                            Map.entry(
                                    key,
                                    "{\"source\":\"clicks\",\"partition\":\"3\",\"lineage\":\"0123abcd\",\"start\":\"100\","
                                            + "\"end\":\"101\",\"records_in\":2,\"records_rejected\":0,\"records_filtered\":2}"));
            assertThat(route.head(key).metadata()).containsEntry("end", "101").containsEntry("rows", "0");
            assertThat(exchange.getProperty(LakeProperties.OBJECTS)).isEqualTo(List.of());
        }
    }

    @Test
    void anEmptyBatchLeavesAManifest() throws Exception {
        try (LakeRoute route = LakeRoute.start()) {
            // When
            route.send(Batches.of());

            // Then
            assertThat(route.texts()).containsOnlyKeys("p/_manifests/" + NAME + ".json");
        }
    }

    @Test
    void moreHivePartitionsThanMayBeOpenAreWrittenInSeveralWalks() throws Exception {
        try (LakeRoute route = LakeRoute.start("partitionBy", "field:user_id", "maxOpenPartitions", "64")) {
            // Given
            String[] records = IntStream.range(0, 600)
                    .mapToObj(i -> i == 599 ? "[]" : "{\"user_id\":" + i % 200 + ",\"n\":" + i + "}")
                    .toArray(String[]::new);
            AtomicInteger walks = new AtomicInteger();
            RecordBatch batch = Batches.of(records).with(record -> {
                walks.addAndGet(record.index() == 0 ? 1 : 0);
                return Optional.of(record);
            });

            // When
            route.send(batch);

            // Then
            Map<String, String> texts = route.texts();
            assertThat(texts).hasSize(200);
            assertThat(texts.get("p/user_id=7/" + NAME + ".json.gz"))
                    .isEqualTo("{\"user_id\":7,\"n\":7}\n{\"user_id\":7,\"n\":207}\n{\"user_id\":7,\"n\":407}\n");
            assertThat(texts.values().stream().flatMap(String::lines)).hasSize(599);
            assertThat(batch.outcome().rejectedCount()).isEqualTo(1);
            assertThat(walks).hasValue(4);
        }
    }

    @Test
    void theRawRecordsAreReleasedBeforeTheFirstPut() throws Exception {
        try (LakeRoute route = LakeRoute.start()) {
            // Given
            AtomicInteger releases = new AtomicInteger();
            RecordBatch batch = Batches.of(new Abandonment(), releases::incrementAndGet, "{\"n\":1}");
            AtomicBoolean releasedAtPut = new AtomicBoolean();
            route.network.beforePut(() -> releasedAtPut.set(batch.isReleased()));

            // When
            route.send(batch);

            // Then
            assertThat(releasedAtPut).isTrue();
            assertThat(releases).hasValue(1);
        }
    }

    @Test
    void theRawRecordsCanBeKeptForALaterStep() throws Exception {
        try (LakeRoute route = LakeRoute.start("releaseRecords", "false")) {
            // Given
            RecordBatch batch = Batches.of("{\"n\":1}");

            // When
            route.send(batch);

            // Then
            assertThat(batch.isReleased()).isFalse();
            assertThat(batch.iterator()).toIterable().hasSize(1);
        }
    }
}
