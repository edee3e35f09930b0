package dev.caravan.local.glue.infer;

import java.util.ArrayList;
import java.util.List;

/** A value of a delimited line, without its quotes. */
record CsvField(String text, boolean quoted) {

    /** Splits a line; inside double quotes the delimiter is text and two double quotes are one. */
    static List<CsvField> split(String line, char delimiter) {
        List<CsvField> fields = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        boolean inside = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (inside && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                text.append(c);
                i++;
            } else if (c == '"' && (inside || text.isEmpty())) {
                inside = !inside;
                quoted = true;
            } else if (c == delimiter && !inside) {
                fields.add(new CsvField(text.toString(), quoted));
                text.setLength(0);
                quoted = false;
            } else {
                text.append(c);
            }
        }
        fields.add(new CsvField(text.toString(), quoted));
        return fields;
    }
}
