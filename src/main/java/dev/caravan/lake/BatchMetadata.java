package dev.caravan.lake;

import dev.caravan.record.RecordBatch;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a batch, as user metadata of its objects and as the body of its manifest.
 *
 * @param in records read
 */
public record BatchMetadata(int in, int rejected, int filtered) {

    private static final String IN = "records-in";
    private static final String REJECTED = "records-rejected";
    private static final String FILTERED = "records-filtered";
    private static final String ROWS = "rows";

    /** Of a batch whose steps have run. */
    static BatchMetadata of(RecordBatch batch) {
        return new BatchMetadata(
                batch.size(), batch.outcome().rejectedCount(), batch.outcome().filteredCount());
    }

    /**
     * Reads what {@link #forObject} wrote.
     *
     * @throws IllegalArgumentException if it was not, saying what is wrong
     */
    public static BatchMetadata read(Map<String, String> metadata) {
        return new BatchMetadata(number(metadata, IN), number(metadata, REJECTED), number(metadata, FILTERED));
    }

    /** Records in the one object with this metadata; dead letters have them too. {@link IllegalArgumentException} without. */
    public static int rows(Map<String, String> metadata) {
        return number(metadata, ROWS);
    }

    /** Records that are in the batch's objects. */
    public int out() {
        return in - rejected - filtered;
    }

    /** @param rows records in this one object */
    Map<String, String> forObject(int rows) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(IN, Integer.toString(in));
        metadata.put("records-out", Integer.toString(out()));
        metadata.put(REJECTED, Integer.toString(rejected));
        metadata.put(FILTERED, Integer.toString(filtered));
        metadata.put(ROWS, Integer.toString(rows));
        return metadata;
    }

    private static int number(Map<String, String> metadata, String name) {
        String text = metadata.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no metadata " + name);
        }
        return Integer.parseInt(text);
    }
}
