package dev.caravan.local.glue.catalog;

import java.util.Map;

/**
 * A column or partition key of a table.
 *
 * @param name kept as given (Hive and Athena compare without regard to case)
 * @param type a Hive type as text, for example {@code array<struct<id:string>>}; {@code string} when absent
 * @param comment may be null
 */
public record Column(String name, String type, String comment, Map<String, String> parameters) {
    public Column {
        Fields.checkedName("Column", name);
        type = type == null || type.isBlank() ? "string" : type;
        parameters = Fields.sorted(parameters);
    }

    public Column(String name, String type) {
        this(name, type, null, Map.of());
    }
}
