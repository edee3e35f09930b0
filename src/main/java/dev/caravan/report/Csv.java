package dev.caravan.report;

import java.io.PrintWriter;
import java.util.List;

/**
 * RFC 4180: a header line, cells quoted where they must be or where some program would divide them, CRLF; NULL as an empty
 * cell, an empty text as {@code ""}.
 */
public final class Csv implements QueryFormat {

    @Override
    public void print(QueryResult result, PrintWriter out) {
        out.print(line(result.columns().stream().map(QueryResult.Column::name).toList()));
        result.rows().forEachRemaining(row -> out.print(line(row)));
    }

    /** One row with its end; a null cell is NULL. */
    public static String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(i == 0 ? "" : ",").append(cell(row.get(i)));
        }
        return line.append("\r\n").toString();
    }

    private static String cell(String text) {
        if (text == null) {
            return "";
        }
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> "\",;\t\r\n".indexOf(c) >= 0);
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
