package dev.caravan.local.child.trino.lake;

import dev.caravan.local.child.trino.wire.StorageDefinition;
import dev.caravan.local.child.trino.wire.TableDefinition;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import java.util.List;

/** Chooses how rows are read by the serialisation library that the catalog names. */
final class RowFormats {
    private RowFormats() {}

    /**
     * @param columns the data columns that the query needs
     * @throws TrinoException NOT_SUPPORTED if the library is not one of those read here
     */
    static RowFormat of(StorageDefinition storage, TableDefinition table, List<LakeColumn> columns) {
        String serde = storage.serde() == null ? "" : storage.serde();
        return switch (serde) {
            case "org.openx.data.jsonserde.JsonSerDe",
                    "org.apache.hive.hcatalog.data.JsonSerDe",
                    "org.apache.hadoop.hive.serde2.JsonSerDe" ->
                new JsonFormat(columns, storage.parameters(), isTableOfArrays(table));
            case "org.apache.hadoop.hive.serde2.OpenCSVSerde" -> new CsvFormat(columns, storage.parameters());
            case "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe" ->
                new DelimitedFormat(columns, storage.parameters());
            default ->
                throw new TrinoException(
                        StandardErrorCode.NOT_SUPPORTED,
                        "Table " + table.database() + "." + table.name() + ": objects of "
                                + (serde.isEmpty() ? "a table without a SerDe" : serde)
                                + " are not read here; JSON, OpenCSV and LazySimple tables are");
        };
    }

    private static boolean isTableOfArrays(TableDefinition table) {
        return table.columns().size() == 1 && table.columns().get(0).name().equalsIgnoreCase(JsonFormat.ARRAY_COLUMN);
    }

    /** Lines at the start of each object that are no rows. */
    static int headerLines(StorageDefinition storage, TableDefinition table) {
        String lines = table.parameters()
                .getOrDefault(
                        "skip.header.line.count", storage.parameters().getOrDefault("skip.header.line.count", "0"));
        try {
            return Integer.parseInt(lines.trim());
        } catch (NumberFormatException e) {
            throw new TrinoException(
                    LakeError.HIVE_INVALID_METADATA, "skip.header.line.count is no number: " + lines, e);
        }
    }
}
