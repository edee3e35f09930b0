package dev.caravan.generate.send;

import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import dev.caravan.failure.RetryableException;
import dev.caravan.generate.sequence.GeneratedRecord;
import dev.caravan.generate.truth.Tally;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * One PutRecords call, repeated with the entries that failed until none is left.
 *
 * <p>Through the SDK and not through Camel's aws2-kinesis producer: in 4.17 that has one partition key for a whole call,
 * and hides which entries failed behind one exception, so that sending again would double the others.
 */
final class PutRecordsCall {
    private final KinesisClient client;
    private final String stream;
    private final Backoff backoff;
    private final Tally tally;

    PutRecordsCall(KinesisClient client, String stream, Backoff backoff, Tally tally) {
        this.client = client;
        this.stream = stream;
        this.backoff = backoff;
        this.tally = tally;
    }

    /**
     * @throws dev.caravan.failure.PermanentException when Kinesis refuses the call
     * @throws dev.caravan.failure.AbandonedException when given up meanwhile
     */
    void untilDone(List<GeneratedRecord> records, Abandonment abandonment) throws Exception {
        List<GeneratedRecord> remaining = new ArrayList<>(records);
        new Retry(backoff)
                .untilDone(
                        "Sending to the Kinesis stream " + stream, abandonment, () -> attempt(remaining, abandonment));
    }

    private boolean attempt(List<GeneratedRecord> remaining, Abandonment abandonment) {
        List<PutRecordsResultEntry> results;
        try {
            results = client.putRecords(request(remaining)).records();
        } catch (SdkException failure) {
            KinesisFailure classified = KinesisFailure.of(failure, stream, remaining.size());
            if (classified.mayHaveBeenWritten()) {
                remaining.forEach(tally::uncertain);
            }
            abandonment.check("sending to the Kinesis stream " + stream);
            throw classified.exception();
        }
        List<GeneratedRecord> failed = new ArrayList<>();
        String lastError = "";
        for (int at = 0; at < results.size(); at++) {
            if (results.get(at).errorCode() == null) {
                tally.acknowledged(remaining.get(at));
            } else {
                failed.add(remaining.get(at));
                lastError = results.get(at).errorCode();
            }
        }
        int asked = remaining.size();
        remaining.clear();
        remaining.addAll(failed);
        if (!failed.isEmpty()) {
            throw new RetryableException(
                    failed.size() + " of " + asked + " entries failed, the last with " + lastError, null);
        }
        return true;
    }

    private PutRecordsRequest request(List<GeneratedRecord> records) {
        List<PutRecordsRequestEntry> entries = records.stream()
                .map(generated -> PutRecordsRequestEntry.builder()
                        .partitionKey(generated.partitionKey())
                        .data(SdkBytes.fromByteArrayUnsafe(generated.data()))
                        .build())
                .toList();
        return PutRecordsRequest.builder()
                .streamName(stream)
                .records(entries)
                // an unseen repetition by the SDK after a time-out would double records that the truth counts once
                .overrideConfiguration(request -> request.addPlugin(client ->
                        client.overrideConfiguration(all -> all.retryStrategy(DefaultRetryStrategy.doNotRetry()))))
                .build();
    }
}
