package dev.caravan.local.glue.infer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.caravan.local.glue.infer.FileContent.Records;
import dev.caravan.local.glue.infer.FileContent.Unsupported;
import dev.caravan.local.glue.infer.FileFormat.Json;
import dev.caravan.local.glue.infer.HiveType.ArrayType;
import dev.caravan.local.glue.infer.HiveType.Scalar;
import dev.caravan.local.glue.infer.HiveType.StructType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The schema of sampled JSON. Records are read until the sample ends or one cannot be read: a sample is mostly cut
 * inside a record, and one bad record does not hide the good ones before it.
 */
final class JsonSample {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonSample() {}

    /** Objects one after the other: each member is a column. */
    static FileContent objects(Sample sample, int start) {
        RecordSchema schema = RecordSchema.EMPTY;
        long records = 0;
        try (JsonParser parser = parser(sample, start)) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                schema = schema.union(RecordSchema.of(members(parser)));
                records++;
            }
        } catch (IOException e) {
            if (records == 0) {
                return unreadable(sample, e);
            }
        }
        return records(sample, new Json(false), schema, records);
    }

    /** One array: a table of one column {@code array}, as AWS's crawler makes it. */
    static FileContent array(Sample sample, int start) {
        HiveType element = Scalar.UNKNOWN;
        long elements = 0;
        try (JsonParser parser = parser(sample, start)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                element = element.union(value(parser));
                elements++;
            }
        } catch (IOException e) {
            if (elements == 0 || !sample.truncated()) {
                return unreadable(sample, e);
            }
        }
        return records(sample, new Json(true), RecordSchema.of(Map.of("array", new ArrayType(element))), 1);
    }

    private static JsonParser parser(Sample sample, int start) throws IOException {
        return JSON.createParser(sample.bytes(), start, sample.bytes().length - start);
    }

    private static HiveType value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> new StructType(members(parser));
            case START_ARRAY -> array(parser);
            case VALUE_TRUE, VALUE_FALSE -> Scalar.BOOLEAN;
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> Scalar.INT;
                    case LONG -> Scalar.BIGINT;
                    default -> Scalar.DOUBLE;
                };
            case VALUE_NUMBER_FLOAT -> Scalar.DOUBLE;
            case VALUE_NULL -> Scalar.UNKNOWN;
            default -> Scalar.STRING;
        };
    }

    private static Map<String, HiveType> members(JsonParser parser) throws IOException {
        Map<String, HiveType> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.merge(name, value(parser), HiveType::union);
        }
        return members;
    }

    private static HiveType array(JsonParser parser) throws IOException {
        HiveType element = Scalar.UNKNOWN;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element = element.union(value(parser));
        }
        return new ArrayType(element);
    }

    private static FileContent records(Sample sample, Json format, RecordSchema schema, long records) {
        return new Records(format, sample.compression(), schema, records, sample.consumed());
    }

    private static FileContent unreadable(Sample sample, IOException cause) {
        String where = sample.truncated() ? " within the first " + sample.bytes().length + " bytes" : "";
        String problem = cause.getMessage() == null
                ? cause.toString()
                : cause.getMessage().lines().findFirst().orElse("");
        return new Unsupported("not readable as JSON" + where + ": " + problem);
    }
}
