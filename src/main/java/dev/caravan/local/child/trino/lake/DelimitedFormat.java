package dev.caravan.local.child.trino.lake;

import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Delimited text as Hive's LazySimple SerDe reads it: no quotes, {@code \N} is NULL, so is a missing field, an empty one
 * of another type than string, and a number or boolean that is none. Whole numbers lose a fraction. Arrays, maps and
 * structs are refused, and dates and timestamps in another form than Hive's.
 */
final class DelimitedFormat implements RowFormat {
    private static final Set<Type> WHOLE =
            Set.of(TinyintType.TINYINT, SmallintType.SMALLINT, IntegerType.INTEGER, BigintType.BIGINT);

    private final List<LakeColumn> columns;
    private final List<Scalars.Parser> parsers;
    private final char delimiter;
    private final String escape;
    private final String nullText;

    DelimitedFormat(List<LakeColumn> columns, Map<String, String> properties) {
        this.columns = columns;
        this.parsers = columns.stream().map(column -> parser(column.type())).toList();
        this.delimiter = delimiter(properties.getOrDefault("field.delim", properties.get("serialization.format")));
        this.escape = properties.getOrDefault("escape.delim", "");
        this.nullText = properties.getOrDefault("serialization.null.format", "\\N");
    }

    private static Scalars.Parser parser(Type type) {
        Scalars.Parser parser = Scalars.of(type);
        if (type instanceof DateType || type instanceof TimestampType || type instanceof VarbinaryType) {
            return parser;
        }
        Scalars.Parser ofWhole = WHOLE.contains(type) ? text -> parser.parse(whole(text)) : parser;
        return text -> {
            try {
                return ofWhole.parse(text);
            } catch (IllegalArgumentException | ArithmeticException noValueOfTheType) {
                return null;
            }
        };
    }

    private static String whole(String text) {
        int point = text.indexOf('.');
        return point > 0 && text.substring(point + 1).chars().allMatch(c -> c >= '0' && c <= '9')
                ? text.substring(0, point)
                : text;
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
                if (value == null) {
                    out.get(i).appendNull();
                } else {
                    TypeUtils.writeNativeValue(column.type(), out.get(i), value);
                }
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
