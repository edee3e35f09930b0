package dev.caravan.object;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.Abandonment;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.Retry;
import dev.caravan.failure.RetryableException;
import dev.caravan.record.BatchRange;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an object of a batch durable, exactly once for each range: retried in place until it is there.
 *
 * <p>If the key is taken, the object found there decides. The same lineage, start, end and settings: it is our own, of
 * an attempt whose reply was lost, a crash before the acknowledgement, or an owner who does not know that he lost the
 * partition. Another end or other settings: somebody rewound the position by hand, or accepted that a batch is delivered
 * by other steps than it was pinned under; the object is then written under the key with its end appended, with a
 * warning, since doubles are possible then, but a silent skip is not. Thread-safe.
 */
public final class ObjectWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectWriter.class);

    private final S3Bucket bucket;
    private final Retry retry;

    public ObjectWriter(S3Bucket bucket, Retry retry) {
        this.bucket = requireNonNull(bucket, "bucket");
        this.retry = requireNonNull(retry, "retry");
    }

    public S3Bucket bucket() {
        return bucket;
    }

    /**
     * @return the key under which the object lies
     * @throws PermanentException if it cannot be written until somebody changes something
     * @throws dev.caravan.failure.AbandonedException if the work was given up meanwhile
     */
    public ObjectKey write(NewObject object, Abandonment abandonment) throws Exception {
        String what = "Writing " + bucket.location(object.name().key());
        return retry.untilDone(what, abandonment, () -> createOrRecognise(object));
    }

    private ObjectKey createOrRecognise(NewObject object) throws Exception {
        ObjectKey key = object.name().key();
        if (bucket.create(key, object.content(), object.metadata())) {
            return key;
        }
        Map<String, String> found = existing(key);
        if (RangeMetadata.isOf(object.range(), found)) {
            return key;
        }
        ObjectKey other = object.name().keyWithEnd();
        LOG.warn(
                "{} holds {}, but to be written is {}: the position was moved by hand, or the steps of the route"
                        + " changed. Writing {} instead; records may be doubled",
                bucket.location(key),
                found,
                describe(object.range()),
                bucket.location(other));
        if (bucket.create(other, object.content(), object.metadata())
                || RangeMetadata.isOf(object.range(), existing(other))) {
            return other;
        }
        throw new PermanentException("Writing " + describe(object.range()) + " to " + bucket.location(other)
                + " found an object there that is not of this batch: move it away, or use another prefix");
    }

    private Map<String, String> existing(ObjectKey key) {
        return bucket.metadata(key)
                .orElseThrow(() -> new RetryableException(
                        bucket.location(key) + " was there when it was to be created, and gone when it was looked at",
                        null));
    }

    private static String describe(BatchRange range) {
        return "batch " + range.id() + " (" + range.start().text() + " to "
                + range.end().text() + ", settings " + range.settings() + ")";
    }
}
