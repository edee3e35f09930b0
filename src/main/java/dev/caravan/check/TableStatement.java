package dev.caravan.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.lake.LakeEndpoint;
import dev.caravan.object.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The {@code CREATE EXTERNAL TABLE} for the objects of one lake step, as Glue and Athena take it. */
final class TableStatement {

    private TableStatement() {}

    /**
     * @param database if one is known
     * @param fields of the records
     * @return empty if no field is known, and for arrays, of which Athena makes one row an object
     */
    static Optional<String> of(Optional<String> database, LakeEndpoint lake, Map<String, JsonNode> fields) {
        List<String> partitions = lake.partitionColumns();
        List<String> columns = new ArrayList<>();
        fields.forEach((name, schema) -> {
            if (!partitions.contains(name.toLowerCase(Locale.ROOT))) {
                columns.add("  `" + name.toLowerCase(Locale.ROOT) + "` " + type(schema));
            }
        });
        if (columns.isEmpty() || lake.getFormat().equals("json-array")) {
            return Optional.empty();
        }
        String location = "s3://" + lake.getBucket() + "/" + new Prefix(lake.getPrefix()).value();
        String partitioned = partitions.isEmpty()
                ? ""
                : "PARTITIONED BY ("
                        + partitions.stream()
                                .map(column -> "`" + column + "` string")
                                .collect(Collectors.joining(", "))
                        + ")\n";
        return Optional.of("CREATE EXTERNAL TABLE IF NOT EXISTS "
                + database.map(name -> "`" + name + "`.").orElse("") + "`" + table(lake) + "` (\n"
                + String.join(",\n", columns) + "\n)\n" + partitioned
                + "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'\n"
                + "STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'\n"
                + "OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'\n"
                + "LOCATION '" + location + "'");
    }

    /** As a crawler would name it: after the last folder, or the bucket. */
    private static String table(LakeEndpoint lake) {
        String folders = (lake.getBucket() + "/" + lake.getPrefix()).replaceFirst("/+$", "");
        return folders.substring(folders.lastIndexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]", "_");
    }

    private static String type(JsonNode schema) {
        return switch (JsonType.of(schema)) {
            case INTEGER -> "bigint";
            case NUMBER -> "double";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array<" + type(schema.path("items")) + ">";
            case OBJECT -> struct(schema);
            case STRING -> "string";
        };
    }

    private static String struct(JsonNode schema) {
        String fields = schema.path("properties").properties().stream()
                .map(field -> field.getKey().toLowerCase(Locale.ROOT) + ":" + type(field.getValue()))
                .collect(Collectors.joining(","));
        return fields.isEmpty() ? "string" : "struct<" + fields + ">";
    }
}
