package dev.caravan.local.child.trino.wire;

import java.util.List;

/**
 * A table partition: a text for each partition key, in their order, where its objects lie, and its own definition of the
 * data columns, which may differ from the table's.
 */
public record PartitionDefinition(
        List<String> values, List<TableDefinition.Column> columns, StorageDefinition storage) {
    public PartitionDefinition {
        values = List.copyOf(values);
        columns = List.copyOf(columns);
    }
}
