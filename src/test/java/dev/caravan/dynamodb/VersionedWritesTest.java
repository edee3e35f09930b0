package dev.caravan.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.failure.Abandonment;
import dev.caravan.object.Batches;
import dev.caravan.record.BatchRange;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.KinesisPosition;
import dev.caravan.record.Position;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.SourcePartition;
import dev.caravan.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** With versionAttribute an older record never overwrites a newer item. */
@Timeout(120)
class VersionedWritesTest {

    private static final String OPTIONS = "?versionAttribute=version";
    private static final SourcePartition SHARD = new SourcePartition("clicks", "shardId-000000000000", "0123abcd");

    @Test
    void anOlderRecordIsRefusedAndFiltered() throws Exception {
        try (TableRoute route = TableRoute.start(OPTIONS)) {
            // Given
            route.send(kafka(record(200, "a", "{\"id\":\"a\",\"n\":200}")));

            // When
            RecordBatch batch = route.send(
                    kafka(record(150, "a", "{\"id\":\"a\",\"n\":150}"), record(151, "b", "{\"id\":\"b\",\"n\":151}")));

            // Then
            assertThat(route.items().get("a"))
                    .containsEntry("n", AttributeValue.fromN("200"))
                    .containsEntry("version", AttributeValue.fromN("200"));
            assertThat(route.items().get("b")).containsEntry("version", AttributeValue.fromN("151"));
            assertThat(batch.outcome().filteredCount()).isOne();
            assertThat(batch.outcome().rejections()).isEmpty();
            assertThat(offsets(batch)).as("what the next steps see").containsExactly("151");
        }
    }

    @Test
    void recordsFoldedUnderARefusedOneAreRefusedWithIt() throws Exception {
        try (TableRoute route = TableRoute.start(OPTIONS)) {
            // Given
            route.send(kafka(record(200, "a", "{\"id\":\"a\"}")));

            // When
            RecordBatch batch = route.send(kafka(
                    record(150, "a", "{\"id\":\"a\"}"),
                    record(151, "b", "{\"id\":\"b\"}"),
                    record(152, "a", "{\"id\":\"a\"}")));

            // Then
            assertThat(batch.outcome().filteredCount()).isEqualTo(2);
            assertThat(offsets(batch)).containsExactly("151");
        }
    }

    @Test
    void aReplayWritesTheSameVersionAgainAndIsNotStale() throws Exception {
        try (TableRoute route = TableRoute.start(OPTIONS)) {
            // Given
            SourceRecord[] records = {
                record(150, "a", "{\"id\":\"a\",\"n\":1}"), record(151, "a", "{\"id\":\"a\",\"n\":2}")
            };
            route.send(kafka(records));
            Map<String, Map<String, AttributeValue>> before = route.items();

            // When
            RecordBatch replay = route.send(kafka(records));

            // Then
            assertThat(replay.outcome().filteredCount()).isZero();
            assertThat(offsets(replay)).containsExactly("150", "151");
            assertThat(route.items()).isEqualTo(before);
        }
    }

    @Test
    void aRecordWithoutAValueBecomesATombstoneItemThatHoldsOffOlderRecords() throws Exception {
        try (TableRoute route = TableRoute.start(OPTIONS + "&ttlAttribute=gone_at&tombstoneAge=172800000")) {
            // Given
            route.send(kafka(record(150, "a", "{\"id\":\"a\",\"n\":1}")));

            // When
            route.send(kafka(record(200, "a", null)));
            RecordBatch late = route.send(kafka(record(160, "a", "{\"id\":\"a\",\"n\":2}")));

            // Then
            long expiry = Batches.ARRIVAL.plus(Duration.ofDays(2)).getEpochSecond();
            assertThat(route.items().get("a"))
                    .isEqualTo(Map.of(
                            "id", AttributeValue.fromS("a"),
                            "deleted", AttributeValue.fromBool(true),
                            "version", AttributeValue.fromN("200"),
                            "gone_at", AttributeValue.fromN(Long.toString(expiry))));
            assertThat(late.outcome().filteredCount()).isOne();

            // When
            route.send(kafka(record(201, "a", "{\"id\":\"a\",\"n\":3}")));

            // Then
            assertThat(route.items().get("a")).containsOnlyKeys("id", "n", "version");
        }
    }

    @Test
    void aTombstoneWithoutAKeyIsRejected() throws Exception {
        try (TableRoute route = TableRoute.start(OPTIONS)) {
            // When
            RecordBatch batch =
                    route.send(kafka(new SourceRecord(new KafkaPosition(150), Batches.ARRIVAL, null, null, List.of())));

            // Then
            assertThat(TableRoute.rejections(batch)).containsExactly("invalid-key@150");
        }
    }

    @Test
    void kinesisPositionsAreComparedAsPaddedText() throws Exception {
        try (TableRoute route = TableRoute.start(OPTIONS)) {
            // Given: as plain text "9" is more than "10"
            route.send(kinesis(new KinesisPosition("10", 3)));

            // When
            RecordBatch shorter = route.send(kinesis(new KinesisPosition("9", 7)));
            RecordBatch earlierInside = route.send(kinesis(new KinesisPosition("10", 2)));

            // Then
            String version = "0".repeat(54) + "10.0000000003";
            assertThat(route.items().get("a")).containsEntry("version", AttributeValue.fromS(version));
            assertThat(shorter.outcome().filteredCount()).isOne();
            assertThat(earlierInside.outcome().filteredCount()).isOne();

            // When
            RecordBatch newer = route.send(kinesis(new KinesisPosition("10", 10)));

            // Then
            assertThat(newer.outcome().filteredCount()).isZero();
        }
    }

    private static List<String> offsets(RecordBatch batch) {
        return batch.left().stream()
                .map(BatchRecord::source)
                .map(record -> record.position().text())
                .toList();
    }

    private static RecordBatch kafka(SourceRecord... records) {
        return batch(Batches.PARTITION, records);
    }

    private static RecordBatch kinesis(KinesisPosition position) {
        return batch(SHARD, record(position, "a", "{\"id\":\"a\"}"));
    }

    private static RecordBatch batch(SourcePartition partition, SourceRecord... records) {
        Position start = records[0].position();
        Position end = records[records.length - 1].position();
        return RecordBatch.of(
                new BatchRange(partition, start, end, Optional.empty(), "00112233"),
                List.of(records),
                new Abandonment(),
                () -> {});
    }

    private static SourceRecord record(long offset, String key, String value) {
        return record(new KafkaPosition(offset), key, value);
    }

    private static SourceRecord record(Position position, String key, String value) {
        return new SourceRecord(
                position,
                Batches.ARRIVAL,
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                List.of());
    }
}
