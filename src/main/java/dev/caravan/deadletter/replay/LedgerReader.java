package dev.caravan.deadletter.replay;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.DeadLetterSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads what the ledger says of a record. Thread-safe. Every call throws {@link
 * dev.caravan.failure.PermanentException} or {@link dev.caravan.failure.RetryableException} if S3 does not give it.
 */
public final class LedgerReader {

    private final S3Client client;
    private final DeadLetterSettings place;
    private final LedgerKeys keys;

    public LedgerReader(S3Client client, DeadLetterSettings place) {
        this.client = requireNonNull(client, "client");
        this.place = requireNonNull(place, "place");
        this.keys = new LedgerKeys(place.ledger());
    }

    /** How the record's attempts ended, from the first on. */
    List<Attempt.State> states(DeadLetter letter) {
        Map<Integer, Attempt.State> states = new TreeMap<>();
        for (LedgerKeys.AttemptKey each : objects(letter)) {
            states.merge(each.number(), each.state().orElse(Attempt.State.UNCERTAIN), (one, other) -> each.state()
                    .orElse(one));
        }
        return List.copyOf(states.values());
    }

    /** The record's attempts with all that is written down of them. */
    public List<Attempt> attempts(DeadLetter letter) {
        Map<Integer, Attempt> attempts = new TreeMap<>();
        for (LedgerKeys.AttemptKey each : objects(letter)) {
            String text = read(each.key());
            Attempt known = attempts.getOrDefault(
                    each.number(), new Attempt(each.number(), Attempt.State.UNCERTAIN, "{}", Optional.empty()));
            attempts.put(
                    each.number(),
                    each.state()
                            .map(state -> new Attempt(each.number(), state, known.claim(), Optional.of(text)))
                            .orElseGet(() -> new Attempt(each.number(), known.state(), text, known.outcome())));
        }
        return List.copyOf(attempts.values());
    }

    private List<LedgerKeys.AttemptKey> objects(DeadLetter letter) {
        String folder = keys.record(letter.recordName()).value();
        List<LedgerKeys.AttemptKey> found = new ArrayList<>();
        try {
            for (S3Object object : client.listObjectsV2Paginator(
                            list -> list.bucket(place.bucket()).prefix(folder))
                    .contents()) {
                LedgerKeys.readAttempt(object.key()).ifPresent(found::add);
            }
        } catch (SdkException e) {
            throw AwsFailures.classify("ListObjectsV2 of " + place.location(folder), e);
        }
        return found;
    }

    private String read(String key) {
        try {
            return client.getObjectAsBytes(get -> get.bucket(place.bucket()).key(key))
                    .asUtf8String()
                    .strip();
        } catch (SdkException e) {
            throw AwsFailures.classify("GetObject of " + place.location(key), e);
        }
    }
}
