package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.StorageDescriptor;
import dev.caravan.local.glue.catalog.TableInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A table that exists, brought to what a crawl found; what people wrote into it (owner, comments) stays. */
final class TableMerge {
    private TableMerge() {}

    static TableInput merged(TableInput before, TableInput found, boolean mergeNewColumns) {
        StorageDescriptor storage = found.storageDescriptor();
        Map<String, String> parameters = new TreeMap<>(before.parameters());
        parameters.remove(CatalogUpdate.DEPRECATED);
        parameters.putAll(found.parameters());
        return new TableInput(
                before.name(),
                before.description(),
                before.owner(),
                before.lastAccessTime(),
                before.retention(),
                storage.withColumns(columns(before.storageDescriptor().columns(), storage.columns(), mergeNewColumns)),
                sameNames(before.partitionKeys(), found.partitionKeys())
                        ? before.partitionKeys()
                        : found.partitionKeys(),
                before.viewOriginalText(),
                before.viewExpandedText(),
                before.tableType(),
                parameters);
    }

    /** Whether columns, partition keys and format are the same; sizes may differ. */
    static boolean sameSchema(TableInput left, TableInput right) {
        return left.storageDescriptor()
                        .columns()
                        .equals(right.storageDescriptor().columns())
                && left.partitionKeys().equals(right.partitionKeys())
                && left.storageDescriptor()
                        .serdeInfo()
                        .equals(right.storageDescriptor().serdeInfo());
    }

    static boolean sameLocation(String left, String right) {
        return left != null && withSlash(left).equals(withSlash(right));
    }

    private static List<Column> columns(List<Column> before, List<Column> found, boolean mergeNewColumns) {
        Map<String, Column> known = byName(before);
        Map<String, Column> merged = mergeNewColumns ? new LinkedHashMap<>(known) : new LinkedHashMap<>();
        for (Column column : found) {
            Column old = known.get(column.name());
            if (old == null) {
                merged.put(column.name(), column);
            } else if (!mergeNewColumns) {
                merged.put(column.name(), new Column(column.name(), column.type(), old.comment(), old.parameters()));
            }
        }
        return List.copyOf(merged.values());
    }

    /** Keys of the same names stay as they were declared: a crawl types all as string. */
    private static boolean sameNames(List<Column> left, List<Column> right) {
        return List.copyOf(byName(left).keySet())
                .equals(List.copyOf(byName(right).keySet()));
    }

    private static Map<String, Column> byName(List<Column> columns) {
        return columns.stream()
                .collect(Collectors.toMap(
                        column -> column.name().toLowerCase(Locale.ROOT),
                        column -> column,
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private static String withSlash(String location) {
        return location.endsWith("/") ? location : location + "/";
    }
}
