package dev.caravan.local.child.trino.lake;

import dev.caravan.local.child.trino.wire.StorageDefinition;
import dev.caravan.local.child.trino.wire.TableDefinition;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses how rows are read by the serialisation library that the catalog names. */
final class RowFormats {
    private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";

    /** {@code paths} is what crawlers note. */
    private static final Set<String> ALWAYS = Set.of("serialization.format", "skip.header.line.count", "paths");

    private static final Set<String> OPENX =
            Set.of("ignore.malformed.json", "case.insensitive", "dots.in.keys", "explicit.null");
    private static final Set<String> CSV = Set.of("separatorChar", "quoteChar", "escapeChar");
    private static final Set<String> DELIMITED = Set.of(
            "field.delim",
            "escape.delim",
            "serialization.null.format",
            "collection.delim",
            "colelction.delim",
            "mapkey.delim");

    private RowFormats() {}

    /**
     * @param columns the data columns that the query needs
     * @throws TrinoException NOT_SUPPORTED if the library, its input format or one of its properties is not read here
     */
    static RowFormat of(StorageDefinition storage, TableDefinition table, List<LakeColumn> columns) {
        if (storage.inputFormat() != null && !storage.inputFormat().equals(TEXT_INPUT)) {
            throw refused(table, storage.inputFormat());
        }
        String serde = storage.serde() == null ? "" : storage.serde();
        return switch (serde) {
            case "org.openx.data.jsonserde.JsonSerDe" ->
                JsonFormat.openx(
                        columns,
                        SerdeProperties.of(storage, table, known(RowFormats::isOpenx)),
                        isTableOfArrays(table));
            case "org.apache.hive.hcatalog.data.JsonSerDe", "org.apache.hadoop.hive.serde2.JsonSerDe" ->
                JsonFormat.hive(columns, SerdeProperties.of(storage, table, known(name -> false)));
            case "org.apache.hadoop.hive.serde2.OpenCSVSerde" ->
                new CsvFormat(columns, SerdeProperties.of(storage, table, known(CSV::contains)));
            case "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe" ->
                new DelimitedFormat(columns, SerdeProperties.of(storage, table, known(DELIMITED::contains)));
            default -> throw refused(table, serde.isEmpty() ? "a table without a SerDe" : serde);
        };
    }

    private static boolean isOpenx(String property) {
        return OPENX.contains(property) || property.startsWith("mapping.");
    }

    private static Predicate<String> known(Predicate<String> ofSerde) {
        return ofSerde.or(ALWAYS::contains);
    }

    private static TrinoException refused(TableDefinition table, String format) {
        return new TrinoException(
                StandardErrorCode.NOT_SUPPORTED,
                "Table " + table.database() + "." + table.name() + ": objects of " + format
                        + " are not read here; JSON, OpenCSV and LazySimple tables are");
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
