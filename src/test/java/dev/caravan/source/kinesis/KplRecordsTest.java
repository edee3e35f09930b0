package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.Record;

class KplRecordsTest {

    private static final BigInteger MIDDLE = BigInteger.TWO.pow(127);

    private final KplRecords kpl = new KplRecords();

    @Test
    void anAggregateIsExpandedWithSubSequenceNumbers() {
        // When
        List<KinesisClientRecord> records = expand(KplAggregate.of(List.of("a", "b"), "0"));

        // Then
        assertThat(records).extracting(KplRecordsTest::text).containsExactly("a", "b");
        assertThat(records).extracting(KinesisClientRecord::subSequenceNumber).containsExactly(0L, 1L);
    }

    @Test
    void userRecordsOfAnotherShardAreLeftOutBecauseTheirProducerSendsThemAgain() {
        // When, Then
        assertThat(kpl.deaggregate(
                        List.of(record(KplAggregate.of(List.of("a", "b"), "0"))), MIDDLE, MIDDLE.add(MIDDLE)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, -1, 1L << 32})
    void anAggregateThatPointsOutsideItsTablesIsPassedOnWhole(long partitionKey) {
        // Given
        byte[] broken = KplAggregate.encoded(AggregatedRecord.newBuilder()
                .addPartitionKeyTable("a")
                .addRecords(Record.newBuilder().setPartitionKeyIndex(0).setData(ByteString.copyFromUtf8("a")))
                .addRecords(
                        Record.newBuilder().setPartitionKeyIndex(partitionKey).setData(ByteString.copyFromUtf8("b")))
                .build());

        // When, Then
        assertThat(expand(broken)).singleElement().satisfies(record -> assertThat(
                        KinesisRecords.sourceRecord(record).value())
                .isEqualTo(broken));
    }

    @ParameterizedTest
    @ValueSource(strings = {"340282366920938463463374607431768211456", "-1", "x", ""})
    void anAggregateWhoseHashKeyNoShardCanHaveIsPassedOnWhole(String hashKey) {
        // Given
        byte[] broken = KplAggregate.of(List.of("a", "b"), hashKey);

        // When, Then
        assertThat(expand(broken)).singleElement().satisfies(record -> assertThat(
                        KinesisRecords.sourceRecord(record).value())
                .isEqualTo(broken));
    }

    @Test
    void whatOnlyBeginsLikeAnAggregateIsPassedOnAsItIs() {
        // Given
        byte[] changed = KplAggregate.of(List.of("a"), "0");
        changed[changed.length - 1]++;

        // When, Then
        assertThat(KinesisRecords.sourceRecord(expand(changed).get(0)).value()).isEqualTo(changed);
        assertThat(expand("plain".getBytes(StandardCharsets.UTF_8)))
                .extracting(KplRecordsTest::text)
                .containsExactly("plain");
    }

    private List<KinesisClientRecord> expand(byte[] data) {
        return kpl.deaggregate(List.of(record(data)));
    }

    private static KinesisClientRecord record(byte[] data) {
        return KinesisClientRecord.builder()
                .sequenceNumber("1")
                .partitionKey("key")
                .approximateArrivalTimestamp(Instant.EPOCH)
                .data(ByteBuffer.wrap(data).asReadOnlyBuffer())
                .build();
    }

    private static String text(KinesisClientRecord record) {
        return new String(KinesisRecords.sourceRecord(record).value(), StandardCharsets.UTF_8);
    }
}
