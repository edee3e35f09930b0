package dev.caravan.local.kinesis;

import static dev.caravan.local.kinesis.KinesisFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void streamsOutliveTheProcess() {
        // Given
        String sequenceNumber;
        List<software.amazon.awssdk.services.kinesis.model.Shard> shards;
        try (KinesisFixture before = KinesisFixture.start(directory)) {
            before.createStream(1);
            before.client.addTagsToStream(add -> add.streamName(STREAM).tags(Map.of("stage", "test")));
            before.put("a", "first");
            before.client.splitShard(
                    split -> split.streamName(STREAM).shardToSplit(Shard.id(0)).newStartingHashKey("1000"));
            sequenceNumber = before.put("a", "second").sequenceNumber();
            shards = before.shards();
        }

        // When
        try (KinesisFixture after = KinesisFixture.start(directory)) {
            String later = after.put("a", "third").sequenceNumber();

            // Then
            assertThat(after.shards()).isEqualTo(shards);
            assertThat(after.readAll(Shard.id(0))).containsExactly("first");
            assertThat(after.readAll(Shard.id(2))).containsExactly("second", "third");
            assertThat(KinesisFixture.texts(after.read(
                            after.iterator(Shard.id(2), ShardIteratorType.AFTER_SEQUENCE_NUMBER, sequenceNumber))))
                    .containsExactly("third");
            assertThat(new BigInteger(later)).isGreaterThan(new BigInteger(sequenceNumber));
            assertThat(after.client
                            .listTagsForStream(list -> list.streamName(STREAM))
                            .tags())
                    .hasSize(1);
        }
    }

    @Test
    void anIteratorOutlivesARestart() {
        // Given
        String iterator;
        try (KinesisFixture before = KinesisFixture.start(directory)) {
            before.createStream(1);
            iterator = before.iterator(Shard.id(0), ShardIteratorType.LATEST);
            before.put("a", "first");
        }

        // Then
        try (KinesisFixture after = KinesisFixture.start(directory)) {
            assertThat(KinesisFixture.texts(after.read(iterator))).containsExactly("first");
        }
    }

    @Test
    void aDeletedStreamLeavesNothing() throws IOException {
        // Given
        try (KinesisFixture fixture = KinesisFixture.start(directory)) {
            fixture.createStream(2);
            fixture.put("a", "x");

            // When
            fixture.client.deleteStream(delete -> delete.streamName(STREAM));
        }

        // Then
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).extracting(file -> file.getFileName().toString()).containsExactly("lock");
        }
        try (KinesisFixture after = KinesisFixture.start(directory)) {
            assertThatThrownBy(() -> after.put("a", "x")).isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void aClosedShardLeavesWithItsFolder() {
        // Given
        try (KinesisFixture fixture = KinesisFixture.start(directory)) {
            fixture.createStream(1);
            fixture.put("a", "x");
            fixture.client.splitShard(
                    split -> split.streamName(STREAM).shardToSplit(Shard.id(0)).newStartingHashKey("1000"));
            Path folder = StreamDirectory.of(directory, STREAM).shard(0);
            assertThat(folder).exists();

            // When
            fixture.clock.advance(Duration.ofHours(25));
            fixture.shards();

            // Then
            assertThat(folder).doesNotExist();
        }
    }

    @Test
    void aStreamMayHaveADangerousName() {
        // Given
        try (KinesisFixture fixture = KinesisFixture.start(directory.resolve("data"))) {

            // When
            fixture.client.createStream(create -> create.streamName("..").shardCount(1));
        }

        // Then
        assertThat(directory).isDirectoryNotContaining(file -> !file.endsWith("data"));
        assertThat(directory.resolve("data/stream-../stream.json")).exists();
    }

    @Test
    void aSecondKinesisOnTheSameDirectoryIsRefused() {
        // Given
        try (KinesisFixture fixture = KinesisFixture.start(directory)) {
            assertThat(fixture.kinesis.endpoint().getHost()).isEqualTo("127.0.0.1");

            // Then
            assertThatThrownBy(() -> KinesisFixture.start(directory))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("uses it already");
        }
    }

    @Test
    void aTakenPortReleasesTheDirectory() {
        // Given
        try (KinesisFixture taken = KinesisFixture.start(true)) {
            LocalKinesisSettings settings =
                    LocalKinesisSettings.of(KinesisFixture.KEY, "eu-central-1").withDataDirectory(directory);

            // Then
            assertThatThrownBy(() -> LocalKinesis.start(
                            settings.withPort(taken.kinesis.endpoint().getPort())))
                    .isInstanceOf(UncheckedIOException.class);
            LocalKinesis.start(settings).close();
        }
    }
}
