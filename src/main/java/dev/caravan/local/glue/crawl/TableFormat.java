package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.SerdeInfo;
import dev.caravan.local.glue.catalog.StorageDescriptor;
import dev.caravan.local.glue.infer.Compression;
import dev.caravan.local.glue.infer.FileFormat;
import dev.caravan.local.glue.infer.FileFormat.Csv;
import dev.caravan.local.glue.infer.FileFormat.Json;
import dev.caravan.local.glue.infer.FileFormat.Parquet;
import dev.caravan.local.glue.infer.RecordSchema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Storage descriptors and parameters with the Hive class names and parameter names that AWS's crawlers write. */
final class TableFormat {
    private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
    private static final String PARQUET = "org.apache.hadoop.hive.ql.io.parquet.";

    private TableFormat() {}

    static StorageDescriptor storage(
            Layout layout, RecordSchema schema, String location, Map<String, String> parameters) {
        boolean parquet = layout.format() instanceof Parquet;
        return new StorageDescriptor(
                columns(schema),
                location,
                parquet ? PARQUET + "MapredParquetInputFormat" : TEXT_INPUT,
                parquet ? PARQUET + "MapredParquetOutputFormat" : TEXT_OUTPUT,
                layout.compression() != Compression.NONE,
                -1,
                serde(layout.format(), schema),
                List.of(),
                List.of(),
                parameters,
                false);
    }

    static Map<String, String> parameters(Layout layout, Statistics statistics, String crawler) {
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "CrawlerSchemaDeserializerVersion", "1.0",
                "CrawlerSchemaSerializerVersion", "1.0",
                "UPDATED_BY_CRAWLER", crawler,
                "classification", layout.format().classification(),
                "compressionType", layout.compression().text(),
                "typeOfData", "file",
                "objectCount", Long.toString(statistics.objects()),
                "recordCount", Long.toString(statistics.records()),
                "averageRecordSize", Long.toString(statistics.averageRecordSize()),
                "sizeKey", Long.toString(statistics.bytes())));
        if (layout.format() instanceof Csv csv) {
            parameters.put("delimiter", Character.toString(csv.delimiter()));
            parameters.put("columnsOrdered", "true");
            parameters.put("areColumnsQuoted", Boolean.toString(csv.quoted()));
            if (csv.header()) {
                parameters.put("skip.header.line.count", "1");
            }
        }
        return parameters;
    }

    private static List<Column> columns(RecordSchema schema) {
        return schema.columns().fields().entrySet().stream()
                .map(field -> new Column(field.getKey(), field.getValue().text()))
                .toList();
    }

    private static SerdeInfo serde(FileFormat format, RecordSchema schema) {
        if (format instanceof Json) {
            return new SerdeInfo(
                    null,
                    "org.openx.data.jsonserde.JsonSerDe",
                    Map.of("paths", String.join(",", schema.originalNames())));
        } else if (format instanceof Csv csv) {
            return new SerdeInfo(
                    null,
                    "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
                    Map.of("field.delim", Character.toString(csv.delimiter())));
        }
        return new SerdeInfo(null, PARQUET + "serde.ParquetHiveSerDe", Map.of("serialization.format", "1"));
    }
}
