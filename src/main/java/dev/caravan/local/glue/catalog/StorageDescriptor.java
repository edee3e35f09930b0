package dev.caravan.local.glue.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/**
 * Where the objects of a table or table partition are and how they are read. {@code SkewedInfo}, a hint for speed, is not
 * kept.
 *
 * @param columns without the partition keys
 * @param location {@code s3://bucket/prefix/}; null for a view
 * @param inputFormat Hive class name, may be null
 * @param outputFormat Hive class name, may be null
 * @param numberOfBuckets -1 when not bucketed, AWS's default is 0
 * @param parameters for example {@code classification}
 */
@JsonIgnoreProperties("SkewedInfo")
public record StorageDescriptor(
        List<Column> columns,
        String location,
        String inputFormat,
        String outputFormat,
        boolean compressed,
        int numberOfBuckets,
        SerdeInfo serdeInfo,
        List<String> bucketColumns,
        List<SortColumn> sortColumns,
        Map<String, String> parameters,
        boolean storedAsSubDirectories) {

    /** What a view or a table without storage has. */
    public static final StorageDescriptor EMPTY =
            new StorageDescriptor(List.of(), null, null, null, false, 0, null, List.of(), List.of(), Map.of(), false);

    public StorageDescriptor {
        columns = Fields.listOf(columns);
        serdeInfo = serdeInfo == null ? new SerdeInfo(null, null, Map.of()) : serdeInfo;
        bucketColumns = Fields.listOf(bucketColumns);
        sortColumns = Fields.listOf(sortColumns);
        parameters = Fields.sorted(parameters);
    }

    public StorageDescriptor withColumns(List<Column> newColumns) {
        return new StorageDescriptor(
                newColumns,
                location,
                inputFormat,
                outputFormat,
                compressed,
                numberOfBuckets,
                serdeInfo,
                bucketColumns,
                sortColumns,
                parameters,
                storedAsSubDirectories);
    }

    public StorageDescriptor withLocation(String newLocation) {
        return new StorageDescriptor(
                columns,
                newLocation,
                inputFormat,
                outputFormat,
                compressed,
                numberOfBuckets,
                serdeInfo,
                bucketColumns,
                sortColumns,
                parameters,
                storedAsSubDirectories);
    }
}
