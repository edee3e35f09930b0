package dev.caravan.local.child.trino.wire;

import java.util.List;
import java.util.Map;

/**
 * A table as the catalog holds it.
 *
 * @param type Glue's TableType, for example EXTERNAL_TABLE or VIRTUAL_VIEW; null if unknown
 * @param columns the data columns, in order
 * @param partitionKeys in order
 * @param parameters of the table, such as {@code skip.header.line.count}
 */
public record TableDefinition(
        String database,
        String name,
        String type,
        List<Column> columns,
        List<Column> partitionKeys,
        StorageDefinition storage,
        Map<String, String> parameters) {
    public TableDefinition {
        columns = List.copyOf(columns);
        partitionKeys = List.copyOf(partitionKeys);
        parameters = Map.copyOf(parameters);
    }

    /** A column; the type is Hive's text, for example {@code array<struct<a:string>>}. The comment may be null. */
    public record Column(String name, String type, String comment) {}
}
