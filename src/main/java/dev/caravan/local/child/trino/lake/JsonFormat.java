package dev.caravan.local.child.trino.lake;

import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JSON object a line: names without case, what is missing is NULL, a blank line is a row of NULLs. A line that is not
 * JSON is an error, or a row of NULLs with {@code ignore.malformed.json}. A line that is an array is the value of the
 * column {@code array}, which crawlers give to such objects.
 */
final class JsonFormat implements RowFormat {
    static final String ARRAY_COLUMN = "array";

    private final List<LakeColumn> columns;
    private final List<JsonDecoder> decoders;
    private final JsonNames names;
    private final boolean ignoringMalformed;
    private final boolean holdsArrays;

    private JsonFormat(
            List<LakeColumn> columns, Map<String, String> properties, JsonValues values, boolean holdsArrays) {
        this.holdsArrays = holdsArrays;
        this.columns = columns;
        this.names = new JsonNames(properties);
        this.decoders = columns.stream()
                .map(column ->
                        JsonDecoder.of(column.type(), column.index() + " (" + column.name() + ")", names, values))
                .toList();
        this.ignoringMalformed = Boolean.parseBoolean(properties.get("ignore.malformed.json"));
    }

    /**
     * As the OpenX SerDe reads.
     *
     * @param holdsArrays whether {@code array} is the only column of the table
     */
    static JsonFormat openx(List<LakeColumn> columns, Map<String, String> properties, boolean holdsArrays) {
        return new JsonFormat(columns, properties, JsonValues.OPENX, holdsArrays);
    }

    /** As Hive's own SerDe reads, which knows none of the other's properties. */
    static JsonFormat hive(List<LakeColumn> columns, Map<String, String> properties) {
        return new JsonFormat(columns, properties, JsonValues.HIVE, false);
    }

    @Override
    public void read(LineReader line, List<BlockBuilder> out) {
        List<Object> values = values(line);
        for (int i = 0; i < decoders.size(); i++) {
            decoders.get(i).decode(values.get(i), out.get(i));
        }
    }

    private List<Object> values(LineReader line) {
        Map<String, Object> byName;
        try {
            byName = line.isBlank() ? Map.of() : fields(JsonLine.parse(line.bytes(), line.length()));
        } catch (IOException e) {
            if (!ignoringMalformed) {
                throw malformed(firstLine(e.getMessage()));
            }
            if (JsonLine.isAlmostJson(line.bytes(), line.length())) {
                throw malformed(firstLine(e.getMessage())
                        + ". The SerDe's lenient parser may read it all the same, so it is not ignored here");
            }
            byName = Map.of();
        }
        List<Object> values = new ArrayList<>();
        for (LakeColumn column : columns) {
            values.add(byName.get(column.name()));
        }
        return values;
    }

    private Map<String, Object> fields(Object value) {
        if (value instanceof Map<?, ?> object) {
            return names.normalised(object);
        }
        if (!holdsArrays) {
            throw malformed("an array, which only a table with the one column " + ARRAY_COLUMN + " can hold");
        }
        return Map.of(ARRAY_COLUMN, value);
    }

    private static TrinoException malformed(String why) {
        return new TrinoException(
                LakeError.HIVE_CURSOR_ERROR, "Row is not a valid JSON Object - JSONException: " + why);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
