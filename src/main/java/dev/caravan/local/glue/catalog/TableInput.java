package dev.caravan.local.glue.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a caller says about a table.
 *
 * @param name folded to lower case
 * @param description may be null
 * @param owner may be null
 * @param lastAccessTime may be null
 * @param storageDescriptor {@link StorageDescriptor#EMPTY} when absent, as for a view
 * @param partitionKeys in the order of a table partition's values; a name may not also be a column
 * @param viewOriginalText null unless a view
 * @param viewExpandedText null unless a view
 * @param tableType {@code EXTERNAL_TABLE}, {@code VIRTUAL_VIEW} or null
 * @param parameters for example {@code classification}, {@code compressionType}, {@code recordCount},
 *     {@code objectCount}
 */
@JsonIgnoreProperties("LastAnalyzedTime")
public record TableInput(
        String name,
        String description,
        String owner,
        Instant lastAccessTime,
        int retention,
        StorageDescriptor storageDescriptor,
        List<Column> partitionKeys,
        String viewOriginalText,
        String viewExpandedText,
        String tableType,
        Map<String, String> parameters) {

    public TableInput {
        name = Fields.foldedName("Table", name);
        storageDescriptor = storageDescriptor == null ? StorageDescriptor.EMPTY : storageDescriptor;
        partitionKeys = Fields.listOf(partitionKeys);
        parameters = Fields.sorted(parameters);
        refuseDuplicates(name, storageDescriptor.columns(), partitionKeys);
    }

    /** An external table, the kind that crawlers and DDL make. */
    public static TableInput external(
            String name,
            StorageDescriptor storageDescriptor,
            List<Column> partitionKeys,
            Map<String, String> parameters) {
        return new TableInput(
                name,
                null,
                "owner",
                null,
                0,
                storageDescriptor,
                partitionKeys,
                null,
                null,
                "EXTERNAL_TABLE",
                parameters);
    }

    public TableInput withStorageDescriptor(StorageDescriptor newStorageDescriptor) {
        return new TableInput(
                name,
                description,
                owner,
                lastAccessTime,
                retention,
                newStorageDescriptor,
                partitionKeys,
                viewOriginalText,
                viewExpandedText,
                tableType,
                parameters);
    }

    public TableInput withParameters(Map<String, String> newParameters) {
        return new TableInput(
                name,
                description,
                owner,
                lastAccessTime,
                retention,
                storageDescriptor,
                partitionKeys,
                viewOriginalText,
                viewExpandedText,
                tableType,
                newParameters);
    }

    private static void refuseDuplicates(String table, List<Column> columns, List<Column> partitionKeys) {
        String twice = Stream.concat(columns.stream(), partitionKeys.stream())
                .collect(Collectors.groupingBy(column -> column.name().toLowerCase(Locale.ROOT), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(name -> name.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!twice.isEmpty()) {
            throw CatalogException.invalidInput("Table " + table + " names more than once, among its columns and"
                    + " partition keys: " + twice + ".");
        }
    }
}
