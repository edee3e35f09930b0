package dev.caravan.local.kinesis;

import static dev.caravan.local.kinesis.KinesisFixture.STREAM;
import static dev.caravan.local.kinesis.KinesisFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.local.protocol.Fault;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Putting, iterating and getting, through SDK v2 in CBOR and in JSON. */
@ParameterizedClass(name = "cbor={0}")
@ValueSource(booleans = {true, false})
class RecordsTest {

    private static final String FIRST = Shard.id(0);

    private final KinesisFixture fixture;

    RecordsTest(boolean cbor) {
        this.fixture = KinesisFixture.start(cbor);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aRecordComesBackAsItWasPut() {
        // Given
        fixture.createStream(1);

        // When
        PutRecordResponse put = fixture.put("schlüssel", "größe");
        Record record = fixture.read(fixture.iterator(FIRST, ShardIteratorType.TRIM_HORIZON))
                .records()
                .get(0);

        // Then
        assertThat(put.shardId()).isEqualTo(FIRST);
        assertThat(record.sequenceNumber()).isEqualTo(put.sequenceNumber()).hasSize(56);
        assertThat(record.partitionKey()).isEqualTo("schlüssel");
        assertThat(record.data().asUtf8String()).isEqualTo("größe");
        assertThat(record.approximateArrivalTimestamp()).isEqualTo(fixture.clock.instant());
    }

    @Test
    void theMd5OfThePartitionKeyChoosesTheShardUnlessAHashKeyDoes() {
        // Given
        fixture.createStream(2);

        // Then: MD5 of "a" begins with 0c, of "b" with 92
        assertThat(fixture.put("a", "x").shardId()).isEqualTo(Shard.id(0));
        assertThat(fixture.put("b", "x").shardId()).isEqualTo(Shard.id(1));
        assertThat(putAt("b", BigInteger.ZERO.toString())).isEqualTo(Shard.id(0));
        assertThat(putAt("a", HashKeyRange.MAX.toString())).isEqualTo(Shard.id(1));
        assertThatThrownBy(() -> putAt("a", HashKeyRange.MAX.add(BigInteger.ONE).toString()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Invalid ExplicitHashKey");
    }

    @Test
    void sequenceNumbersOfAShardGrow() {
        // Given
        fixture.createStream(1);

        // When
        List<PutRecordsResultEntry> entries = putMany(500).records();

        // Then
        assertThat(entries)
                .extracting(entry -> new BigInteger(entry.sequenceNumber()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(fixture.readAll(FIRST)).hasSize(500).startsWith("0", "1").endsWith("499");
    }

    @Test
    void eachTypeOfIteratorBeginsWhereItSays() {
        // Given
        fixture.createStream(1);
        fixture.put("k", "a");
        fixture.clock.advance(Duration.ofSeconds(10));
        Instant between = fixture.clock.instant();
        String second = fixture.put("k", "b").sequenceNumber();
        String latest = fixture.iterator(FIRST, ShardIteratorType.LATEST);
        fixture.put("k", "c");
        String start = fixture.shards().get(0).sequenceNumberRange().startingSequenceNumber();

        // Then
        assertThat(read(fixture.iterator(FIRST, ShardIteratorType.TRIM_HORIZON)))
                .containsExactly("a", "b", "c");
        assertThat(read(latest)).containsExactly("c");
        assertThat(read(fixture.iterator(FIRST, ShardIteratorType.AT_SEQUENCE_NUMBER, second)))
                .containsExactly("b", "c");
        assertThat(read(fixture.iterator(FIRST, ShardIteratorType.AFTER_SEQUENCE_NUMBER, second)))
                .containsExactly("c");
        assertThat(read(fixture.iterator(FIRST, ShardIteratorType.AT_SEQUENCE_NUMBER, start)))
                .containsExactly("a", "b", "c");
        assertThat(read(atTimestamp(between))).containsExactly("b", "c");
        assertThat(read(atTimestamp(between.minusMillis(1)))).containsExactly("b", "c");
        assertThat(read(atTimestamp(between.minusSeconds(100)))).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> atTimestamp(between.plusSeconds(60)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("cannot be greater than the currentTimestampInMillis");
    }

    @Test
    void aSequenceNumberOfAnotherShardOrStreamIsRefused() {
        // Given
        fixture.createStream(2);
        String ofSecond = fixture.put("b", "x").sequenceNumber();

        // Then
        assertThatThrownBy(() -> fixture.iterator(FIRST, ShardIteratorType.AT_SEQUENCE_NUMBER, ofSecond))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("It encodes shardId-000000000001");
        assertThatThrownBy(() -> fixture.iterator(FIRST, ShardIteratorType.AT_SEQUENCE_NUMBER, "123"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("did not come from this stream");
        assertThatThrownBy(() -> fixture.iterator(FIRST, ShardIteratorType.AT_SEQUENCE_NUMBER))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> fixture.iterator(Shard.id(7), ShardIteratorType.LATEST))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Could not find shard shardId-000000000007 in stream clicks");
    }

    @Test
    void aSequenceNumberOfAnEarlierStreamIsRefused() {
        // Given
        fixture.createStream(1);
        String stale = fixture.put("k", "x").sequenceNumber();
        fixture.client.deleteStream(delete -> delete.streamName(STREAM));
        fixture.clock.advance(Duration.ofSeconds(1));
        fixture.createStream(1);
        fixture.put("k", "y");

        // Then
        assertThatThrownBy(() -> fixture.iterator(FIRST, ShardIteratorType.AFTER_SEQUENCE_NUMBER, stale))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("did not come from this stream");
    }

    @Test
    void anIteratorIsGoodForFiveMinutes() {
        // Given
        fixture.createStream(1);
        String iterator = fixture.iterator(FIRST, ShardIteratorType.LATEST);

        // When
        fixture.clock.advance(Duration.ofMinutes(5));
        fixture.read(iterator);
        fixture.clock.advance(Duration.ofMillis(1));

        // Then
        assertThatThrownBy(() -> fixture.read(iterator))
                .isInstanceOf(ExpiredIteratorException.class)
                .hasMessageContaining("Iterator expired.");
    }

    @Test
    void anIteratorCannotBeMadeUpOrOutliveItsStream() {
        // Given
        fixture.createStream(1);
        String iterator = fixture.iterator(FIRST, ShardIteratorType.LATEST);
        String changed = (iterator.charAt(0) == 'A' ? "B" : "A") + iterator.substring(1);
        fixture.client.deleteStream(delete -> delete.streamName(STREAM));
        fixture.clock.advance(Duration.ofSeconds(1));
        fixture.createStream(1);

        // Then
        assertThatThrownBy(() -> fixture.read(changed))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Invalid ShardIterator");
        assertThatThrownBy(() -> fixture.read(iterator)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aReaderLearnsHowFarItIsBehind() {
        // Given
        fixture.createStream(1);
        fixture.put("k", "a");
        fixture.clock.advance(Duration.ofSeconds(3));
        fixture.put("k", "b");
        fixture.clock.advance(Duration.ofSeconds(4));

        // When
        GetRecordsResponse first = fixture.client.getRecords(
                get -> get.limit(1).shardIterator(fixture.iterator(FIRST, ShardIteratorType.TRIM_HORIZON)));
        GetRecordsResponse second = fixture.read(first.nextShardIterator());

        // Then
        assertThat(first.millisBehindLatest()).isEqualTo(4_000);
        assertThat(second.millisBehindLatest()).isZero();
        assertThat(fixture.read(second.nextShardIterator()).records()).isEmpty();
    }

    @Test
    void recordsBeyondRetentionAreGone() {
        // Given
        fixture.createStream(1);
        String old = fixture.put("k", "old").sequenceNumber();
        fixture.clock.advance(Duration.ofHours(20));
        fixture.put("k", "young");

        // When
        fixture.clock.advance(Duration.ofHours(4).plusMillis(1));

        // Then
        assertThat(fixture.readAll(FIRST)).containsExactly("young");
        assertThat(read(fixture.iterator(FIRST, ShardIteratorType.AT_SEQUENCE_NUMBER, old)))
                .containsExactly("young");
    }

    @Test
    void oneAnswerHasTenMebibytesAtMost() {
        // Given
        fixture.createStream(1);
        SdkBytes data = SdkBytes.fromByteArray(new byte[1 << 20]);
        for (int i = 0; i < 11; i++) {
            fixture.client.putRecord(
                    put -> put.streamName(STREAM).partitionKey("k").data(data));
        }

        // When
        GetRecordsResponse first = fixture.read(fixture.iterator(FIRST, ShardIteratorType.TRIM_HORIZON));

        // Then
        assertThat(first.records()).hasSize(9);
        assertThat(fixture.read(first.nextShardIterator()).records()).hasSize(2);
    }

    @Test
    void whatIsTooLargeIsRefused() {
        // Given
        fixture.createStream(1);
        SdkBytes tooLarge = SdkBytes.fromByteArray(new byte[(1 << 20) + 1]);
        PutRecordsRequestEntry large = entry("k", SdkBytes.fromByteArray(new byte[1 << 20]));

        // Then
        assertThatThrownBy(() -> fixture.client.putRecord(
                        put -> put.streamName(STREAM).partitionKey("k").data(tooLarge)))
                .isInstanceOf(KinesisException.class)
                .hasMessageContaining("'data' failed to satisfy constraint")
                .hasMessageContaining("1048576");
        assertThatThrownBy(() -> putMany(501))
                .isInstanceOf(KinesisException.class)
                .hasMessageContaining("less than or equal to 500");
        assertThatThrownBy(() ->
                        fixture.client.putRecords(put -> put.streamName(STREAM).records(Collections.nCopies(5, large))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Records size exceeds 5 MB limit");
        assertThatThrownBy(() -> fixture.put("k".repeat(257), "x"))
                .isInstanceOf(KinesisException.class)
                .hasMessageContaining("partitionKey");
        assertThat(fixture.readAll(FIRST)).isEmpty();
    }

    @Test
    void aPartOfPutRecordsCanBeMadeToFail() {
        // Given
        fixture.createStream(1);
        fixture.faults.inject("PutRecords", new Fault.Partial(index -> index % 2 == 1), 1);

        // When
        PutRecordsResponse answer = putMany(4);

        // Then
        assertThat(answer.failedRecordCount()).isEqualTo(2);
        assertThat(answer.records().get(1).errorCode()).isEqualTo("ProvisionedThroughputExceededException");
        assertThat(answer.records().get(1).sequenceNumber()).isNull();
        assertThat(fixture.readAll(FIRST)).containsExactly("0", "2");
    }

    @Test
    void theClientOutlivesThrottlingAndALostReplyDoublesARecord() {
        // Given
        fixture.createStream(1);
        fixture.faults.inject("PutRecord", KinesisErrors.throttle(), 1);
        fixture.faults.inject("PutRecord", new Fault.LostReply(), 1);

        // When
        fixture.put("k", "x");

        // Then
        assertThat(fixture.readAll(FIRST)).containsExactly("x", "x");
    }

    @Test
    void anIteratorCanBeMadeToExpire() {
        // Given
        fixture.createStream(1);
        fixture.faults.inject("GetRecords", KinesisErrors.expireIterator(), 1);

        // Then
        assertThatThrownBy(() -> fixture.readAll(FIRST)).isInstanceOf(ExpiredIteratorException.class);
    }

    private List<String> read(String iterator) {
        return texts(fixture.read(iterator));
    }

    private String atTimestamp(Instant time) {
        return fixture.client
                .getShardIterator(get -> get.streamName(STREAM)
                        .shardId(FIRST)
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(time))
                .shardIterator();
    }

    private String putAt(String partitionKey, String hashKey) {
        return fixture.client
                .putRecord(put -> put.streamName(STREAM)
                        .partitionKey(partitionKey)
                        .explicitHashKey(hashKey)
                        .data(SdkBytes.fromUtf8String("x")))
                .shardId();
    }

    private PutRecordsResponse putMany(int count) {
        List<PutRecordsRequestEntry> entries = IntStream.range(0, count)
                .mapToObj(i -> entry("key-" + i, SdkBytes.fromUtf8String(String.valueOf(i))))
                .toList();
        return fixture.client.putRecords(put -> put.streamName(STREAM).records(entries));
    }

    private static PutRecordsRequestEntry entry(String partitionKey, SdkBytes data) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(partitionKey)
                .data(data)
                .build();
    }
}
