package dev.caravan.send;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.Abandonment;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.Retry;
import dev.caravan.failure.RetryableException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * One PutRecords call, repeated with the entries that failed until none is left. Thread-safe if its records are.
 *
 * <p>Through the SDK and not through Camel's aws2-kinesis producer: in 4.17 that has one partition key for a whole call,
 * and hides which entries failed behind one exception, so that sending again would double the others.
 */
public final class PutRecordsCall<R> {
    private final KinesisClient client;
    private final String stream;
    private final Retry retry;
    private final StreamRecords<R> sender;

    /** @param client stays open; its own retries are not used */
    public PutRecordsCall(KinesisClient client, String stream, Retry retry, StreamRecords<R> sender) {
        this.client = requireNonNull(client, "client");
        this.stream = requireNonNull(stream, "stream");
        this.retry = requireNonNull(retry, "retry");
        this.sender = requireNonNull(sender, "sender");
    }

    /**
     * @param records at most 500, and 5 MiB (AWS quota)
     * @throws PermanentException when Kinesis refuses the call, or its fate is not known and the sender does not want it
     *     sent again
     * @throws RetryableException the last failure, when the retry ends
     * @throws dev.caravan.failure.AbandonedException when given up meanwhile
     */
    public void untilDone(List<R> records, Abandonment abandonment) throws Exception {
        List<R> remaining = new ArrayList<>(records);
        retry.untilDone("Sending to the Kinesis stream " + stream, abandonment, () -> attempt(remaining, abandonment));
    }

    private boolean attempt(List<R> remaining, Abandonment abandonment) {
        List<PutRecordsResultEntry> results;
        try {
            results = client.putRecords(request(remaining)).records();
        } catch (SdkException failure) {
            throw failed(PutRecordsFailure.of(failure, stream, remaining.size()), remaining, abandonment);
        }
        List<R> failed = new ArrayList<>();
        String lastError = "";
        for (int at = 0; at < results.size(); at++) {
            if (results.get(at).errorCode() == null) {
                sender.acknowledged(remaining.get(at), results.get(at));
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

    private RuntimeException failed(PutRecordsFailure failure, List<R> remaining, Abandonment abandonment) {
        boolean again = !failure.mayHaveBeenWritten() || sender.sendAgain(List.copyOf(remaining));
        abandonment.check("sending to the Kinesis stream " + stream);
        return again
                ? failure.exception()
                : new PermanentException(
                        failure.exception().getMessage() + ". Whether the records are in the stream is not known",
                        failure.exception());
    }

    private PutRecordsRequest request(List<R> records) {
        List<PutRecordsRequestEntry> entries =
                records.stream().map(sender::entry).toList();
        return PutRecordsRequest.builder()
                .streamName(stream)
                .records(entries)
                // an unseen repetition by the SDK after a time-out would double records that are counted once
                .overrideConfiguration(request -> request.addPlugin(client ->
                        client.overrideConfiguration(all -> all.retryStrategy(DefaultRetryStrategy.doNotRetry()))))
                .build();
    }
}
