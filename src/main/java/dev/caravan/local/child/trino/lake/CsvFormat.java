package dev.caravan.local.child.trino.lake;

import io.trino.spi.TrinoException;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.type.DateType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Comma-separated values as the OpenCSV SerDe reads them: quotes may hold separators but no line ends, a date is a
 * count of days and a timestamp one of milliseconds, an empty field is an empty text, a missing one is NULL.
 */
final class CsvFormat implements RowFormat {
    private final List<LakeColumn> columns;
    private final List<Scalars.Parser> parsers;
    private final char separator;
    private final char quote;
    private final char escape;

    CsvFormat(List<LakeColumn> columns, Map<String, String> properties) {
        this.columns = columns;
        this.parsers = columns.stream().map(column -> parser(column.type())).toList();
        this.separator = character(properties, "separatorChar", ',');
        this.quote = character(properties, "quoteChar", '"');
        this.escape = character(properties, "escapeChar", '\\');
    }

    private static Scalars.Parser parser(Type type) {
        if (type instanceof DateType) {
            return Long::parseLong;
        }
        if (type instanceof TimestampType) {
            return text -> Math.multiplyExact(Long.parseLong(text), 1_000L);
        }
        return Scalars.of(type);
    }

    private static char character(Map<String, String> properties, String name, char otherwise) {
        String value = properties.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value.charAt(0);
    }

    @Override
    public void read(LineReader line, List<BlockBuilder> out) {
        List<String> fields = fields(line);
        for (int i = 0; i < columns.size(); i++) {
            LakeColumn column = columns.get(i);
            if (column.index() >= fields.size()) {
                out.get(i).appendNull();
            } else {
                String where = column.index() + " (" + column.name() + ")";
                Object value = BadData.parse(parsers.get(i), fields.get(column.index()), where);
                TypeUtils.writeNativeValue(column.type(), out.get(i), value);
            }
        }
    }

    private List<String> fields(LineReader line) {
        String text = line.text();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hasNext = i + 1 < text.length();
            if (quoted && c == quote && hasNext && text.charAt(i + 1) == quote) {
                field.append(quote);
                i++;
            } else if (c == escape && escape != quote && quoted && hasNext) {
                field.append(text.charAt(++i));
            } else if (c == quote) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw new TrinoException(LakeError.HIVE_CURSOR_ERROR, "A quoted field is not closed in its line");
        }
        fields.add(field.toString());
        return fields;
    }
}
