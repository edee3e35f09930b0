package dev.caravan.cli;

import static dev.caravan.deadletter.DeadLetterBucket.kinesis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.deadletter.DeadLetterBucket;
import dev.caravan.local.kinesis.LocalKinesis;
import dev.caravan.local.kinesis.LocalKinesisSettings;
import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.Fault;
import dev.caravan.local.protocol.FaultSwitch;
import dev.caravan.record.Rejection;
import dev.caravan.testing.SharedServices;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** A stream that fails in the ways Kinesis does. */
@Timeout(120)
@ExtendWith(LocalKeys.class)
class DeadLettersReplayFaultsTest {

    private static final String STREAM = "events";
    private static final int LETTERS = 20;

    private final DeadLetterBucket bucket = new DeadLetterBucket();
    private final DeadLetterCommands commands = new DeadLetterCommands(bucket);
    private final FaultSwitch faults = new FaultSwitch();
    private final LocalKinesis service =
            LocalKinesis.start(LocalKinesisSettings.of(SharedServices.CREDENTIALS, SharedServices.REGION.id())
                    .withFaults(faults));
    private final KinesisClient client = KinesisClient.builder()
            .endpointOverride(service.endpoint())
            .region(SharedServices.REGION)
            .credentialsProvider(SharedServices.credentialsProvider())
            .build();

    @BeforeEach
    void writeDeadLettersOfAStream() throws Exception {
        client.createStream(create -> create.streamName(STREAM).shardCount(1));
        client.waiter().waitUntilStreamExists(describe -> describe.streamName(STREAM));
        bucket.write(
                STREAM,
                IntStream.range(0, LETTERS)
                        .mapToObj(i -> kinesis(i, "value-" + i))
                        .toArray(Rejection[]::new));
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void entriesThatFailAndThrottledCallsAreSentAgainAndOnlyThey() {
        // Given
        faults.inject("PutRecords", new Fault.Partial(at -> at % 3 == 0), 2);
        faults.inject(
                "PutRecords",
                new Fault.Refused(AwsError.badRequest("ProvisionedThroughputExceededException", "Rate exceeded")),
                1);

        // When
        CommandRun run = replay();

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.err()).contains("replay: 20 sent");
        assertThat(ReplayedRecords.stream(client, STREAM)).hasSize(LETTERS).doesNotHaveDuplicates();
    }

    @Test
    void aCallWithoutAnAnswerIsNotRepeatedAndUncertain() {
        // Given
        faults.inject("PutRecords", new Fault.LostReply(), 1);

        // When
        CommandRun first = replay();
        CommandRun second = replay();

        // Then
        for (CommandRun run : List.of(first, second)) {
            assertThat(run.code()).as(run.all()).isEqualTo(1);
            assertThat(run.err()).contains("replay: 20 UNCERTAIN");
        }
        assertThat(first.err()).contains("replay ended early: PutRecords of 20 records to the Kinesis stream events");
        assertThat(first.out()).contains("Whether the records are in the stream is not known");
        assertThat(ReplayedRecords.stream(client, STREAM)).hasSize(LETTERS).doesNotHaveDuplicates();
        assertThat(commands.run("show", commands.ids().get(0)).out()).contains("replay 1   UNCERTAIN");
    }

    @Test
    void aStreamThatRefusesTheCallLeavesNothingUncertain() {
        // Given
        faults.inject("PutRecords", new Fault.Refused(AwsError.badRequest("AccessDeniedException", "not allowed")), 1);

        // When
        CommandRun refused = replay();
        CommandRun second = replay();

        // Then
        assertThat(refused.code()).as(refused.all()).isEqualTo(2);
        assertThat(refused.err()).contains("replay: 20 not sent", "AccessDeniedException");
        assertThat(second.code()).as(second.all()).isZero();
        assertThat(ReplayedRecords.stream(client, STREAM)).hasSize(LETTERS).doesNotHaveDuplicates();
    }

    private CommandRun replay() {
        return commands.runWith(List.of("aws.endpoint.kinesis=" + service.endpoint()), "replay");
    }
}
