package dev.caravan.deadletter.replay;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.DeadLetterSettings;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Recognises dead letters of Kinesis that are replays: the ledger keeps the positions at which replayed records arrived.
 *
 * <p>Dead letters come in the order of their positions, and so does the listing of the ledger: both are read side by
 * side, in constant memory. For one thread.
 */
public final class Returns {

    private final S3Client client;
    private final DeadLetterSettings place;
    private final LedgerKeys keys;
    private Iterator<S3Object> listing = List.<S3Object>of().iterator();
    private String folder = "";
    private String asked = "";
    private Optional<LedgerKeys.ReturnKey> next = Optional.empty();

    public Returns(S3Client client, DeadLetterSettings place) {
        this.client = requireNonNull(client, "client");
        this.place = requireNonNull(place, "place");
        this.keys = new LedgerKeys(place.ledger());
    }

    /** The dead letter with its count. */
    public DeadLetter marked(DeadLetter letter) {
        if (!letter.isFromKinesis()) {
            return letter;
        }
        try {
            seek(
                    keys.returns(letter.source(), letter.partition()).value(),
                    letter.record().position().padded());
        } catch (SdkException e) {
            throw AwsFailures.classify("ListObjectsV2 of " + place.location(folder), e);
        }
        return next.filter(found -> found.position().equals(asked))
                .map(found -> letter.withMark(found.mark()))
                .orElse(letter);
    }

    private void seek(String newFolder, String position) {
        if (!newFolder.equals(folder) || position.compareTo(asked) < 0) {
            folder = newFolder;
            listing = client.listObjectsV2Paginator(list ->
                            list.bucket(place.bucket()).prefix(newFolder).startAfter(newFolder + position))
                    .contents()
                    .iterator();
            next = Optional.empty();
        }
        asked = position;
        while (next.map(found -> found.position().compareTo(position) < 0).orElse(true) && listing.hasNext()) {
            next = LedgerKeys.readReturn(listing.next().key());
        }
    }
}
