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
 * count of days and a timestamp one of milliseconds, an empty field is an empty text, a missing one and all of an empty
 * line are NULL. Where that SerDe has rules of its own (quotes in the middle of a field or with blanks around them,
 * escapes outside of quotes), a line is refused.
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
        // a quote as escape is what the SerDe takes for no setting at all
        char given = character(properties, "escapeChar", '\\');
        this.escape = given == '"' ? '\\' : given;
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
        int at = text.isEmpty() ? 1 : 0;
        while (at <= text.length()) {
            StringBuilder field = new StringBuilder();
            boolean quoted = at < text.length() && text.charAt(at) == quote;
            at = quoted ? quoted(text, at + 1, field) : plain(text, at, field);
            fields.add(field.toString());
            if (at < text.length() && text.charAt(at) != separator) {
                throw malformed("A quote does not end its field", at);
            }
            at++;
        }
        return fields;
    }

    /** Reads up to the separator or the end. */
    private int plain(String text, int from, StringBuilder field) {
        int at = from;
        while (at < text.length() && text.charAt(at) != separator) {
            char c = text.charAt(at);
            if (c == quote || c == escape) {
                throw malformed("A quote or escape in a field that is not quoted", at);
            }
            field.append(c);
            at++;
        }
        return at;
    }

    /** Reads up to behind the closing quote. An escape before anything but a quote or an escape is dropped. */
    private int quoted(String text, int from, StringBuilder field) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean quoteFollows = at + 1 < text.length() && text.charAt(at + 1) == quote;
            boolean escapeFollows = at + 1 < text.length() && text.charAt(at + 1) == escape;
            if ((c == escape && (quoteFollows || escapeFollows)) || (c == quote && quoteFollows)) {
                field.append(text.charAt(at + 1));
                at++;
            } else if (c == quote) {
                return at + 1;
            } else if (c != escape) {
                field.append(c);
            }
            at++;
        }
        throw malformed("A quoted field is not closed in its line", from - 1);
    }

    private static TrinoException malformed(String what, int at) {
        return new TrinoException(LakeError.HIVE_CURSOR_ERROR, what + ", at character " + (at + 1));
    }
}
