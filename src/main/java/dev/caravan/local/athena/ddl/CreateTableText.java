package dev.caravan.local.athena.ddl;

import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.StorageDescriptor;
import dev.caravan.local.glue.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A table as the statement that makes it, line by line, as SHOW CREATE TABLE prints it. */
final class CreateTableText {
    private final List<String> lines = new ArrayList<>();

    private CreateTableText() {}

    static List<String> of(Table table) {
        CreateTableText text = new CreateTableText();
        text.write(table);
        return text.lines;
    }

    private void write(Table table) {
        StorageDescriptor storage = table.storageDescriptor();
        lines.add("CREATE EXTERNAL TABLE `" + table.databaseName() + "." + table.name() + "`(");
        columns(table.columns());
        if (!table.partitionKeys().isEmpty()) {
            lines.add("PARTITIONED BY ( ");
            columns(table.partitionKeys());
        }
        lines.add("ROW FORMAT SERDE ");
        lines.add("  " + quoted(storage.serdeInfo().serializationLibrary()) + " ");
        if (!storage.serdeInfo().parameters().isEmpty()) {
            lines.add("WITH SERDEPROPERTIES ( ");
            properties(storage.serdeInfo().parameters());
        }
        if (storage.inputFormat() != null) {
            lines.add("STORED AS INPUTFORMAT ");
            lines.add("  " + quoted(storage.inputFormat()) + " ");
            lines.add("OUTPUTFORMAT ");
            lines.add("  " + quoted(storage.outputFormat()));
        }
        lines.add("LOCATION");
        lines.add("  " + quoted(storage.location()));
        if (!table.parameters().isEmpty()) {
            lines.add("TBLPROPERTIES (");
            properties(table.parameters());
        }
    }

    private void columns(List<Column> columns) {
        list(columns.stream()
                .map(column -> "`" + column.name() + "` " + column.type()
                        + (column.comment() == null ? "" : " COMMENT " + quoted(column.comment())))
                .toList());
    }

    private void properties(Map<String, String> properties) {
        list(properties.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + "=" + quoted(entry.getValue()))
                .toList());
    }

    private void list(List<String> items) {
        for (int i = 0; i < items.size(); i++) {
            lines.add("  " + items.get(i) + (i < items.size() - 1 ? ", " : ")"));
        }
    }

    private static String quoted(String text) {
        return "'" + String.valueOf(text).replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
