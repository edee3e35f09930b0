package dev.caravan.lake;

import dev.caravan.record.RecordBatch;
import java.util.Map;
import java.util.TreeMap;

/** What became of a batch, as user metadata of its objects and as the body of its manifest. */
record BatchMetadata(int in, int rejected, int filtered) {

    /** Of a batch whose steps have run. */
    static BatchMetadata of(RecordBatch batch) {
        return new BatchMetadata(
                batch.size(), batch.outcome().rejectedCount(), batch.outcome().filteredCount());
    }

    int out() {
        return in - rejected - filtered;
    }

    /** @param rows records in this one object */
    Map<String, String> forObject(int rows) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("records-in", Integer.toString(in));
        metadata.put("records-out", Integer.toString(out()));
        metadata.put("records-rejected", Integer.toString(rejected));
        metadata.put("records-filtered", Integer.toString(filtered));
        metadata.put("rows", Integer.toString(rows));
        return metadata;
    }
}
