package dev.caravan.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class ThroughputTest {

    private static final int RECORDS = 100_000;
    private static final int BATCH = 500;

    @TempDir
    Path directory;

    @Test
    void aHundredThousandRecordsPassAndAreFoundAgain() {
        // Given
        Duration before = cpuTime();
        try (KinesisFixture fixture = KinesisFixture.start(directory)) {
            fixture.createStream(2);

            // When
            for (int from = 0; from < RECORDS; from += BATCH) {
                List<PutRecordsRequestEntry> entries = IntStream.range(from, from + BATCH)
                        .mapToObj(ThroughputTest::entry)
                        .toList();
                assertThat(fixture.client
                                .putRecords(put ->
                                        put.streamName(KinesisFixture.STREAM).records(entries))
                                .failedRecordCount())
                        .isZero();
            }

            // Then
            assertThat(readAll(fixture)).hasSize(RECORDS);
        }
        try (KinesisFixture again = KinesisFixture.start(directory)) {
            assertThat(readAll(again)).hasSize(RECORDS);
        }
        // client included, and whatever else the machine does; a quadratic algorithm anywhere takes minutes
        assertThat(cpuTime().minus(before)).isLessThan(Duration.ofSeconds(60));
    }

    private static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static Set<String> readAll(KinesisFixture fixture) {
        Set<String> all = new HashSet<>();
        for (int shard = 0; shard < 2; shard++) {
            String iterator = fixture.iterator(Shard.id(shard), ShardIteratorType.TRIM_HORIZON);
            GetRecordsResponse answer;
            do {
                answer = fixture.read(iterator);
                all.addAll(KinesisFixture.texts(answer));
                iterator = answer.nextShardIterator();
            } while (answer.millisBehindLatest() > 0);
        }
        return all;
    }

    private static PutRecordsRequestEntry entry(int number) {
        return PutRecordsRequestEntry.builder()
                .partitionKey("key-" + number)
                .data(SdkBytes.fromUtf8String("record-" + number + "-" + "x".repeat(180)))
                .build();
    }
}
