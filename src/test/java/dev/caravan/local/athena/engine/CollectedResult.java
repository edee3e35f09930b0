package dev.caravan.local.athena.engine;

import dev.caravan.local.child.trino.wire.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A result kept in memory, as one text a row; an empty text is written {@code ''}. */
final class CollectedResult implements ResultListener {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void columns(List<ResultColumn> columns) {
        lines.add(columns.stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(" | ")));
    }

    @Override
    public void rows(List<List<String>> rows) {
        rows.forEach(row -> lines.add(row.stream().map(value -> text(value)).collect(Collectors.joining(" | "))));
    }

    private static String text(String value) {
        return value == null ? "NULL" : value.isEmpty() ? "''" : value;
    }

    /** The header, then the rows. */
    List<String> lines() {
        return lines;
    }
}
