package dev.caravan.local.child.trino;

import io.trino.spi.block.Block;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SqlVarbinary;
import io.trino.spi.type.Type;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Values as the texts of Athena's results: arrays {@code [a, b]}, rows {@code {name=a, field1=b}}, maps
 * {@code {key=value}}, binary {@code 68 69}, a NULL inside of them {@code null}.
 */
final class ResultText {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private ResultText() {}

    /** The text of one value; null for NULL. */
    static String of(Type type, ConnectorSession session, Block block, int position) {
        Object value = type.getObjectValue(session, block, position);
        return value == null ? null : text(type, value);
    }

    private static String text(Type type, Object value) {
        if (value == null) {
            return "null";
        }
        if (type instanceof ArrayType array) {
            List<String> elements = new ArrayList<>();
            ((List<?>) value).forEach(element -> elements.add(text(array.getElementType(), element)));
            return "[" + String.join(", ", elements) + "]";
        }
        if (type instanceof MapType map) {
            List<String> entries = new ArrayList<>();
            ((Map<?, ?>) value)
                    .forEach((key, each) ->
                            entries.add(text(map.getKeyType(), key) + "=" + text(map.getValueType(), each)));
            return "{" + String.join(", ", entries) + "}";
        }
        if (type instanceof RowType row) {
            return row(row, (List<?>) value);
        }
        return value instanceof SqlVarbinary binary ? HEX.formatHex(binary.getBytes()) : value.toString();
    }

    private static String row(RowType type, List<?> values) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            RowType.Field field = type.getFields().get(i);
            fields.add(field.getName().orElse("field" + i) + "=" + text(field.getType(), values.get(i)));
        }
        return "{" + String.join(", ", fields) + "}";
    }
}
