package dev.caravan.deadletter.read;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.AbandonedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The bytes of objects, in order, a few read ahead: many small objects are then read as fast as few large ones. Bounded
 * by number and bytes; a larger object is read alone.
 */
final class LetterObjects implements AutoCloseable {

    private static final int AHEAD = 8;
    private static final long AHEAD_BYTES = 8L << 20;

    /** Compressed content. */
    record Content(LetterObject object, byte[] bytes) {}

    private record Read(LetterObject object, Future<byte[]> bytes) {}

    private final S3Client client;
    private final DeadLetterSettings place;
    private final Iterator<LetterObject> objects;
    private final Deque<Read> ahead = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AHEAD, work -> {
        Thread thread = new Thread(work, "caravan-dead-letters");
        thread.setDaemon(true);
        return thread;
    });
    private long aheadBytes;

    LetterObjects(S3Client client, DeadLetterSettings place, Iterator<LetterObject> objects) {
        this.client = client;
        this.place = place;
        this.objects = objects;
    }

    boolean hasNext() {
        fill();
        return !ahead.isEmpty();
    }

    Content next() {
        Read read = ahead.remove();
        aheadBytes -= read.object().size();
        try {
            return new Content(read.object(), read.bytes().get());
        } catch (ExecutionException e) {
            String what = "GetObject of " + place.location(read.object().key());
            throw e.getCause() instanceof SdkException sdk
                    ? AwsFailures.classify(what, sdk)
                    : new IllegalStateException(what + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbandonedException("Interrupted while reading dead letters");
        }
    }

    private void fill() {
        while (ahead.size() < AHEAD && (ahead.isEmpty() || aheadBytes < AHEAD_BYTES) && objects.hasNext()) {
            LetterObject object = objects.next();
            aheadBytes += object.size();
            ahead.add(new Read(object, threads.submit(() -> bytes(object))));
        }
    }

    private byte[] bytes(LetterObject object) {
        return client.getObjectAsBytes(get -> get.bucket(place.bucket()).key(object.key()))
                .asByteArrayUnsafe();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
