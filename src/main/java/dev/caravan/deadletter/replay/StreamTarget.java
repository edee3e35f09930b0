package dev.caravan.deadletter.replay;

import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.Retry;
import dev.caravan.failure.RetryableException;
import dev.caravan.record.KinesisPosition;
import dev.caravan.record.SourceRecord;
import dev.caravan.send.PutRecordsCall;
import dev.caravan.send.SendOutcome;
import dev.caravan.send.StreamRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * A Kinesis stream. Entries that Kinesis refuses for now are sent again, for a minute; a call without an answer is not,
 * since its records may be in the stream.
 */
record StreamTarget(String name, KinesisClient client) implements ReplayTarget {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public String label() {
        return "stream " + name;
    }

    @Override
    public boolean keepsHeaders() {
        return false;
    }

    @Override
    public List<SendOutcome> send(List<SourceRecord> records) {
        Sending sending = new Sending(records);
        PutRecordsCall<Integer> call =
                new PutRecordsCall<>(client, name, Retry.atMost(PATIENCE, Backoff.DEFAULT), sending);
        try {
            call.untilDone(IntStream.range(0, records.size()).boxed().toList(), new Abandonment());
        } catch (PermanentException | RetryableException e) {
            sending.end(e);
        } catch (Exception e) {
            throw new IllegalStateException("Sending to the Kinesis stream " + name + " failed: " + e, e);
        }
        return Arrays.asList(sending.outcomes);
    }

    @Override
    public void close() {
        // the client is closed by whoever made it
    }

    /** One call's records by their place, and what became of them. */
    private static final class Sending implements StreamRecords<Integer> {

        private final List<SourceRecord> records;
        private final SendOutcome[] outcomes;
        private final List<Integer> uncertain = new ArrayList<>();

        Sending(List<SourceRecord> records) {
            this.records = records;
            this.outcomes = new SendOutcome[records.size()];
        }

        @Override
        public PutRecordsRequestEntry entry(Integer place) {
            SourceRecord record = records.get(place);
            return PutRecordsRequestEntry.builder()
                    .partitionKey(new String(record.key(), StandardCharsets.UTF_8))
                    .data(SdkBytes.fromByteArrayUnsafe(record.value()))
                    .build();
        }

        @Override
        public void acknowledged(Integer place, PutRecordsResultEntry answer) {
            outcomes[place] = new SendOutcome.Sent(answer.shardId(), new KinesisPosition(answer.sequenceNumber(), 0));
        }

        @Override
        public boolean sendAgain(List<Integer> places) {
            uncertain.addAll(places);
            return false;
        }

        void end(RuntimeException failure) {
            for (int place = 0; place < outcomes.length; place++) {
                if (outcomes[place] == null) {
                    outcomes[place] = uncertain.contains(place)
                            ? new SendOutcome.Uncertain(failure)
                            : new SendOutcome.NotSent(failure);
                }
            }
        }
    }
}
