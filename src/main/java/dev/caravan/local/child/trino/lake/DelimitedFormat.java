package dev.caravan.local.child.trino.lake;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.TypeUtils;
import io.trino.spi.type.VarcharType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Delimited text as Hive's LazySimple SerDe reads it: no quotes, {@code \N} is NULL, so is a missing field and an empty
 * one of another type than string. Arrays, maps and structs are refused.
 */
final class DelimitedFormat implements RowFormat {
    private final List<LakeColumn> columns;
    private final List<Scalars.Parser> parsers;
    private final char delimiter;
    private final String escape;
    private final String nullText;

    DelimitedFormat(List<LakeColumn> columns, Map<String, String> properties) {
        this.columns = columns;
        this.parsers = columns.stream().map(column -> Scalars.of(column.type())).toList();
        this.delimiter = delimiter(properties.getOrDefault("field.delim", properties.get("serialization.format")));
        this.escape = properties.getOrDefault("escape.delim", "");
        this.nullText = properties.getOrDefault("serialization.null.format", "\\N");
    }

    /** Hive's default is the character 1, and {@code serialization.format} may give a character's number. */
    private static char delimiter(String property) {
        if (property == null || property.isEmpty()) {
            return 1;
        }
        return property.matches("\\d+") ? (char) Integer.parseInt(property) : property.charAt(0);
    }

    @Override
    public void read(LineReader line, List<BlockBuilder> out) {
        List<String> fields = fields(line.text());
        for (int i = 0; i < columns.size(); i++) {
            LakeColumn column = columns.get(i);
            String text = column.index() < fields.size() ? fields.get(column.index()) : nullText;
            if (text.equals(nullText) || (text.isEmpty() && !(column.type() instanceof VarcharType))) {
                out.get(i).appendNull();
            } else {
                String where = column.index() + " (" + column.name() + ")";
                Object value = BadData.parse(parsers.get(i), unescaped(text), where);
                TypeUtils.writeNativeValue(column.type(), out.get(i), value);
            }
        }
    }

    /** As they are written: NULL is told from a text before escapes are read. */
    private List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEscape(text, i)) {
                field.append(c).append(text.charAt(++i));
            } else if (c == delimiter) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            text.append(isEscape(field, i) ? field.charAt(++i) : field.charAt(i));
        }
        return text.toString();
    }

    private boolean isEscape(String text, int at) {
        return !escape.isEmpty() && text.charAt(at) == escape.charAt(0) && at + 1 < text.length();
    }
}
