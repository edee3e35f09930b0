package dev.caravan.local.kinesis;

import static dev.caravan.local.kinesis.KinesisFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.StreamSummary;
import software.amazon.awssdk.services.kinesis.model.Tag;

/** Streams and their settings, through SDK v2 in CBOR and in JSON. */
@ParameterizedClass(name = "cbor={0}")
@ValueSource(booleans = {true, false})
class StreamsTest {

    private final KinesisFixture fixture;

    StreamsTest(boolean cbor) {
        this.fixture = KinesisFixture.start(cbor);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aStreamIsThereAtOnceAndDescribed() {
        // When
        fixture.createStream(2);
        StreamDescription stream = fixture.client
                .describeStream(describe -> describe.streamName(STREAM))
                .streamDescription();

        // Then
        assertThat(stream.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(stream.streamARN()).isEqualTo("arn:aws:kinesis:eu-central-1:000000000000:stream/clicks");
        assertThat(stream.streamCreationTimestamp()).isEqualTo(fixture.clock.instant());
        assertThat(stream.retentionPeriodHours()).isEqualTo(24);
        assertThat(stream.hasMoreShards()).isFalse();
        assertThat(stream.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
        assertThat(stream.shards())
                .extracting(shard -> shard.shardId())
                .containsExactly("shardId-000000000000", "shardId-000000000001");
        assertThat(stream.shards().get(0).sequenceNumberRange().startingSequenceNumber())
                .hasSize(56);
    }

    @Test
    void aSummaryCountsOpenShards() {
        // Given
        fixture.createStream(3);

        // When
        StreamDescriptionSummary summary = fixture.client
                .describeStreamSummary(describe -> describe.streamARN(arn()))
                .streamDescriptionSummary();

        // Then
        assertThat(summary.openShardCount()).isEqualTo(3);
        assertThat(summary.streamName()).isEqualTo(STREAM);
        assertThat(summary.encryptionTypeAsString()).isEqualTo("NONE");
    }

    @Test
    void shardsAreDescribedInPages() {
        // Given
        fixture.createStream(5);

        // When
        StreamDescription page = fixture.client
                .describeStream(
                        describe -> describe.streamName(STREAM).limit(2).exclusiveStartShardId("shardId-000000000001"))
                .streamDescription();

        // Then
        assertThat(page.shards()).extracting(shard -> shard.shardId()).containsExactly(Shard.id(2), Shard.id(3));
        assertThat(page.hasMoreShards()).isTrue();
    }

    @Test
    void aNameIsTakenOnce() {
        // Given
        fixture.createStream(1);

        // Then
        assertThatThrownBy(() -> fixture.createStream(1))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Stream clicks under account 000000000000 already exists.");
    }

    @Test
    void anUnknownStreamIsNamed() {
        // Then
        assertThatThrownBy(() -> fixture.client.describeStream(describe -> describe.streamName("absent")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Stream absent under account 000000000000 not found.");
        assertThatThrownBy(() -> fixture.client.describeStreamSummary(
                        describe -> describe.streamARN("arn:aws:kinesis:us-east-1:000000000000:stream/clicks")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aDeletedStreamIsGoneAndItsNameIsFree() {
        // Given
        fixture.createStream(1);
        fixture.put("k", "old");

        // When
        fixture.client.deleteStream(delete -> delete.streamName(STREAM));

        // Then
        assertThatThrownBy(() -> fixture.put("k", "x")).isInstanceOf(ResourceNotFoundException.class);
        fixture.createStream(1);
        assertThat(fixture.readAll(Shard.id(0))).isEmpty();
    }

    @Test
    void whatIsWrongWithARequestIsSaidInAwsWords() {
        // Then
        assertThatThrownBy(() -> fixture.client.createStream(
                        create -> create.streamName("no blanks").shardCount(0)))
                .isInstanceOfSatisfying(KinesisException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("2 validation errors detected: Value 'no blanks' at 'streamName' failed to"
                                    + " satisfy constraint: Member must satisfy regular expression pattern:"
                                    + " [a-zA-Z0-9_.-]+; Value '0' at 'shardCount' failed to satisfy constraint:"
                                    + " Member must have value greater than or equal to 1");
                });
        assertThatThrownBy(() -> fixture.client.createStream(create -> create.streamName(STREAM)))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> fixture.createStream(501)).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void anOnDemandStreamHasFourShards() {
        // When
        fixture.client.createStream(
                create -> create.streamName(STREAM).streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));

        // Then
        assertThat(fixture.shards()).hasSize(4);
        fixture.client.updateStreamMode(
                update -> update.streamARN(arn()).streamModeDetails(mode -> mode.streamMode(StreamMode.PROVISIONED)));
        assertThat(fixture.client
                        .describeStreamSummary(describe -> describe.streamName(STREAM))
                        .streamDescriptionSummary()
                        .streamModeDetails()
                        .streamMode())
                .isEqualTo(StreamMode.PROVISIONED);
    }

    @Test
    void streamsAreListedInPages() {
        // Given
        for (String name : List.of("c", "a", "d", "b")) {
            fixture.client.createStream(create -> create.streamName(name).shardCount(1));
        }

        // When
        ListStreamsResponse first = fixture.client.listStreams(list -> list.limit(3));
        ListStreamsResponse second = fixture.client.listStreams(list -> list.nextToken(first.nextToken()));

        // Then
        assertThat(first.streamNames()).containsExactly("a", "b", "c");
        assertThat(first.hasMoreStreams()).isTrue();
        assertThat(first.streamSummaries())
                .extracting(StreamSummary::streamStatus)
                .containsOnly(StreamStatus.ACTIVE);
        assertThat(second.streamNames()).containsExactly("d");
        assertThat(second.hasMoreStreams()).isFalse();
        assertThat(fixture.client
                        .listStreams(list -> list.exclusiveStartStreamName("c"))
                        .streamNames())
                .containsExactly("d");
    }

    @Test
    void tagsAreAddedListedAndRemoved() {
        // Given
        fixture.client.createStream(
                create -> create.streamName(STREAM).shardCount(1).tags(Map.of("owner", "a")));

        // When
        fixture.client.addTagsToStream(
                add -> add.streamName(STREAM).tags(Map.of("owner", "b", "stage", "test", "z", "")));
        fixture.client.removeTagsFromStream(remove -> remove.streamName(STREAM).tagKeys("z", "absent"));

        // Then
        assertThat(fixture.client
                        .listTagsForStream(list -> list.streamName(STREAM))
                        .tags())
                .containsExactly(tag("owner", "b"), tag("stage", "test"));
        assertThat(fixture.client
                        .listTagsForStream(list -> list.streamName(STREAM).limit(1))
                        .hasMoreTags())
                .isTrue();
        assertThatThrownBy(() -> fixture.client.addTagsToStream(
                        add -> add.streamName(STREAM).tags(Map.of("aws:x", "y"))))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void retentionOnlyGoesTheWayItsOperationSays() {
        // Given
        fixture.createStream(1);

        // When
        fixture.client.increaseStreamRetentionPeriod(
                increase -> increase.streamName(STREAM).retentionPeriodHours(48));

        // Then
        assertThat(retention()).isEqualTo(48);
        assertThatThrownBy(() -> fixture.client.increaseStreamRetentionPeriod(
                        increase -> increase.streamName(STREAM).retentionPeriodHours(24)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("can not be shorter than existing retention period (48 hours)");
        assertThatThrownBy(() -> fixture.client.decreaseStreamRetentionPeriod(
                        decrease -> decrease.streamName(STREAM).retentionPeriodHours(23)))
                .isInstanceOf(InvalidArgumentException.class);
        fixture.client.decreaseStreamRetentionPeriod(
                decrease -> decrease.streamName(STREAM).retentionPeriodHours(24));
        assertThat(retention()).isEqualTo(24);
    }

    @Test
    void whatThisKinesisDoesNotHaveIsNamed() {
        // Given
        fixture.createStream(1);

        // Then
        assertThatThrownBy(() -> fixture.client.registerStreamConsumer(
                        register -> register.streamARN(arn()).consumerName("fan-out")))
                .isInstanceOfSatisfying(KinesisException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
                    assertThat(e.awsErrorDetails().errorMessage()).contains("kinesis", "RegisterStreamConsumer");
                });
    }

    private int retention() {
        return fixture.client
                .describeStreamSummary(describe -> describe.streamName(STREAM))
                .streamDescriptionSummary()
                .retentionPeriodHours();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static String arn() {
        return "arn:aws:kinesis:eu-central-1:000000000000:stream/clicks";
    }
}
