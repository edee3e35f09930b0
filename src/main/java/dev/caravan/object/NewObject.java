package dev.caravan.object;

import static java.util.Objects.requireNonNull;

import dev.caravan.record.BatchRange;
import java.util.Map;
import java.util.TreeMap;

/** One object of a batch, ready to be created: name, content, and what S3 keeps beside it. */
public final class NewObject {

    private final ObjectName name;
    private final BatchRange range;
    private final ObjectContent content;
    private final Map<String, String> metadata;

    /** @param metadata user metadata besides that of the range: lower-case names, ASCII values, 2 KB in all (S3's limit) */
    public NewObject(ObjectName name, BatchRange range, ObjectContent content, Map<String, String> metadata) {
        this.name = requireNonNull(name, "name");
        this.range = requireNonNull(range, "range");
        this.content = requireNonNull(content, "content");
        Map<String, String> all = new TreeMap<>(metadata);
        all.putAll(RangeMetadata.of(range));
        this.metadata = Map.copyOf(all);
    }

    public ObjectName name() {
        return name;
    }

    public BatchRange range() {
        return range;
    }

    public ObjectContent content() {
        return content;
    }

    public Map<String, String> metadata() {
        return metadata;
    }
}
