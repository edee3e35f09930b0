package dev.caravan.lake;

import dev.caravan.object.ObjectKey;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.RejectedRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One walk over a batch that encodes the records of at most {@code maxOpenPartitions} Hive partitions, those that come
 * first and are not done yet. Every record is made a line in every walk, so that the first walk knows all rejections.
 */
final class EncodingPass implements AutoCloseable {

    private final LakeSettings settings;
    private final RecordLine.Maker lines;
    private final Set<String> done;
    private final int maxFolderLength;
    private final Map<String, OpenObject> open = new LinkedHashMap<>();
    private boolean complete = true;

    /**
     * @param done folders that an earlier pass has encoded
     * @param fixedLength bytes of the key besides the Hive folders
     */
    EncodingPass(LakeSettings settings, RecordLine.Maker lines, Set<String> done, int fixedLength) {
        this.settings = settings;
        this.lines = lines;
        this.done = done;
        this.maxFolderLength = ObjectKey.MAX_BYTES - fixedLength;
    }

    /** The objects in the order in which their first records came. */
    List<EncodedObject> run(RecordBatch batch) throws IOException {
        batch.forEach(this::add);
        List<EncodedObject> objects = new ArrayList<>(open.size());
        Iterator<Map.Entry<String, OpenObject>> entries = open.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, OpenObject> entry = entries.next();
            objects.add(entry.getValue().finish(entry.getKey()));
            entries.remove();
        }
        return objects;
    }

    /** True if no partition was left for another pass. */
    boolean isComplete() {
        return complete;
    }

    private void add(BatchRecord record) {
        RecordLine line = lines.line(record);
        String folders = line.folders();
        if (folders.length() > maxFolderLength) {
            throw new RejectedRecordException(
                    Reason.INVALID_PARTITION_FIELD,
                    "The Hive folders have " + folders.length() + " characters, at most " + maxFolderLength);
        }
        if (done.contains(folders)) {
            return;
        }
        try {
            OpenObject object = open.get(folders);
            if (object == null) {
                if (open.size() == settings.maxOpenPartitions()) {
                    complete = false;
                    return;
                }
                object = new OpenObject(settings.format(), settings.compression());
                open.put(folders, object);
            }
            object.add(line.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail", e);
        }
    }

    /** Gives the compressors' memory back when the walk ended early. */
    @Override
    public void close() throws IOException {
        for (OpenObject object : open.values()) {
            object.close();
        }
    }
}
