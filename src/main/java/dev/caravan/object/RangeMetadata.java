package dev.caravan.object;

import dev.caravan.record.BatchRange;
import java.util.Map;
import java.util.TreeMap;

/**
 * The user metadata by which an object says which range it belongs to: {@code source}, {@code partition}, {@code
 * lineage}, {@code start}, {@code end}, {@code previous-end}, and {@code settings}, the fingerprint of what shaped it.
 * Coverage of a stream is proven from these.
 */
final class RangeMetadata {

    private RangeMetadata() {}

    static Map<String, String> of(BatchRange range) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("source", PercentEncoding.encode(range.partition().source()));
        metadata.put("partition", PercentEncoding.encode(range.partition().partition()));
        metadata.put("lineage", range.partition().lineage());
        metadata.put("start", range.start().text());
        metadata.put("end", range.end().text());
        metadata.put("settings", range.settings());
        range.previousEnd().ifPresent(end -> metadata.put("previous-end", end.text()));
        return metadata;
    }

    /** True if an object with this metadata was written for the very same range by the very same steps. */
    static boolean isOf(BatchRange range, Map<String, String> found) {
        return range.partition().lineage().equals(found.get("lineage"))
                && range.start().text().equals(found.get("start"))
                && range.end().text().equals(found.get("end"))
                && range.settings().equals(found.get("settings"));
    }
}
