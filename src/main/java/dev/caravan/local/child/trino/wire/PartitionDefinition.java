package dev.caravan.local.child.trino.wire;

import java.util.List;

/** A table partition: a text for each partition key, in their order, and where its objects lie. */
public record PartitionDefinition(List<String> values, StorageDefinition storage) {
    public PartitionDefinition {
        values = List.copyOf(values);
    }
}
