package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.PartitionInput;
import dev.caravan.local.glue.catalog.TableInput;
import dev.caravan.local.glue.crawl.FolderGroup.Leaf;
import dev.caravan.local.glue.infer.RecordSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table as a crawl found it, in the catalog's terms.
 *
 * @param definition under the plain name; the catalog may hold another table of that name
 */
record FoundTable(TableInput definition, List<PartitionInput> partitions) {
    FoundTable {
        partitions = List.copyOf(partitions);
    }

    /**
     * Brings a group of folders into the catalog's terms.
     *
     * @param crawler the crawler's name
     * @param inherit AWS's {@code InheritFromTable}: partitions have the table's columns instead of their own
     */
    static FoundTable of(FolderGroup group, String bucket, String tablePrefix, String crawler, boolean inherit) {
        PartitionKeys keys = PartitionKeys.of(group);
        Set<String> keyNames = Set.copyOf(keys.names());
        RecordSchema schema = group.schema().without(keyNames);
        Map<String, String> parameters = TableFormat.parameters(group.layout(), group.statistics(), crawler);
        if (group.depth() > 0) {
            parameters.put("partition_filtering.enabled", "true");
        }
        TableInput table = TableInput.external(
                TableName.of(tablePrefix, bucket, group.prefix()),
                TableFormat.storage(group.layout(), schema, location(bucket, group.prefix()), parameters),
                keys.names().stream().map(name -> new Column(name, "string")).toList(),
                parameters);
        List<PartitionInput> partitions = group.depth() == 0
                ? List.of()
                : group.leaves().stream()
                        .map(leaf -> partition(
                                keys.values(group, leaf),
                                group.layout(),
                                inherit ? schema : leaf.schema().without(keyNames),
                                leaf,
                                bucket,
                                crawler))
                        .toList();
        return new FoundTable(table, partitions);
    }

    String location() {
        return definition.storageDescriptor().location();
    }

    FoundTable named(String name) {
        TableInput d = definition;
        return new FoundTable(
                new TableInput(
                        name,
                        d.description(),
                        d.owner(),
                        d.lastAccessTime(),
                        d.retention(),
                        d.storageDescriptor(),
                        d.partitionKeys(),
                        d.viewOriginalText(),
                        d.viewExpandedText(),
                        d.tableType(),
                        d.parameters()),
                partitions);
    }

    private static PartitionInput partition(
            List<String> values, Layout layout, RecordSchema schema, Leaf leaf, String bucket, String crawler) {
        Map<String, String> parameters = TableFormat.parameters(layout, leaf.statistics(), crawler);
        return new PartitionInput(
                values,
                null,
                TableFormat.storage(layout, schema, location(bucket, leaf.prefix()), parameters),
                parameters);
    }

    private static String location(String bucket, String prefix) {
        return "s3://" + bucket + "/" + prefix;
    }
}
