package dev.caravan.docs;

import java.util.List;
import java.util.stream.Collectors;

/** A table of Markdown with one line for each row; empty without rows. */
record MarkdownTable(List<String> columns, List<List<String>> rows) {

    String text() {
        if (rows.isEmpty()) {
            return "";
        }
        String rule = columns.stream().map(column -> "---").collect(Collectors.joining("|", "|", "|\n"));
        return line(columns) + rule + rows.stream().map(MarkdownTable::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
