package dev.caravan.generate.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.PermanentException;
import dev.caravan.generate.TestProfiles;
import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.profile.TargetKind;
import dev.caravan.generate.sequence.RecordSequence;
import dev.caravan.generate.sequence.RunKey;
import dev.caravan.generate.truth.RunTruth;
import dev.caravan.generate.truth.Tally;
import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.Fault;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.KinesisClient;

@Timeout(60)
class KinesisTargetTest {

    private static final Profile PROFILE = TestProfiles.userActivity(TargetKind.KINESIS, 3_000);
    private static final RunKey KEY =
            new RunKey("user-activity", TargetKind.KINESIS, 1, Instant.parse("2026-11-21T10:00:00Z"));

    private final PutRecordsService kinesis = new PutRecordsService("UserActivityStream");
    private final KinesisClient client = kinesis.client();
    private final Tally tally = new Tally(Clock.systemUTC());

    @AfterEach
    void stop() {
        client.close();
        kinesis.close();
    }

    @Test
    void everyRecordArrivesOnceWithItsOwnPartitionKeyInCallsOfFiveHundred() throws Exception {
        // When
        sendAll("UserActivityStream");

        // Then
        assertThat(written()).isEqualTo(expected(1));
        assertThat(kinesis.calls()).hasSize(6).containsOnly(500);
        assertThat(kinesis.written().stream().map(PutRecordsService.Entry::partitionKey))
                .contains("1", "10");
        assertThat(truth().sent()).isEqualTo(3_000);
        assertThat(truth().complete()).isTrue();
    }

    @Test
    void onlyFailedEntriesAreSentAgain() throws Exception {
        // Given
        kinesis.faults().inject("PutRecords", new Fault.Partial(at -> at % 5 == 0), 7);

        // When
        sendAll("UserActivityStream");

        // Then
        assertThat(written()).isEqualTo(expected(1));
        assertThat(kinesis.calls()).contains(100);
        assertThat(truth().complete()).isTrue();
    }

    @Test
    void aThrottledCallIsRepeatedAndDoublesNothing() throws Exception {
        // Given
        AwsError throttle = AwsError.badRequest("ProvisionedThroughputExceededException", "Rate exceeded");
        kinesis.faults().inject("PutRecords", new Fault.Refused(throttle), 3);

        // When
        sendAll("UserActivityStream");

        // Then
        assertThat(written()).isEqualTo(expected(1));
        assertThat(truth().complete()).isTrue();
    }

    @Test
    void aLostReplyIsRepeatedByUsAloneAndCountedAsUncertain() throws Exception {
        // Given
        kinesis.faults().inject("PutRecords", new Fault.LostReply(), 1);

        // When
        sendAll("UserActivityStream");

        // Then: seven calls, so that the SDK repeated none of its own accord
        assertThat(kinesis.calls()).hasSize(7);
        assertThat(kinesis.written()).hasSize(3_500);
        assertThat(truth().sent()).isEqualTo(3_000);
        assertThat(truth().uncertain()).isEqualTo(500);
        assertThat(truth().complete()).isFalse();
    }

    @Test
    void aServerErrorIsUncertainToo() throws Exception {
        // Given
        kinesis.faults().inject("PutRecords", new Fault.Refused(new AwsError("InternalFailure", 500, "down")), 1);

        // When
        sendAll("UserActivityStream");

        // Then
        assertThat(written()).isEqualTo(expected(1));
        assertThat(truth().uncertain()).isEqualTo(500);
    }

    @Test
    void anUnknownStreamEndsTheRunAtOnceAndIsNamed() {
        // When / Then
        assertThatThrownBy(() -> sendAll("NoSuchStream"))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("the Kinesis stream NoSuchStream")
                .hasMessageContaining("ResourceNotFoundException");
        assertThat(kinesis.written()).isEmpty();
        assertThat(truth().sent()).isZero();
    }

    private void sendAll(String stream) throws InterruptedException {
        RecordSequence records = new RecordSequence(PROFILE, KEY);
        try (Target target = new KinesisTarget(client, stream, tally)) {
            for (long index = 0; index < records.size(); index++) {
                target.send(records.record(index));
            }
            target.flush();
        }
    }

    private RunTruth truth() {
        return tally.truth(PROFILE, KEY);
    }

    private Map<String, Integer> written() {
        Map<String, Integer> counts = new HashMap<>();
        kinesis.written().forEach(entry -> counts.merge(text(entry.data()), 1, Integer::sum));
        return counts;
    }

    private static Map<String, Integer> expected(int copies) {
        RecordSequence records = new RecordSequence(PROFILE, KEY);
        Map<String, Integer> counts = new HashMap<>();
        LongStream.range(0, records.size())
                .forEach(index -> counts.merge(text(records.record(index).data()), copies, Integer::sum));
        return counts;
    }

    private static String text(byte[] data) {
        return new String(data, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
