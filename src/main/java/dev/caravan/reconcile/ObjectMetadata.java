package dev.caravan.reconcile;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.AbandonedException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The user metadata of all objects under a place: listed page by page, and asked for several at once. */
final class ObjectMetadata implements AutoCloseable {

    /** A listing does not have the metadata: each object is one call, of 10 to 50 ms. */
    private static final int CALLS_AT_ONCE = 32;

    private final S3Client client;
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLS_AT_ONCE, work -> {
        Thread thread = new Thread(work, "caravan-reconcile");
        thread.setDaemon(true);
        return thread;
    });

    ObjectMetadata(S3Client client) {
        this.client = requireNonNull(client, "client");
    }

    /**
     * Hands over key and metadata, on this thread and in the order of the keys.
     *
     * @param wanted by key
     * @throws dev.caravan.failure.PermanentException if S3 refuses
     * @throws dev.caravan.failure.RetryableException if S3 does not answer
     */
    void forEach(Place place, Predicate<String> wanted, BiConsumer<String, Map<String, String>> consumer) {
        Iterator<ListObjectsV2Response> pages = client.listObjectsV2Paginator(list ->
                        list.bucket(place.bucket()).prefix(place.prefix().value()))
                .iterator();
        while (call(place, pages::hasNext)) {
            List<String> keys = call(place, pages::next).contents().stream()
                    .map(S3Object::key)
                    .filter(wanted)
                    .toList();
            List<Callable<Optional<Map<String, String>>>> calls = new ArrayList<>(keys.size());
            keys.forEach(key -> calls.add(() -> metadata(place, key)));
            List<Optional<Map<String, String>>> answers = all(calls);
            for (int at = 0; at < keys.size(); at++) {
                String key = keys.get(at);
                answers.get(at).ifPresent(metadata -> consumer.accept(key, metadata));
            }
        }
    }

    private static <T> T call(Place place, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsFailures.classify("ListObjectsV2 of " + place, e);
        }
    }

    /** Empty if it was deleted since it was listed. */
    private Optional<Map<String, String>> metadata(Place place, String key) {
        try {
            return Optional.of(
                    client.headObject(head -> head.bucket(place.bucket()).key(key))
                            .metadata());
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw AwsFailures.classify("HeadObject of " + place.location(key), e);
        } catch (SdkException e) {
            throw AwsFailures.classify("HeadObject of " + place.location(key), e);
        }
    }

    private <T> List<T> all(List<Callable<T>> calls) {
        List<T> answers = new ArrayList<>(calls.size());
        try {
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("Asking for metadata failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbandonedException("Interrupted while asking for metadata");
        }
        return answers;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
