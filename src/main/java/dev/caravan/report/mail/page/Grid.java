package dev.caravan.report.mail.page;

import dev.caravan.report.QueryResult.Column;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The first rows as they are shown: as many columns as fit beside one another, cells cut to a line or two.
 *
 * @param columns their names
 * @param hiddenColumns columns that did not fit
 */
public record Grid(List<Cell> columns, List<List<Cell>> rows, int hiddenColumns) {

    private static final int MAX_COLUMNS = 6;
    private static final int MAX_CELL = 60;
    private static final int MAX_NAME = 30;

    public Grid {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** @param measure column whose numbers get their thousands marked; -1 for none */
    public static Grid of(List<Column> columns, List<List<String>> rows, int measure) {
        int shown = Math.min(MAX_COLUMNS, columns.size());
        return new Grid(
                columns.stream()
                        .limit(shown)
                        .map(column -> new Cell(Shown.cut(column.name(), MAX_NAME), false, column.isNumber()))
                        .toList(),
                rows.stream()
                        .map(row -> IntStream.range(0, shown)
                                .mapToObj(i -> cell(columns.get(i), row.get(i), i == measure))
                                .toList())
                        .toList(),
                columns.size() - shown);
    }

    private static Cell cell(Column column, String text, boolean grouped) {
        if (text == null) {
            return new Cell("NULL", true, column.isNumber());
        }
        return new Cell(Shown.cut(grouped ? Shown.number(text) : text, MAX_CELL), false, column.isNumber());
    }

    /** The same with the first rows only. */
    Grid first(int count) {
        return new Grid(columns, rows.subList(0, Math.min(count, rows.size())), hiddenColumns);
    }

    /** Columns padded to their widest cell. */
    String asText() {
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> rows.stream()
                        .mapToInt(row -> row.get(i).text().length())
                        .reduce(columns.get(i).text().length(), Math::max))
                .toArray();
        StringBuilder text = new StringBuilder();
        line(text, columns, widths);
        line(
                text,
                IntStream.of(widths)
                        .mapToObj(width -> new Cell("-".repeat(width), false, false))
                        .toList(),
                widths);
        rows.forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private static void line(StringBuilder text, List<Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).text().length());
            String cell = cells.get(i).text();
            line.append(i == 0 ? "" : "  ").append(cells.get(i).number() ? padding + cell : cell + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
