package dev.caravan.report;

import java.io.PrintWriter;
import java.util.List;

/** RFC 4180: a header line, cells quoted where they must be, CRLF; NULL as an empty cell, an empty text as {@code ""}. */
public final class Csv implements QueryFormat {

    @Override
    public void print(QueryResult result, PrintWriter out) {
        print(out, result.columns().stream().map(QueryResult.Column::name).toList());
        result.rows().forEachRemaining(row -> print(out, row));
    }

    private static void print(PrintWriter out, List<String> row) {
        for (int i = 0; i < row.size(); i++) {
            out.print(i == 0 ? "" : ",");
            out.print(cell(row.get(i)));
        }
        out.print("\r\n");
    }

    private static String cell(String text) {
        if (text == null) {
            return "";
        }
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
