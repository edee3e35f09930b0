package dev.caravan.reconcile;

import static java.util.Objects.requireNonNull;

import dev.caravan.lake.BatchMetadata;
import dev.caravan.object.RangeMetadata;
import dev.caravan.record.BatchRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Reads lakes and dead letters from S3 and reconciles them. A bucket that is missing or closed is a {@link
 * dev.caravan.failure.PermanentException}, S3 not answering a {@link dev.caravan.failure.RetryableException}.
 */
public final class Reconciler {

    private final S3Client client;
    private final List<Place> lakes;
    private final Optional<Place> deadLetters;
    private final List<Place> passedOver;
    private final boolean openStart;
    private final Runnable onObject;

    /**
     * @param passedOver places that hold something else, which may lie inside a lake
     * @param openStart whether batches before the first one of a partition may have been moved away
     * @param onObject called for each object that was looked at
     */
    public Reconciler(
            S3Client client,
            List<Place> lakes,
            Optional<Place> deadLetters,
            List<Place> passedOver,
            boolean openStart,
            Runnable onObject) {
        this.client = requireNonNull(client, "client");
        this.lakes = lakes.stream().distinct().toList();
        this.deadLetters = requireNonNull(deadLetters, "deadLetters");
        this.passedOver = List.copyOf(passedOver);
        this.openStart = openStart;
        this.onObject = requireNonNull(onObject, "onObject");
    }

    /** What is missing is looked for a second time: routes may be writing meanwhile. */
    public Report report() {
        Report first = read();
        return first.isComplete() ? first : read().confirming(first);
    }

    private Report read() {
        Reconciliation reconciliation = new Reconciliation(openStart);
        try (ObjectMetadata objects = new ObjectMetadata(client)) {
            for (Place lake : lakes) {
                reconciliation.lake(lake);
                objects.forEach(lake, inside(lake), (key, metadata) -> add(reconciliation, lake, key, metadata));
            }
            // Afterwards: a batch's dead letters are written behind its objects.
            deadLetters.ifPresent(place -> objects.forEach(
                    place, key -> true, (key, metadata) -> addLetters(reconciliation, place, key, metadata)));
        }
        return reconciliation.report();
    }

    /** Not what lies in another place inside this one. */
    private Predicate<String> inside(Place lake) {
        List<Place> others = new ArrayList<>(lakes);
        others.addAll(passedOver);
        deadLetters.ifPresent(others::add);
        List<String> inner = others.stream()
                .filter(lake::holds)
                .map(other -> other.prefix().value())
                .toList();
        return key -> inner.stream().noneMatch(key::startsWith);
    }

    private void add(Reconciliation reconciliation, Place lake, String key, Map<String, String> metadata) {
        onObject.run();
        StoredBatch batch;
        try {
            batch = StoredBatch.of(
                    lake.location(key),
                    RangeMetadata.read(metadata),
                    BatchMetadata.read(metadata),
                    BatchMetadata.rows(metadata));
        } catch (IllegalArgumentException e) {
            reconciliation.stranger(lake, lake.location(key) + " (" + e.getMessage() + ")");
            return;
        }
        reconciliation.add(lake, batch);
    }

    private void addLetters(Reconciliation reconciliation, Place place, String key, Map<String, String> metadata) {
        onObject.run();
        StoredLetters letters;
        try {
            BatchRange range = RangeMetadata.read(metadata);
            letters = new StoredLetters(range, place.location(key), BatchMetadata.rows(metadata));
        } catch (IllegalArgumentException e) {
            reconciliation.stranger(place, place.location(key) + " (" + e.getMessage() + ")");
            return;
        }
        reconciliation.add(letters);
    }
}
