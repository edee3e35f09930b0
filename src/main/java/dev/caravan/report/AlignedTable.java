package dev.caravan.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns as wide as their widest cell, numbers to the right, NULL as an empty cell. Widths are taken from the first
 * 1,000 rows, so that any number of rows can be printed. Widths are those of a terminal, where a Chinese character takes
 * two places.
 */
public final class AlignedTable implements QueryFormat {

    private static final int SAMPLE = 1_000;
    private static final int MAX_WIDTH = 80;

    @Override
    public void print(QueryResult result, PrintWriter out) {
        List<List<String>> sample = new ArrayList<>();
        while (sample.size() < SAMPLE && result.rows().hasNext()) {
            sample.add(result.rows().next());
        }
        int[] widths = widths(result, sample);
        line(
                out,
                result,
                widths,
                result.columns().stream().map(QueryResult.Column::name).toList());
        StringBuilder rule = new StringBuilder();
        for (int width : widths) {
            rule.append("-".repeat(width)).append("  ");
        }
        out.println(rule.toString().stripTrailing());
        long rows = sample.size();
        sample.forEach(row -> line(out, result, widths, row));
        while (result.rows().hasNext()) {
            line(out, result, widths, result.rows().next());
            rows++;
        }
        out.println("(" + rows + (rows == 1 ? " row)" : " rows)"));
    }

    private static int[] widths(QueryResult result, List<List<String>> sample) {
        int[] widths = new int[result.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = TerminalWidth.of(printable(result.columns().get(i).name()));
            for (List<String> row : sample) {
                widths[i] = Math.max(widths[i], Math.min(MAX_WIDTH, TerminalWidth.of(cell(row, i))));
            }
        }
        return widths;
    }

    private static void line(PrintWriter out, QueryResult result, int[] widths, List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cell(row, i);
            String padding = " ".repeat(Math.max(0, widths[i] - TerminalWidth.of(cell)));
            line.append(result.columns().get(i).isNumber() ? padding + cell : cell + padding)
                    .append("  ");
        }
        out.println(line.toString().stripTrailing());
    }

    private static String cell(List<String> row, int index) {
        String cell = index < row.size() ? row.get(index) : null;
        return cell == null ? "" : printable(cell);
    }

    /** Values come from the records of strangers: none may steer the terminal, nor turn its text around. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029]", " ");
    }
}
