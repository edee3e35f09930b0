package dev.caravan.lake;

import static java.util.Objects.requireNonNull;

import dev.caravan.lake.WrittenBatch.WrittenObject;
import dev.caravan.object.NewObject;
import dev.caravan.object.ObjectWriter;
import dev.caravan.record.BatchRange;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.RecordParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Encodes a batch and makes all its objects durable. The batch's own thread encodes; the puts run at once. Thread-safe
 * for different batches.
 */
final class LakeWriter {

    private final LakeSettings settings;
    private final RecordLine.Maker lines;
    private final ObjectWriter objects;
    private final ParallelCalls puts;

    LakeWriter(LakeSettings settings, ObjectWriter objects, ParallelCalls puts) {
        this.settings = requireNonNull(settings, "settings");
        this.lines = new RecordLine.Maker(settings, new RecordParser(settings.limits()));
        this.objects = requireNonNull(objects, "objects");
        this.puts = requireNonNull(puts, "puts");
    }

    /**
     * Returns when everything is durable.
     *
     * @throws dev.caravan.failure.PermanentException if S3 cannot take it until somebody changes something
     * @throws dev.caravan.failure.AbandonedException if the batch was given up meanwhile
     */
    WrittenBatch write(RecordBatch batch) throws Exception {
        Set<String> done = new HashSet<>();
        WrittenBatch written = WrittenBatch.NOTHING;
        boolean complete;
        do {
            List<EncodedObject> encoded;
            try (EncodingPass pass = new EncodingPass(settings, lines, done, fixedLength(batch.range()))) {
                encoded = pass.run(batch);
                complete = pass.isComplete();
            }
            if (complete && settings.releaseRecords()) {
                batch.release();
            }
            encoded.forEach(object -> done.add(object.folders()));
            written = written.and(put(batch, encoded, BatchMetadata.of(batch)));
        } while (!complete);
        if (written.objects().isEmpty()) {
            objects.write(Manifest.of(settings.prefix(), batch.range(), BatchMetadata.of(batch)), batch.abandonment());
        }
        return written;
    }

    private WrittenBatch put(RecordBatch batch, List<EncodedObject> encoded, BatchMetadata metadata) throws Exception {
        List<Callable<WrittenObject>> calls = new ArrayList<>(encoded.size());
        for (EncodedObject object : encoded) {
            NewObject created = new NewObject(
                    settings.name(object.folders(), batch.range()),
                    batch.range(),
                    object.content(),
                    metadata.forObject(object.rows()));
            calls.add(() -> new WrittenObject(
                    objects.write(created, batch.abandonment()),
                    object.rows(),
                    object.content().bytes().length));
        }
        return new WrittenBatch(puts.all(calls));
    }

    /** Bytes of a key besides its Hive folders, the slash after them included. */
    private int fixedLength(BatchRange range) {
        return settings.name("", range).keyWithEnd().value().length() + 1;
    }
}
