package dev.caravan.provision.quicksight;

import dev.caravan.provision.resource.ChartData;
import java.util.List;
import java.util.stream.Collectors;

/** What the data set asks Athena for: the column's value of every record, and the table that the record is in. */
final class CountStatement {

    /** The column that says which table; a lake that is written twice is seen to be. */
    static final String TABLE = "lake_table";

    private CountStatement() {}

    /** @param tables one or more */
    static String of(ChartData data, List<String> tables) {
        return tables.stream()
                .map(table -> "SELECT '" + table.replace("'", "''") + "' AS " + TABLE + ", " + quoted(data.column())
                        + " FROM " + quoted(data.database()) + "." + quoted(table))
                .collect(Collectors.joining("\nUNION ALL\n"));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
