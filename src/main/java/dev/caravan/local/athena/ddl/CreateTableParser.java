package dev.caravan.local.athena.ddl;

import dev.caravan.local.athena.result.S3Location;
import dev.caravan.local.glue.catalog.Column;
import dev.caravan.local.glue.catalog.SerdeInfo;
import dev.caravan.local.glue.catalog.StorageDescriptor;
import dev.caravan.local.glue.catalog.TableInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parses CREATE EXTERNAL TABLE from behind these words. */
final class CreateTableParser {
    private static final String LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
    private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

    private final TokenReader tokens;
    private final Map<String, String> serdeParameters = new LinkedHashMap<>();
    private String serde = LAZY_SIMPLE;
    private String inputFormat = TEXT_INPUT;
    private String outputFormat = TEXT_OUTPUT;

    CreateTableParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    Ddl.CreateTable parse() {
        boolean ifNotExists = tokens.take("IF", "NOT", "EXISTS");
        TableName name = tokens.tableName();
        if (!name.table().matches("\\w+")) {
            throw DdlRefused.invalid(name.table() + " is not a valid table name: it may have letters, digits and _");
        }
        List<Column> columns = columns();
        Map<String, String> parameters = new HashMap<>();
        if (tokens.take("COMMENT")) {
            parameters.put("comment", tokens.text());
        }
        List<Column> keys = tokens.take("PARTITIONED", "BY") ? columns() : List.of();
        if (tokens.peek().is("CLUSTERED")) {
            throw DdlRefused.unsupported("CREATE EXTERNAL TABLE with CLUSTERED BY");
        }
        if (tokens.take("ROW", "FORMAT")) {
            rowFormat();
        }
        if (tokens.take("WITH", "SERDEPROPERTIES")) {
            serdeParameters.putAll(tokens.properties());
        }
        if (tokens.take("STORED", "AS")) {
            storedAs();
        }
        tokens.expect("LOCATION");
        String location = location();
        if (tokens.take("TBLPROPERTIES")) {
            parameters.putAll(tokens.properties());
        }
        parameters.put("EXTERNAL", "TRUE");
        StorageDescriptor storage = new StorageDescriptor(
                columns,
                location.endsWith("/") ? location : location + "/",
                inputFormat,
                outputFormat,
                false,
                -1,
                new SerdeInfo(null, serde, serdeParameters),
                List.of(),
                List.of(),
                Map.of(),
                false);
        return new Ddl.CreateTable(name, TableInput.external(name.table(), storage, keys, parameters), ifNotExists);
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        tokens.expect("(");
        do {
            String name = tokens.name();
            String type = hiveType(tokens.type());
            ColumnType.check(type);
            String comment = tokens.take("COMMENT") ? tokens.text() : null;
            columns.add(new Column(name, type, comment, Map.of()));
        } while (tokens.take(","));
        tokens.expect(")");
        return columns;
    }

    private String location() {
        String location = tokens.text();
        try {
            S3Location.parse(location);
            return location;
        } catch (IllegalArgumentException e) {
            throw DdlRefused.invalid(e.getMessage());
        }
    }

    /** Athena's DDL says int and string, and takes integer for int. */
    private static String hiveType(String type) {
        return type.replaceAll("\\binteger\\b(?!:)", "int");
    }

    private void rowFormat() {
        if (tokens.take("SERDE")) {
            serde = tokens.text();
            return;
        }
        tokens.expect("DELIMITED");
        if (tokens.take("FIELDS", "TERMINATED", "BY")) {
            String delimiter = tokens.text();
            serdeParameters.put("field.delim", delimiter);
            serdeParameters.put("serialization.format", delimiter);
            if (tokens.take("ESCAPED", "BY")) {
                serdeParameters.put("escape.delim", tokens.text());
            }
        }
        if (tokens.take("COLLECTION", "ITEMS", "TERMINATED", "BY")) {
            serdeParameters.put("collection.delim", tokens.text());
        }
        if (tokens.take("MAP", "KEYS", "TERMINATED", "BY")) {
            serdeParameters.put("mapkey.delim", tokens.text());
        }
        if (tokens.take("LINES", "TERMINATED", "BY")) {
            String ending = tokens.text();
            if (!ending.equals("\n")) {
                throw DdlRefused.invalid("LINES TERMINATED BY only supports newline '\\n' right now: " + ending);
            }
            serdeParameters.put("line.delim", ending);
        }
        if (tokens.take("NULL", "DEFINED", "AS")) {
            serdeParameters.put("serialization.null.format", tokens.text());
        }
    }

    private void storedAs() {
        if (tokens.take("INPUTFORMAT")) {
            inputFormat = tokens.text();
            tokens.expect("OUTPUTFORMAT");
            outputFormat = tokens.text();
            return;
        }
        String format = tokens.name().toUpperCase(Locale.ROOT);
        if (format.equals("PARQUET")) {
            serde = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";
            inputFormat = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat";
            outputFormat = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat";
        } else if (!format.equals("TEXTFILE")) {
            throw DdlRefused.unsupported("CREATE EXTERNAL TABLE STORED AS " + format);
        }
    }
}
