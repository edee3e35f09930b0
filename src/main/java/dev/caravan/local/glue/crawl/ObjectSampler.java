package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.infer.FileClassifier;
import dev.caravan.local.glue.infer.FileContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Chooses objects of each folder and classifies them, some at a time. Without a sample size of the user's, at most 16
 * objects of a folder are read and about 1,000 in all, but one of each folder and each file extension in it; the choice
 * depends on the keys alone.
 */
final class ObjectSampler {
    private static final int MAX_IN_ALL = 1_000;
    private static final int MAX_A_FOLDER = 16;

    private final LakeReader reader;
    private final ExecutorService readers;
    private final BooleanSupplier cancelled;

    /** Reads by a bounded pool of the caller, who ends it. */
    ObjectSampler(LakeReader reader, ExecutorService readers, BooleanSupplier cancelled) {
        this.reader = reader;
        this.readers = readers;
        this.cancelled = cancelled;
    }

    /** What the chosen objects of a tree hold, by key. */
    Map<String, FileContent> sample(CrawlTarget target, Folder tree) throws InterruptedException {
        Map<String, Future<FileContent>> running = new LinkedHashMap<>();
        for (LakeObject object : chosen(tree, target.sampleSize())) {
            running.put(object.key(), readers.submit(() -> classify(target.bucket(), object)));
        }
        Map<String, FileContent> contents = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Future<FileContent>> entry : running.entrySet()) {
                contents.put(entry.getKey(), entry.getValue().get());
            }
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            running.values().forEach(future -> future.cancel(true));
        }
        return contents;
    }

    private FileContent classify(String bucket, LakeObject object) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the crawl was stopped");
        }
        try {
            return FileClassifier.classify(reader.bytes(bucket, object));
        } catch (NoSuchKeyException e) {
            // deleted since it was listed
            return new FileContent.Empty();
        }
    }

    private static RuntimeException rethrown(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
            return cause;
        }
        return new IllegalStateException("Classifying an object failed: " + e.getCause(), e.getCause());
    }

    static List<LakeObject> chosen(Folder tree, OptionalInt sampleSize) {
        List<Folder> leaves =
                tree.all().filter(folder -> !folder.objects().isEmpty()).toList();
        int share = leaves.isEmpty() ? 1 : MAX_IN_ALL / leaves.size();
        int limit = sampleSize.orElse(Math.max(1, Math.min(MAX_A_FOLDER, share)));
        List<LakeObject> chosen = new ArrayList<>();
        leaves.forEach(folder -> chosen.addAll(chosen(folder.objects(), limit)));
        return chosen;
    }

    /** The first of each extension, then evenly spread over the keys, so that old and new objects are seen. */
    private static Set<LakeObject> chosen(List<LakeObject> objects, int limit) {
        List<LakeObject> filled =
                objects.stream().filter(object -> object.size() > 0).toList();
        Map<String, LakeObject> firsts = new LinkedHashMap<>();
        filled.forEach(object -> firsts.putIfAbsent(object.extension(), object));
        Set<LakeObject> chosen = new LinkedHashSet<>();
        firsts.values().stream().limit(MAX_A_FOLDER).forEach(chosen::add);
        int spread = Math.min(limit, filled.size());
        for (int i = 0; i < spread && chosen.size() < limit; i++) {
            chosen.add(filled.get(spread == 1 ? 0 : (int) ((long) i * (filled.size() - 1) / (spread - 1))));
        }
        return chosen;
    }
}
