package dev.caravan.local.glue.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a caller says about a table partition.
 *
 * @param values one for each partition key of the table, in its order, as text
 * @param lastAccessTime may be null
 * @param storageDescriptor {@link StorageDescriptor#EMPTY} when absent
 */
@JsonIgnoreProperties("LastAnalyzedTime")
public record PartitionInput(
        List<String> values,
        Instant lastAccessTime,
        StorageDescriptor storageDescriptor,
        Map<String, String> parameters) {
    public PartitionInput {
        values = Fields.listOf(values);
        storageDescriptor = storageDescriptor == null ? StorageDescriptor.EMPTY : storageDescriptor;
        parameters = Fields.sorted(parameters);
    }

    public PartitionInput(List<String> values, StorageDescriptor storageDescriptor) {
        this(values, null, storageDescriptor, Map.of());
    }

    public PartitionInput withParameters(Map<String, String> newParameters) {
        return new PartitionInput(values, lastAccessTime, storageDescriptor, newParameters);
    }
}
