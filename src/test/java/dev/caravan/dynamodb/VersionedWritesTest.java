package dev.caravan.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.Abandonment;
import dev.caravan.failure.PermanentException;
import dev.caravan.object.Batches;
import dev.caravan.record.BatchRange;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.KinesisPosition;
import dev.caravan.record.Position;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.SourcePartition;
import dev.caravan.record.SourceRecord;
import dev.caravan.testing.SharedServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** With versionAttribute an older record of a partition never overwrites a newer item of it. */
@Timeout(120)
class VersionedWritesTest {

    private static final String OPTIONS = "?versionAttribute=version";
    private static final SourcePartition SHARD = new SourcePartition("clicks", "shardId-000000000000", "0123abcd");
    private static final SourcePartition OTHER_PARTITION = new SourcePartition("clicks", "4", "0123abcd");
    private static final SourcePartition RECREATED = new SourcePartition("clicks", "3", "fedcba98");

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
                    .containsEntry("version", version("clicks/3/0123abcd/00000000000000000200"));
            assertThat(route.items().get("b"))
                    .containsEntry("version", version("clicks/3/0123abcd/00000000000000000151"));
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
                            "version", version("clicks/3/0123abcd/00000000000000000200"),
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
    void aTombstoneWhoseKeyIsNoTextDeletesNoOtherItem() throws Exception {
        try (TableRoute route = TableRoute.start(OPTIONS)) {
            // When
            RecordBatch batch = route.send(kafka(new SourceRecord(
                    new KafkaPosition(150), Batches.ARRIVAL, new byte[] {(byte) 0xff}, null, List.of())));

            // Then
            assertThat(TableRoute.rejections(batch)).containsExactly("invalid-key@150");
            assertThat(route.items()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?versionAttribute=id", "?versionAttribute=version&ttlAttribute=id"})
    void anOptionThatWouldOverwriteTheKeyStopsTheRoute(String options) throws Exception {
        try (TableRoute route = TableRoute.start(options)) {
            assertThatThrownBy(() -> route.send("{\"id\":\"a\"}"))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("Table " + route.table + " has id in its key");
            assertThat(route.items()).isEmpty();
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
            String position = "0".repeat(54) + "10.0000000003";
            assertThat(route.items().get("a"))
                    .containsEntry("version", version("clicks/shardId-000000000000/0123abcd/" + position));
            assertThat(shorter.outcome().filteredCount()).isOne();
            assertThat(earlierInside.outcome().filteredCount()).isOne();

            // When
            RecordBatch newer = route.send(kinesis(new KinesisPosition("10", 10)));

            // Then
            assertThat(newer.outcome().filteredCount()).isZero();
        }
    }

    @Test
    void aRecordOfAnotherPartitionIsWrittenWhateverItsOffset() throws Exception {
        try (TableRoute route = TableRoute.start(OPTIONS);
                SinkLog log = new SinkLog()) {
            // Given: partitions were added, or the table's key is not the record's key
            route.send(kafka(record(200, "a", "{\"id\":\"a\",\"n\":1}"), record(201, "b", "{\"id\":\"b\",\"n\":1}")));

            // When
            RecordBatch other = route.send(batch(
                    OTHER_PARTITION,
                    record(5, "a", "{\"id\":\"a\",\"n\":2}"),
                    record(6, "b", "{\"id\":\"b\",\"n\":2}"),
                    record(7, "c", "{\"id\":\"c\",\"n\":2}")));

            // Then
            assertThat(other.outcome().filteredCount()).isZero();
            assertThat(offsets(other)).containsExactly("5", "6", "7");
            assertThat(route.items().get("a"))
                    .containsEntry("n", AttributeValue.fromN("2"))
                    .containsEntry("version", version("clicks/4/0123abcd/00000000000000000005"));
            assertThat(log.warnings())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("clicks-4-00000000000000000005-0123abcd", route.table, "2 items", "version");

            // When: within its own partition the order holds again
            RecordBatch stale = route.send(batch(OTHER_PARTITION, record(4, "a", "{\"id\":\"a\",\"n\":3}")));

            // Then
            assertThat(stale.outcome().filteredCount()).isOne();
            assertThat(log.warnings()).hasSize(1);
        }
    }

    @Test
    void aRecordOfARecreatedTopicIsWrittenWhateverItsOffset() throws Exception {
        try (TableRoute route = TableRoute.start(OPTIONS);
                SinkLog log = new SinkLog()) {
            // Given
            route.send(kafka(record(200, "a", "{\"id\":\"a\",\"n\":1}")));

            // When
            RecordBatch first = route.send(batch(RECREATED, record(0, "a", "{\"id\":\"a\",\"n\":2}")));
            RecordBatch deletion = route.send(batch(RECREATED, record(1, "a", null)));

            // Then
            assertThat(first.outcome().filteredCount()).isZero();
            assertThat(deletion.outcome().filteredCount()).isZero();
            assertThat(route.items().get("a"))
                    .containsEntry("deleted", AttributeValue.fromBool(true))
                    .containsEntry("version", version("clicks/3/fedcba98/00000000000000000001"));
            assertThat(log.warnings()).hasSize(1);
        }
    }

    @Test
    void anItemWhoseVersionSomebodyElseWroteIsReplacedWithAWarning() throws Exception {
        try (TableRoute route = TableRoute.start(OPTIONS);
                SinkLog log = new SinkLog()) {
            // Given
            SharedServices.dynamoDbClient().putItem(put -> put.tableName(route.table)
                    .item(Map.of("id", AttributeValue.fromS("a"), "version", AttributeValue.fromN("999"))));

            // When
            RecordBatch batch = route.send(kafka(record(5, "a", "{\"id\":\"a\"}")));

            // Then
            assertThat(batch.outcome().filteredCount()).isZero();
            assertThat(route.items().get("a"))
                    .containsEntry("version", version("clicks/3/0123abcd/00000000000000000005"));
            assertThat(log.warnings()).hasSize(1);
        }
    }

    private static AttributeValue version(String text) {
        return AttributeValue.fromS(text);
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
